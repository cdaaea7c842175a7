package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.RevocationStore;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.SigningKeyStore;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Every operation of every type of the SPI that a store is of. */
record Operations(StoreUnderTest test) {

  /** What no exception may quote: parts of emails, tenant ids, names and secrets used here. */
  static final List<String> PRIVATE =
      List.of("@example.com", "@EXAMPLE.COM", "customer-", "Alice-", "jwk-secret");

  private static final List<String> ORIGINS = List.of("https://a.example.com");
  private static final Instant SOON = Instant.parse("2026-02-03T04:05:06.007Z");

  /** Before what other tests let expire. */
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

  private EmbedStore store() {
    return test.store();
  }

  /** By reflection, so that none is forgotten. */
  Set<String> names() {
    return Capabilities.operations(store());
  }

  /** Makes an operation ready to be called. */
  Operation prepare(String name) {
    return switch (name) {
      case "findApiKey" -> findApiKey();
      case "hasActiveProgram" -> {
        Enrolled one = enroll();
        yield Operation.read(name, () -> store().hasActiveProgram(one.organizationId()), true);
      }
      case "findEnrollmentById" ->
          find(name, one -> store().findEnrollmentById(one.organizationId(), one.id()));
      case "findEnrollmentByTenantId" ->
          find(
              name,
              one ->
                  store()
                      .findEnrollmentByTenantId(
                          one.organizationId(), String.valueOf(one.enrollment().tenantId())));
      case "findEnrollmentByEmail" ->
          find(
              name,
              one -> store().findEnrollmentByEmail(one.organizationId(), one.enrollment().email()));
      case "createEnrollment" -> createEnrollment();
      case "bindTenantId" -> bindTenantId();
      case "findTokenState" -> {
        Enrolled one = enroll();
        TokenReference token = one.token();
        yield Operation.read(
            name, () -> store().findTokenState(token).map(TokenState::active), Optional.of(true));
      }
      case "revokeToken" -> revokeToken();
      case "raiseRevision" -> raiseRevision();
      case "revokeApiKey" -> revokeApiKey();
      case "deleteExpiredRevocations" -> deleteExpiredRevocations();
      case "findSigningKeys" -> findSigningKeys();
      case "insertSigningKey" -> insertSigningKey();
      case "deleteSigningKey" -> deleteSigningKey();
      case "insertProgram" -> insertProgram();
      case "findPrograms" -> {
        Enrolled one = enroll();
        yield Operation.read(
            name, () -> operators().findPrograms(one.organizationId()), List.of(one.program()));
      }
      case "setProgramActive" -> setProgramActive();
      case "setOrigins" -> setOrigins();
      case "setEnrollmentActive" -> setEnrollmentActive();
      case "setEmail" -> setEmail();
      case "setTenantId" -> setTenantId();
      case "mergeEnrollments" -> mergeEnrollments();
      case "erasePartner" -> erasePartner();
      case "insertApiKey" -> insertApiKey();
      case "findApiKeys" -> {
        ApiKeyRecord key = addApiKey();
        yield Operation.read(
            name, () -> operators().findApiKeys(key.organizationId()), List.of(key));
      }
      case "expireApiKey" -> expireApiKey();
      case "recordApiKeyUse" -> recordApiKeyUse();
      default -> throw new AssertionError("no test of faults calls " + name);
    };
  }

  // --- EmbedStore

  private Operation findApiKey() {
    ApiKeyRecord key = addApiKey();
    return Operation.read("findApiKey", () -> store().findApiKey(key.sha256()), Optional.of(key));
  }

  private Operation find(String name, Function<Enrolled, Optional<EnrollmentRecord>> look) {
    Enrolled one = enroll();
    return Operation.read(
        name, () -> look.apply(one).map(EnrollmentRecord::id), Optional.of(one.id()));
  }

  private Operation createEnrollment() {
    Organization organization = Organization.in(test);
    String tenantId = RandomText.id("customer-");
    String email = RandomText.email();
    NewEnrollment creation = organization.newcomer(tenantId, email, RandomText.id("Alice-"));
    EnrollmentRecord created =
        new EnrollmentRecord(
            creation.enrollmentId(),
            organization.programId(),
            creation.partnerId(),
            tenantId,
            email,
            true,
            0);
    return Operation.write(
        "createEnrollment",
        () -> store().createEnrollment(creation),
        // this is how a partner that was left behind is told
        new Created(created, true),
        () ->
            List.of(
                store().findEnrollmentById(organization.id(), created.id()),
                store().findEnrollmentByTenantId(organization.id(), tenantId),
                store().findEnrollmentByEmail(organization.id(), email)),
        List.of(Optional.of(created), Optional.of(created), Optional.of(created)));
  }

