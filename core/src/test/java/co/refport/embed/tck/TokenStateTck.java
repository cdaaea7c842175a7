package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EmbedStore#findTokenState} must hold; a part of {@link EmbedStoreTck}. */
public interface TokenStateTck extends StoreUnderTest {

  // --- components

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  default void aTokensStateIsWhatWasStored(boolean withTenantId, boolean withName) {
    ProgramRecord program =
        new ProgramRecord(
            RandomText.id("prg_"),
            RandomText.id("org_"),
            List.of("https://b.example.com", "https://a.example.com"),
            true,
            Enrolled.NOW);
    assertThat(operator().insertProgram(program)).isTrue();
    Enrolled enrolled =
        Enrolled.enroll(
            store(),
            program,
            withTenantId ? RandomText.id("tenant_") : null,
            withName ? RandomText.id("Alice ") : null);
    NewEnrollment stored = enrolled.enrollment();
    assertThat(store().findTokenState(enrolled.token()))
        .contains(
            new TokenState(
                new EmbeddedPartner(
                    program.organizationId(),
                    program.id(),
                    stored.enrollmentId(),
                    stored.partnerId(),
                    stored.tenantId(),
                    stored.name(),
                    stored.typedEmail()),
                true,
                0,
                false,
                program.origins()));
  }

  @Test
  default void partnersOfOneProgramHaveTheirOwnStates() {
    Enrolled one = enroll();
    Enrolled two = Enrolled.enroll(store(), one.program(), null, null);
    one.deactivate(operator());
    assertThat(one.state().active()).isFalse();
    assertThat(two.state().active()).isTrue();
    assertThat(two.state().partner().partnerId()).isEqualTo(two.enrollment().partnerId());
  }

  // --- whom it finds

  @Test
  default void anUnknownEnrollmentHasNoState() {
    String programId = enroll().program().id();
    assertNoState(new TokenReference(programId, RandomText.id("enr_"), null, "jti"));
  }

  @Test
  default void anEnrollmentHasNoStateInAnotherProgram() {
    Enrolled enrolled = enroll();
    assertNoState(inProgram(RandomText.id("prg_"), enrolled));
    assertNoState(inProgram(enroll().program().id(), enrolled));
  }

  @Test
  default void anEnrollmentHasNoStateInALaterProgramOfItsOrganization() {
    Enrolled enrolled = enroll();
    enrolled.deactivateProgram(operator());
    assertNoState(inProgram(addProgram(enrolled.organizationId()), enrolled));
  }

