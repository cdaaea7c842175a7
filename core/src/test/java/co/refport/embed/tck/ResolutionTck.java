package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.ErrorCode;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.EmbedEvent.EnrollmentCreated;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.tck.Node.Answer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of whole calls for tokens, most of them at once, on an {@link EmbedStore}. */
public interface ResolutionTck extends StoreUnderTest {

  @Test
  @Clause("create.lost")
  default void ofManyFirstCallsForOneEmailAllSucceedForOneEnrollment() throws Exception {
    Organization organization = Organization.in(this);
    String email = RandomText.email();
    try (Node node = Node.on(store())) {
      assertOneEnrollment(node, Race.run(i -> node.call(organization, null, null, email)));
    }
    assertOnePartner(organization, email);
  }

  @Test
  @Clause({"create.lost", "bind.once"})
  default void ofManyFirstCallsInMixedLetterCaseAllSucceedForOneEnrollment() throws Exception {
    Organization organization = Organization.in(this);
    String email = RandomText.email();
    String tenantId = RandomText.id("tenant_");
    try (Node node = Node.on(store())) {
      assertOneEnrollment(
          node,
          Race.run(
              i ->
                  node.call(
                      organization, null, i % 3 == 0 ? tenantId : null, mixedCase(email, i))));
    }
    assertOnePartner(organization, email);
  }