  private Operation bindTenantId() {
    Enrolled one = Enrolled.in(test);
    String tenantId = RandomText.id("customer-");
    return Operation.write(
        "bindTenantId",
        () -> store().bindTenantId(one.organizationId(), one.id(), tenantId),
        true,
        () ->
            List.of(
                Optional.ofNullable(one.state().partner().tenantId()),
                store()
                    .findEnrollmentByTenantId(one.organizationId(), tenantId)
                    .map(EnrollmentRecord::id)),
        List.of(Optional.of(tenantId), Optional.of(one.id())));
  }

  // --- RevocationStore

  private Operation revokeToken() {
    TokenReference token = enroll().token();
    return Operation.write(
        "revokeToken",
        () -> {
          revocations().revokeToken(token.tokenId(), SOON);
          return null;
        },
        null,
        () -> isRevoked(token),
        true);
  }

  private Operation raiseRevision() {
    Enrolled one = enroll();
    return Operation.write(
        "raiseRevision",
        () -> revocations().raiseRevision(one.organizationId(), one.id()),
        true,
        () -> one.state().revision(),
        1);
  }

  private Operation revokeApiKey() {
    ApiKeyRecord key = addApiKey();
    return Operation.write(
        "revokeApiKey",
        () -> revocations().revokeApiKey(key.organizationId(), key.id(), SOON),
        true,
        () -> Optional.ofNullable(now(key).revokedAt()),
        Optional.of(SOON));
  }

  private Operation deleteExpiredRevocations() {
    TokenReference token = enroll().token();
    revocations().deleteExpiredRevocations(LONG_AGO);
    revocations().revokeToken(token.tokenId(), LONG_AGO);
    return Operation.write(
        "deleteExpiredRevocations",
        () -> revocations().deleteExpiredRevocations(LONG_AGO),
        1,
        () -> isRevoked(token),
        false);
  }

  private boolean isRevoked(TokenReference token) {
    return store().findTokenState(token).orElseThrow().revoked();
  }

  private RevocationStore revocations() {
    return (RevocationStore) store();
  }

  // --- SigningKeyStore

  private Operation findSigningKeys() {
    SigningKeyRecord key = signingKey();
    assertThat(signingKeys().insertSigningKey(key)).isTrue();
    return Operation.read(
        "findSigningKeys", () -> signingKeys().findSigningKeys().contains(key), true);
  }

  private Operation insertSigningKey() {
    SigningKeyRecord key = signingKey();
    return Operation.write(
        "insertSigningKey",
        () -> signingKeys().insertSigningKey(key),
        true,
        () -> signingKeys().findSigningKeys().contains(key),
        true);
  }

  private Operation deleteSigningKey() {
    SigningKeyRecord key = signingKey();
    assertThat(signingKeys().insertSigningKey(key)).isTrue();
    return Operation.write(
        "deleteSigningKey",
        () -> signingKeys().deleteSigningKey(key.id()),
        true,
        () -> signingKeys().findSigningKeys().contains(key),
        false);
  }

  private SigningKeyRecord signingKey() {
    int last =
        signingKeys().findSigningKeys().stream()
            .mapToInt(SigningKeyRecord::generation)
            .max()
            .orElse(0);
    return new SigningKeyRecord(RandomText.id("kid_"), last + 1, "{\"k\":\"jwk-secret\"}", SOON);
  }

  private SigningKeyStore signingKeys() {
    return (SigningKeyStore) store();
  }

  // --- OperatorStore

  private Operation insertProgram() {
    ProgramRecord program =
        new ProgramRecord(RandomText.id("prg_"), RandomText.id("org_"), Organization.NOW);
    return Operation.write(
        "insertProgram",
        () -> operators().insertProgram(program),
        true,
        () -> operators().findPrograms(program.organizationId()),
        List.of(program));
  }

