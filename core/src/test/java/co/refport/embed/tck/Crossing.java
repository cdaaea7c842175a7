package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.CreateResult.Lost;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.RevocationStore;
import co.refport.embed.spi.TokenReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every operation, in the name of one organization with the ids of another. */
final class Crossing {

  private final Population mine;
  private final Population theirs;
  private final EmbedStore store;
  private final OperatorStore operator;
  private final List<Object> before;
  private final Set<String> tried = new TreeSet<>();

  Crossing(Population mine, Population theirs) {
    this.mine = mine;
    this.theirs = theirs;
    this.store = mine.organization().store();
    this.operator = mine.organization().operator();
    this.before = theirs.snapshot();
  }

  /** The operations that were tried. */
  Set<String> tried() {
    return tried;
  }

  /** Tries one, with calls that check their results. */
  private void attempt(String operation, Runnable calls) {
    calls.run();
    tried.add(operation);
  }

  /** Looks for what the operations have done. */
  void assertNothingHasChanged() {
    assertThat(theirs.snapshot()).as("what the operations leave of it").isEqualTo(before);
  }

  void tryLookUps() {
    String stranger = theirs.id() + " ";
    attempt("hasActiveProgram", () -> assertThat(store.hasActiveProgram(stranger)).isFalse());
    attempt(
        "findPrograms",
        () -> {
          assertThat(operator.findPrograms(stranger)).isEmpty();
          assertThat(operator.findPrograms(mine.id()))
              .extracting(ProgramRecord::id)
              .containsExactlyInAnyOrderElementsOf(mine.programIds());
        });
    attempt(
        "findApiKeys",
        () -> {
          assertThat(operator.findApiKeys(stranger)).isEmpty();
          assertThat(operator.findApiKeys(mine.id()))
              .extracting(ApiKeyRecord::id)
              .containsExactlyInAnyOrderElementsOf(mine.apiKeyIds());
        });
    attempt(
        "findEnrollmentById",
        () -> {
          for (String id : theirs.enrollmentIds()) {
            assertThat(store.findEnrollmentById(mine.id(), id)).isEmpty();
          }
        });
    attempt(
        "findEnrollmentByTenantId",
        () -> {
          assertThat(store.findEnrollmentByTenantId(mine.id(), tenantId(theirs.former())))
              .isEmpty();
          assertThat(store.findEnrollmentByTenantId(mine.id(), tenantId(theirs.shutOut())))
              .isEmpty();
          assertFindsMyTwin(store.findEnrollmentByTenantId(mine.id(), tenantId(theirs.twin())));
        });
    attempt(
        "findEnrollmentByEmail",
        () -> {
          for (Enrolled one : List.of(theirs.former(), theirs.bare(), theirs.shutOut())) {
            assertThat(store.findEnrollmentByEmail(mine.id(), one.enrollment().email())).isEmpty();
          }
          assertFindsMyTwin(
              store.findEnrollmentByEmail(mine.id(), theirs.twin().enrollment().email()));
        });
    attempt("findTokenState", this::findTokenStates);
  }

  private void findTokenStates() {
    for (Enrolled one : theirs.enrolled()) {
      for (String program : mine.programIds()) {
        assertThat(store.findTokenState(new TokenReference(program, one.id(), null, "jti")))
            .isEmpty();
      }
      assertThat(store.findTokenState(one.token(mine.apiKeyIds().get(0)))).isEmpty();
    }
    for (String key : theirs.apiKeyIds()) {
      assertThat(store.findTokenState(mine.twin().token(key))).isEmpty();
    }
  }

  void tryWrites() {
    attempt("createEnrollment", this::createEnrollments);
    attempt(
        "bindTenantId",
        () -> {
          for (String id : theirs.enrollmentIds()) {
            assertThat(store.bindTenantId(mine.id(), id, RandomText.id("tenant_"))).isFalse();
          }
          assertThat(store.bindTenantId(mine.id(), mine.bare().id(), tenantId(theirs.former())))
              .as("a tenant id that only another organization has")
              .isTrue();
        });
  }

  private void createEnrollments() {
    for (Enrolled one : theirs.enrolled()) {
      assertThat(store.createEnrollment(newcomer(one.id(), RandomText.id("ptn_"))))
          .isEqualTo(new Lost());
      // won or lost: that partner is another's
      store.createEnrollment(newcomer(RandomText.id("enr_"), one.enrollment().partnerId()));
    }
    NewEnrollment known = theirs.shutOut().enrollment();
    NewEnrollment namesake = mine.organization().newcomer(known.tenantId(), known.email());
    CreateResult result = store.createEnrollment(namesake);
    assertThat(result).isInstanceOf(Created.class);
    assertThat(((Created) result).partnerCreated()).as("a partner of its own").isTrue();
  }

  private NewEnrollment newcomer(String enrollmentId, String partnerId) {
    String email = RandomText.email();
    return new NewEnrollment(
        mine.id(), enrollmentId, null, partnerId, email, email, "Mallory", Organization.NOW);
  }

