package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link EmbedStore#findTokenState} must hold; a part of {@link EmbedStoreTck}. */
public interface TokenStateTck extends StoreUnderTest {

  // --- components

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  @Clause("token-state.as-stored")
  default void aTokensStateIsWhatWasStored(boolean withTenantId, boolean withName) {
    Organization organization =
        Organization.in(this, "https://b.example.com", "https://a.example.com");
    Enrolled enrolled =
        Enrolled.in(
            organization,
            withTenantId ? RandomText.id("tenant_") : null,
            withName ? RandomText.id("Alice ") : null);
    NewEnrollment stored = enrolled.enrollment();
    assertThat(store().findTokenState(enrolled.token()))
        .contains(
            new TokenState(
                new EmbeddedPartner(
                    organization.id(),
                    organization.programId(),
                    stored.enrollmentId(),
                    stored.partnerId(),
                    stored.tenantId(),
                    stored.name(),
                    stored.typedEmail()),
                true,
                0,
                false,
                organization.program().origins()));
  }

  @Test
  @Clause("token-state.as-stored")
  default void partnersOfOneProgramHaveTheirOwnStates() {
    Enrolled one = Enrolled.in(this);
    Enrolled two = Enrolled.in(one.organization(), null, null);
    one.deactivate();
    assertThat(one.state().active()).isFalse();
    assertThat(two.state().active()).isTrue();
    assertThat(two.state().partner().partnerId()).isEqualTo(two.enrollment().partnerId());
  }

  // --- whom it finds

  @Test
  @Clause("token-state.gone")
  default void anUnknownEnrollmentHasNoState() {
    String programId = Enrolled.in(this).program().id();
    assertNoState(new TokenReference(programId, RandomText.id("enr_"), null, "jti"));
  }

  @Test
  @Clause({"token-state.gone", "any.isolation"})
  default void anEnrollmentHasNoStateInAnotherProgram() {
    Enrolled enrolled = Enrolled.in(this);
    assertNoState(inProgram(RandomText.id("prg_"), enrolled));
    assertNoState(inProgram(Enrolled.in(this).program().id(), enrolled));
  }

  @Test
  @Clause("token-state.gone")
  default void anEnrollmentHasNoStateInALaterProgramOfItsOrganization() {
    Enrolled enrolled = Enrolled.in(this);
    Organization later = enrolled.organization().inANewProgram();
    assertNoState(inProgram(later.programId(), enrolled));
  }

  @Test
  @Clause("any.equality")
  default void idsOfATokenAreEqualOnlyCodePointByCodePoint() {
    Enrolled enrolled = Enrolled.in(this);
    ApiKeyRecord key = enrolled.organization().addApiKey();
    String program = enrolled.program().id();
    assertNoState(inProgram("P" + program.substring(1), enrolled));
    assertNoState(inProgram(program + " ", enrolled));
    assertNoState(new TokenReference(program, "E" + enrolled.id().substring(1), null, "jti"));
    assertNoState(new TokenReference(program, enrolled.id() + " ", null, "jti"));
    assertNoState(enrolled.token("K" + key.id().substring(1)));
    assertNoState(enrolled.token(key.id() + " "));
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause("any.text")
  default void aTokenMayNameAnyText(String text) {
    Enrolled enrolled = Enrolled.in(this);
    assertNoState(inProgram(text, enrolled));
    assertNoState(new TokenReference(enrolled.program().id(), text, null, "jti"));
    assertNoState(enrolled.token(text));
    TokenReference token = enrolled.token(null, RandomText.id(text));
    assertThat(store().findTokenState(token).filter(TokenState::revoked)).isEmpty();
  }

  // --- the API key

  @Test
  @Clause("token-state.api-key")
  default void aTokenOfAnApiKeyHasAState() {
    Enrolled enrolled = Enrolled.in(this);
    ApiKeyRecord key = enrolled.organization().addApiKey();
    assertThat(store().findTokenState(enrolled.token(key.id()))).contains(enrolled.state());
  }

  @Test
  @Clause("token-state.api-key")
  default void anApiKeyThatHasExpiredLeavesItsTokens() {
    Enrolled enrolled = Enrolled.in(this);
    ApiKeyRecord key = enrolled.organization().addApiKey(Instant.EPOCH, null);
    assertThat(store().findTokenState(enrolled.token(key.id()))).contains(enrolled.state());
  }

  @Test
  @Clause("token-state.api-key")
  default void aTokenOfARevokedApiKeyIsRevoked() {
    Enrolled enrolled = Enrolled.in(this);
    ApiKeyRecord revoked = enrolled.organization().addApiKey(null, Organization.NOW);
    ApiKeyRecord other = enrolled.organization().addApiKey();
    assertThat(store().findTokenState(enrolled.token(revoked.id())))
        .map(TokenState::revoked)
        .contains(true);
    assertThat(store().findTokenState(enrolled.token(other.id()))).contains(enrolled.state());
    assertThat(enrolled.state().revoked()).isFalse();
  }

  @Test
  @Clause({"token-state.gone", "any.isolation"})
  default void aTokenOfAnApiKeyThatTheOrganizationDoesNotHaveHasNoState() {
    Enrolled enrolled = Enrolled.in(this);
    Organization other = Organization.in(this);
    assertNoState(enrolled.token(RandomText.id("key_")));
    assertNoState(enrolled.token(other.addApiKey().id()));
    assertNoState(enrolled.token(other.addApiKey(null, Organization.NOW).id()));
  }

  // --- freshness

  @Test
  @Clause({"token-state.as-stored", "any.fresh"})
  default void anEnrollmentThatIsNotActiveHasAStateThatSaysSo() {
    Enrolled enrolled = Enrolled.in(this);
    assertThat(enrolled.state().active()).isTrue();
    enrolled.deactivate();
    assertThat(enrolled.state().active()).isFalse();
  }

  @Test
  @Clause({"token-state.as-stored", "any.fresh"})
  default void anEnrollmentInAProgramThatIsNotActiveHasAStateThatSaysSo() {
    Enrolled enrolled = Enrolled.in(this);
    assertThat(enrolled.state().active()).isTrue();
    enrolled.organization().deactivateProgram();
    assertThat(enrolled.state().active()).isFalse();
    enrolled.organization().inANewProgram();
    assertThat(enrolled.state().active()).isFalse();
  }

  @Test
  @Clause({"token-state.as-stored", "any.fresh"})
  default void aTenantIdThatIsBoundIsInTheState() {
    Enrolled enrolled = Enrolled.in(this);
    String tenantId = RandomText.id("tenant_");
    assertThat(enrolled.state().partner().tenantId()).isNull();
    assertThat(store().bindTenantId(enrolled.organizationId(), enrolled.id(), tenantId)).isTrue();
    assertThat(enrolled.state().partner().tenantId()).isEqualTo(tenantId);
  }

  // --- set-up

  private static TokenReference inProgram(String programId, Enrolled enrolled) {
    return new TokenReference(programId, enrolled.id(), null, "jti");
  }

  private void assertNoState(TokenReference token) {
    assertThat(store().findTokenState(token)).isEmpty();
  }
}