  private Operation setProgramActive() {
    Enrolled one = enroll();
    return Operation.write(
        "setProgramActive",
        () -> operators().setProgramActive(one.organizationId(), one.program().id(), false),
        true,
        () -> store().hasActiveProgram(one.organizationId()),
        false);
  }

  private Operation setOrigins() {
    Enrolled one = enroll();
    return Operation.write(
        "setOrigins",
        () -> operators().setOrigins(one.organizationId(), one.program().id(), ORIGINS),
        true,
        () -> one.state().origins(),
        ORIGINS);
  }

  private Operation setEnrollmentActive() {
    Enrolled one = enroll();
    return Operation.write(
        "setEnrollmentActive",
        () -> operators().setEnrollmentActive(one.organizationId(), one.id(), false),
        true,
        () -> one.state().active(),
        false);
  }

  private Operation setEmail() {
    Enrolled one = enroll();
    String email = RandomText.email();
    return Operation.write(
        "setEmail",
        () -> operators().setEmail(one.organizationId(), one.id(), email, email),
        ChangeResult.CHANGED,
        () ->
            List.of(
                String.valueOf(one.state().partner().email()),
                store().findEnrollmentByEmail(one.organizationId(), email).isPresent()),
        List.of(email, true));
  }

  private Operation setTenantId() {
    Enrolled one = enroll();
    String tenantId = RandomText.id("customer-");
    return Operation.write(
        "setTenantId",
        () -> operators().setTenantId(one.organizationId(), one.id(), tenantId),
        ChangeResult.CHANGED,
        () ->
            List.of(
                String.valueOf(one.state().partner().tenantId()),
                store().findEnrollmentByTenantId(one.organizationId(), tenantId).isPresent()),
        List.of(tenantId, true));
  }

  private Operation mergeEnrollments() {
    Enrolled loser = enroll();
    String tenantId = String.valueOf(loser.enrollment().tenantId());
    Enrolled winner = Enrolled.in(loser.organization(), null, RandomText.id("Alice-"));
    return Operation.write(
        "mergeEnrollments",
        () -> operators().mergeEnrollments(winner.organizationId(), loser.id(), winner.id()),
        true,
        () ->
            List.of(
                store().findTokenState(loser.token()).isPresent(),
                store()
                    .findEnrollmentByTenantId(winner.organizationId(), tenantId)
                    .map(EnrollmentRecord::id),
                String.valueOf(winner.state().partner().tenantId())),
        List.of(false, Optional.of(winner.id()), tenantId));
  }

  private Operation erasePartner() {
    Enrolled one = enroll();
    return Operation.write(
        "erasePartner",
        () -> operators().erasePartner(one.organizationId(), one.id()),
        true,
        () -> store().findTokenState(one.token()).isPresent(),
        false);
  }

  private Operation insertApiKey() {
    ApiKeyRecord key = Organization.apiKey(RandomText.id("org_"), Organization.NOW, null, null);
    return Operation.write(
        "insertApiKey",
        () -> operators().insertApiKey(key),
        true,
        () -> store().findApiKey(key.sha256()),
        Optional.of(key));
  }

  private Operation expireApiKey() {
    ApiKeyRecord key = addApiKey();
    return Operation.write(
        "expireApiKey",
        () -> operators().expireApiKey(key.organizationId(), key.id(), SOON),
        true,
        () -> Optional.ofNullable(now(key).expiresAt()),
        Optional.of(SOON));
  }

  private Operation recordApiKeyUse() {
    ApiKeyRecord key = addApiKey();
    return Operation.write(
        "recordApiKeyUse",
        () -> operators().recordApiKeyUse(key.organizationId(), key.id(), SOON),
        true,
        () -> Optional.ofNullable(now(key).lastUsedAt()),
        Optional.of(SOON));
  }

  private OperatorStore operators() {
    return (OperatorStore) store();
  }

  // --- data

  private Enrolled enroll() {
    return Enrolled.in(Organization.in(test), RandomText.id("customer-"), RandomText.id("Alice-"));
  }

  private ApiKeyRecord addApiKey() {
    return Organization.in(test).addApiKey();
  }

  private ApiKeyRecord now(ApiKeyRecord key) {
    return store().findApiKey(key.sha256()).orElseThrow();
  }
}