  @Test
  default void idsOfATokenAreEqualOnlyCodePointByCodePoint() {
    Enrolled enrolled = enroll();
    ApiKeyRecord key = addApiKey(enrolled.organizationId(), null, null);
    String program = enrolled.program().id();
    assertNoState(inProgram("P" + program.substring(1), enrolled));
    assertNoState(inProgram(program + " ", enrolled));
    assertNoState(new TokenReference(program, "E" + enrolled.id().substring(1), null, "jti"));
    assertNoState(new TokenReference(program, enrolled.id() + " ", null, "jti"));
    assertNoState(enrolled.token("K" + key.id().substring(1)));
    assertNoState(enrolled.token(key.id() + " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "%",
        "_",
        "'",
        "\\",
        "\0",
        "a\0b",
        "\uD83D",
        "' OR '1'='1",
        "\uD83D\uDE00"
      })
  default void aTokenMayNameAnyText(String text) {
    Enrolled enrolled = enroll();
    assertNoState(inProgram(text, enrolled));
    assertNoState(new TokenReference(enrolled.program().id(), text, null, "jti"));
    assertNoState(enrolled.token(text));
    TokenReference token = enrolled.token(null, RandomText.id(text));
    assertThat(store().findTokenState(token).filter(TokenState::revoked)).isEmpty();
  }

  @Test
  default void aTokenMayNameAVeryLongText() {
    aTokenMayNameAnyText(RandomText.ofLength(20_000, "x"));
  }

  // --- the API key

  @Test
  default void aTokenOfAnApiKeyHasAState() {
    Enrolled enrolled = enroll();
    ApiKeyRecord key = addApiKey(enrolled.organizationId(), null, null);
    assertThat(store().findTokenState(enrolled.token(key.id()))).contains(enrolled.state());
  }

  @Test
  default void anApiKeyThatHasExpiredLeavesItsTokens() {
    Enrolled enrolled = enroll();
    ApiKeyRecord key = addApiKey(enrolled.organizationId(), Instant.EPOCH, null);
    assertThat(store().findTokenState(enrolled.token(key.id()))).contains(enrolled.state());
  }

  @Test
  default void aTokenOfARevokedApiKeyIsRevoked() {
    Enrolled enrolled = enroll();
    ApiKeyRecord revoked = addApiKey(enrolled.organizationId(), null, Enrolled.NOW);
    ApiKeyRecord other = addApiKey(enrolled.organizationId(), null, null);
    assertThat(store().findTokenState(enrolled.token(revoked.id())))
        .map(TokenState::revoked)
        .contains(true);
    assertThat(store().findTokenState(enrolled.token(other.id()))).contains(enrolled.state());
    assertThat(enrolled.state().revoked()).isFalse();
  }

  @Test
  default void aTokenOfAnApiKeyThatTheOrganizationDoesNotHaveHasNoState() {
    Enrolled enrolled = enroll();
    String other = enroll().organizationId();
    assertNoState(enrolled.token(RandomText.id("key_")));
    assertNoState(enrolled.token(addApiKey(other, null, null).id()));
    assertNoState(enrolled.token(addApiKey(other, null, Enrolled.NOW).id()));
  }

  // --- freshness

  @Test
  default void anEnrollmentThatIsNotActiveHasAStateThatSaysSo() {
    Enrolled enrolled = enroll();
    assertThat(enrolled.state().active()).isTrue();
    enrolled.deactivate(operator());
    assertThat(enrolled.state().active()).isFalse();
  }

  @Test
  default void anEnrollmentInAProgramThatIsNotActiveHasAStateThatSaysSo() {
    Enrolled enrolled = enroll();
    assertThat(enrolled.state().active()).isTrue();
    enrolled.deactivateProgram(operator());
    assertThat(enrolled.state().active()).isFalse();
    addProgram(enrolled.organizationId());
    assertThat(enrolled.state().active()).isFalse();
  }

  @Test
  default void aTenantIdThatIsBoundIsInTheState() {
    Enrolled enrolled = enroll();
    String tenantId = RandomText.id("tenant_");
    assertThat(enrolled.state().partner().tenantId()).isNull();
    assertThat(store().bindTenantId(enrolled.organizationId(), enrolled.id(), tenantId)).isTrue();
    assertThat(enrolled.state().partner().tenantId()).isEqualTo(tenantId);
  }

  // --- set-up

  private Enrolled enroll() {
    return Enrolled.enroll(store(), operator());
  }

  private String addProgram(String organizationId) {
    String id = RandomText.id("prg_");
    assertThat(operator().insertProgram(new ProgramRecord(id, organizationId, Enrolled.NOW)))
        .isTrue();
    return id;
  }

  private ApiKeyRecord addApiKey(
      String organizationId, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {
    ApiKeyRecord key =
        new ApiKeyRecord(
            RandomText.id("key_"),
            organizationId,
            RandomText.sha256(),
            Instant.EPOCH,
            expiresAt,
            revokedAt);
    assertThat(operator().insertApiKey(key)).isTrue();
    return key;
  }

  private static TokenReference inProgram(String programId, Enrolled enrolled) {
    return new TokenReference(programId, enrolled.id(), null, "jti");
  }

  private void assertNoState(TokenReference token) {
    assertThat(store().findTokenState(token)).isEmpty();
  }
}