  void tryOperations() {
    attempt(
        "insertProgram",
        () -> {
          for (String id : theirs.programIds()) {
            assertThat(
                    operator.insertProgram(
                        new ProgramRecord(id, mine.id(), List.of(), false, Instant.EPOCH)))
                .isFalse();
          }
        });
    attempt(
        "setProgramActive",
        () -> {
          // so that neither makes up for what the other should not have done
          for (String id : theirs.programIds()) {
            assertThat(operator.setProgramActive(mine.id(), id, true)).isFalse();
            assertThat(operator.setProgramActive(mine.id(), id, false)).isFalse();
          }
        });
    attempt(
        "setOrigins",
        () -> {
          for (String id : theirs.programIds()) {
            assertThat(operator.setOrigins(mine.id(), id, List.of("https://evil.example.com")))
                .isFalse();
          }
        });
    attempt(
        "setEnrollmentActive",
        () -> {
          for (String id : theirs.enrollmentIds()) {
            assertThat(operator.setEnrollmentActive(mine.id(), id, true)).isFalse();
            assertThat(operator.setEnrollmentActive(mine.id(), id, false)).isFalse();
          }
        });
    attempt("setEmail", this::setEmails);
    attempt("setTenantId", this::setTenantIds);
    attempt("mergeEnrollments", this::mergeEnrollments);
    attempt(
        "erasePartner",
        () -> {
          for (String id : theirs.enrollmentIds()) {
            assertThat(operator.erasePartner(mine.id(), id)).isFalse();
          }
        });
    attempt("insertApiKey", this::insertApiKeys);
    attempt(
        "expireApiKey",
        () -> {
          for (String id : theirs.apiKeyIds()) {
            assertThat(operator.expireApiKey(mine.id(), id, Instant.EPOCH)).isFalse();
          }
        });
    attempt(
        "recordApiKeyUse",
        () -> {
          for (String id : theirs.apiKeyIds()) {
            assertThat(operator.recordApiKeyUse(mine.id(), id, Organization.NOW)).isFalse();
          }
        });
  }

  private void setEmails() {
    String email = RandomText.email();
    for (String id : theirs.enrollmentIds()) {
      assertThat(operator.setEmail(mine.id(), id, email, email)).isEqualTo(ChangeResult.NOT_FOUND);
    }
    String theirEmail = theirs.former().enrollment().email();
    assertThat(operator.setEmail(mine.id(), mine.bare().id(), theirEmail, theirEmail))
        .as("an email that only another organization has")
        .isEqualTo(ChangeResult.CHANGED);
    assertThat(
            operator.setEmail(
                mine.id(), mine.bare().id(), mine.bare().enrollment().email(), "bare@x.org"))
        .isEqualTo(ChangeResult.CHANGED);
  }

  private void setTenantIds() {
    for (String id : theirs.enrollmentIds()) {
      assertThat(operator.setTenantId(mine.id(), id, RandomText.id("tenant_")))
          .isEqualTo(ChangeResult.NOT_FOUND);
      assertThat(operator.setTenantId(mine.id(), id, null)).isEqualTo(ChangeResult.NOT_FOUND);
    }
    assertThat(operator.setTenantId(mine.id(), mine.bare().id(), null))
        .isEqualTo(ChangeResult.CHANGED);
    assertThat(operator.setTenantId(mine.id(), mine.bare().id(), tenantId(theirs.former())))
        .as("a tenant id that only another organization has")
        .isEqualTo(ChangeResult.CHANGED);
  }

  private void mergeEnrollments() {
    for (String id : theirs.enrollmentIds()) {
      assertThat(operator.mergeEnrollments(mine.id(), id, mine.bare().id())).isFalse();
      assertThat(operator.mergeEnrollments(mine.id(), mine.bare().id(), id)).isFalse();
      assertThat(operator.mergeEnrollments(mine.id(), id, theirs.bare().id())).isFalse();
    }
  }

  private void insertApiKeys() {
    for (ApiKeyRecord key : theirs.apiKeys()) {
      for (ApiKeyRecord taken :
          List.of(
              new ApiKeyRecord(key.id(), mine.id(), RandomText.sha256(), Instant.EPOCH, null, null),
              new ApiKeyRecord(
                  RandomText.id("key_"), mine.id(), key.sha256(), Instant.EPOCH, null, null))) {
        assertThat(operator.insertApiKey(taken)).isFalse();
      }
    }
  }

  void tryRevocations(RevocationStore revocations) {
    attempt(
        "raiseRevision",
        () -> {
          for (String id : theirs.enrollmentIds()) {
            assertThat(revocations.raiseRevision(mine.id(), id)).isFalse();
          }
        });
    attempt(
        "revokeApiKey",
        () -> {
          for (String id : theirs.apiKeyIds()) {
            assertThat(revocations.revokeApiKey(mine.id(), id, Organization.NOW)).isFalse();
          }
        });
  }

  private void assertFindsMyTwin(Optional<EnrollmentRecord> found) {
    assertThat(found).map(EnrollmentRecord::id).contains(mine.twin().id());
  }

  private static String tenantId(Enrolled enrolled) {
    return Optional.ofNullable(enrolled.enrollment().tenantId()).orElseThrow();
  }
}