  @Test
  @Clause({"create.lost", "bind.once"})
  default void mixedIdentifiersInOppositeOrdersNameOneEnrollment() throws Exception {
    Organization organization = Organization.in(this);
    String email = RandomText.email();
    String tenantId = RandomText.id("tenant_");
    try (Node node = Node.on(store())) {
      List<List<Answer>> answers =
          Race.run(
              i -> {
                boolean bothFirst = i % 2 == 0;
                Answer first = node.call(organization, null, bothFirst ? tenantId : null, email);
                Answer second = node.call(organization, null, bothFirst ? null : tenantId, email);
                // by now it is there, and bound
                Answer third = node.call(organization, null, tenantId, null);
                Answer fourth = node.call(organization, third.enrollmentId(), tenantId, email);
                return List.of(first, second, third, fourth);
              });
      assertOneEnrollment(node, answers.stream().flatMap(List::stream).toList());
      assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId))
          .isEqualTo(store().findEnrollmentByEmail(organization.id(), email))
          .isPresent();
    }
    assertOnePartner(organization, email);
  }

  @Test
  @Clause("bind.once")
  default void aKnownPartnerGetsItsTenantIdOnceThoughManyBringIt() throws Exception {
    Organization organization = Organization.in(this);
    EnrollmentRecord known = organization.enroll((String) null);
    String tenantId = RandomText.id("tenant_");
    try (Node node = Node.on(store())) {
      List<Answer> answers =
          Race.run(
              i ->
                  i % 2 == 0
                      ? node.call(organization, null, tenantId, known.email())
                      : node.call(organization, known.id(), tenantId, null));
      assertThat(answers).extracting(Answer::enrollmentId).containsOnly(known.id());
    }
    EnrollmentRecord bound = Organization.withTenantId(known, tenantId);
    assertThat(organization.find(bound)).hasSize(3).containsOnly(bound);
  }

  @Test
  @Clause("create.lost")
  default void ofTwoTenantsForOneEmailOneWinsAndTheOtherIsAConflict() throws Exception {
    Organization organization = Organization.in(this);
    String email = RandomText.email();
    List<String> tenants = List.of(RandomText.id("tenant_"), RandomText.id("tenant_"));
    List<Answer> answers;
    try (Node node = Node.on(store())) {
      answers = Race.run(i -> node.call(organization, null, tenants.get(i % 2), email));
      assertThat(node.created()).hasSize(1);
    }
    EnrollmentRecord winner = store().findEnrollmentByEmail(organization.id(), email).orElseThrow();
    int won = tenants.indexOf(winner.tenantId());
    assertThat(won).isBetween(0, 1);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i))
          .isEqualTo(
              i % 2 == won
                  ? new Answer(winner.id(), winner.partnerId(), null)
                  : Answer.refused(ErrorCode.CONFLICT));
    }
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenants.get(1 - won))).isEmpty();
    assertOnePartner(organization, email);
  }

  @Test
  @Clause("create.lost")
  default void oneTenantWithManyEmailsGetsOneEnrollment() throws Exception {
    Organization organization = Organization.in(this);
    String tenantId = RandomText.id("tenant_");
    List<String> emails = Stream.generate(RandomText::email).limit(Race.THREADS).toList();
    try (Node node = Node.on(store())) {
      assertOneEnrollment(
          node, Race.run(i -> node.call(organization, null, tenantId, emails.get(i))));
    }
    EnrollmentRecord winner =
        store().findEnrollmentByTenantId(organization.id(), tenantId).orElseThrow();
    assertOnePartner(organization, winner.email());
    Organization later = organization.inANewProgram();
    for (String email : emails) {
      if (!email.equals(winner.email())) {
        later.assertNoPartnerHas(email);
      }
    }
  }

  // --- texts

  @ParameterizedTest
  @CsvSource({
    "\u00C5sa \u00D6sterg\u00E5rd, user@b\u00FCcher.example, user@xn--bcher-kva.example",
    "\u5C71\u7530 \u592A\u90CE, user@\u4F8B\u3048.jp, user@xn--r8jz45g.jp",
    "\u0639\u0644\u064A, USER@Example.COM, user@example.com",
    "\uD83D\uDC69\u200D\uD83D\uDCBB e\u0301, first.last+tag@example.com, first.last+tag@example.com"
  })
  @Clause({"create.new", "token-state.as-stored"})
  default void namesAndEmailsOfAnyScriptAreKept(String name, String typed, String canonical) {
    Organization organization = Organization.in(this);
    try (Node node = Node.on(store())) {
      EmbeddedPartner partner = node.enroll(organization, RandomText.id("tenant_"), typed, name);
      assertThat(partner.name()).isEqualTo(name);
      assertThat(partner.email()).isEqualTo(typed);
      assertThat(store().findEnrollmentByEmail(organization.id(), canonical))
          .map(EnrollmentRecord::id)
          .contains(partner.enrollmentId());
    }
  }

  @Test
  @Clause("create.sizes")
  default void aTenantIdAndANameOf255CharactersAreKept() {
    Organization organization = Organization.in(this);
    String tenantId = RandomText.ofLength(255, "\u00E9");
    String name = RandomText.ofLength(255, "\uD83D\uDE00");
    try (Node node = Node.on(store())) {
      EmbeddedPartner partner = node.enroll(organization, tenantId, RandomText.email(), name);
      assertThat(partner.tenantId()).isEqualTo(tenantId);
      assertThat(partner.name()).isEqualTo(name);
      assertThat(node.call(organization, null, tenantId, null).enrollmentId())
          .isEqualTo(partner.enrollmentId());
    }
  }

  @Test
  @Clause("any.text")
  default void whatNoStoreCouldKeepIsRefusedBeforeItIsStored() {
    Organization organization = Organization.in(this);
    String email = RandomText.email();
    try (Node node = Node.on(store())) {
      for (String text : List.of("a\0b", "\uD83D", "x".repeat(256))) {
        assertThat(node.call(organization, null, text, email))
            .isEqualTo(Answer.refused(ErrorCode.VALIDATION_ERROR));
        assertThat(node.call(organization, null, null, email, text))
            .isEqualTo(Answer.refused(ErrorCode.VALIDATION_ERROR));
      }
    }
    organization.assertNoPartnerHas(email);
  }

  // --- set-up

  private static void assertOneEnrollment(Node node, List<Answer> answers) {
    assertThat(answers).allMatch(answer -> answer.refused() == null).containsOnly(answers.get(0));
    assertThat(node.created())
        .allMatch(EnrollmentCreated::partnerCreated)
        .extracting(EnrollmentCreated::enrollmentId)
        .containsExactly(answers.get(0).enrollmentId());
  }

  /** Whoever is enrolled under this email in the next program is the partner that it was. */
  private static void assertOnePartner(Organization organization, String email) {
    EnrollmentRecord enrolled =
        organization.store().findEnrollmentByEmail(organization.id(), email).orElseThrow();
    Organization later = organization.inANewProgram();
    CreateResult again = later.store().createEnrollment(later.newcomer(null, email));
    assertThat(again)
        .isInstanceOfSatisfying(
            Created.class,
            created -> {
              assertThat(created.partnerCreated()).isFalse();
              assertThat(created.enrollment().partnerId()).isEqualTo(enrolled.partnerId());
            });
    later.deactivateProgram();
    organization.operator().setProgramActive(organization.id(), organization.programId(), true);
  }

  private static String mixedCase(String email, int seed) {
    StringBuilder mixed = new StringBuilder(email.toLowerCase(Locale.ROOT));
    for (int i = 0; i < mixed.length(); i++) {
      if ((seed >> (i % 6) & 1) == 1) {
        mixed.setCharAt(i, Character.toUpperCase(mixed.charAt(i)));
      }
    }
    return mixed.toString();
  }
}
