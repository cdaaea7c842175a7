package co.refport.embed.jpa;

import static java.util.Objects.requireNonNull;

import co.refport.embed.jpa.PartnerRemoval.Owned;
import co.refport.embed.jpa.internal.ApiKeyRow;
import co.refport.embed.jpa.internal.EnrollmentRow;
import co.refport.embed.jpa.internal.PartnerRow;
import co.refport.embed.jpa.internal.ProgramRow;
import co.refport.embed.jpa.internal.RevokedTokenRow;
import co.refport.embed.jpa.internal.SigningKeyRow;
import co.refport.embed.jpa.internal.TextKey;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.CreateResult;
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
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in a relational database, through Jakarta Persistence.
 *
 * <p>A look-up is one SELECT, and reads what is committed. A write is a transaction of its own:
 *
 * <ol>
 *   <li>insert or update, and flush: unique indexes judge who was first;
 *   <li>when one stands against it, roll back and say so.
 * </ol>
 *
 * <p>Where a write goes by an enrollment of an organization, a look-up of its program and partner
 * comes before it. No operation joins the caller's transaction, sees its uncommitted changes or is
 * undone by its rollback; an operation uses one connection at a time, beside any that the caller's
 * transaction holds. Thread-safe.
 *
 * <p>Text is unique and looked up by its hash (emails, tenant ids) or by a random id, so equality
 * does not hang on the database's collation where people choose the text. Signing keys are stored
 * as they are given. Unless the host encrypts them with {@link
 * co.refport.embed.EmbedTokensBuilder#signingKeyEncryptionKey}, the table {@code
 * refport_signing_key} and its backups are protected by the database's access rights only. A
 * deadlock or a lock timeout counts as a lost race where the caller asks again, for a creation, a
 * binding and a last use. Any other write is tried again after a deadlock, a few times; a lock
 * timeout counts as an unreachable database, and so does either for a read.
 *
 * <p>Providers log what a database rejected, with the duplicate that it quotes. That contains ids
 * and hashes here. Statement parameters also contain emails, names, tenant ids and signing keys.
 * EclipseLink logs them at FINE and more detailed levels unless the property {@code
 * eclipselink.logging.parameters} is {@code false}. Hibernate logs them at TRACE of {@code
 * org.hibernate.orm.jdbc.bind}, and PostgreSQL's driver at FINEST.
 *
 * <p>EclipseLink by default repeats a read three times, five seconds apart, when there is no
 * connection: a host that wants its 503 at once sets the query retry attempt count of the session's
 * login to 0 with a session event listener.
 *
 * <p>In a host with CDI, as a bean that needs no proxy:
 *
 * <pre>{@code
 * @PersistenceUnit EntityManagerFactory factory;
 * @Inject JtaTransactions transactions;
 *
 * @Produces @Singleton
 * JpaEmbedStore store() {
 *   return JpaEmbedStore.jta(factory, transactions);
 * }
 * }</pre>
 */
public final class JpaEmbedStore
    implements EmbedStore, SigningKeyStore, RevocationStore, OperatorStore {

  private final Statements statements;

  private JpaEmbedStore(UnitOfWork unitOfWork) {
    statements = new Statements(unitOfWork);
  }

  /**
   * A store in a Jakarta EE server.
   *
   * @param factory of a persistence unit whose transaction type is JTA and that lists {@code
   *     META-INF/refport-embed-orm.xml} as a mapping file; it stays the caller's to close
   * @param transactions the injected bean
   * @return the store
   */
  public static JpaEmbedStore jta(EntityManagerFactory factory, JtaTransactions transactions) {
    return new JpaEmbedStore(
        new UnitOfWork.Jta(
            requireNonNull(factory, "factory"), requireNonNull(transactions, "transactions")));
  }

  /**
   * A store without a server: in Java SE, in a servlet container, in tests.
   *
   * @param factory of a persistence unit whose transaction type is RESOURCE_LOCAL and that lists
   *     {@code META-INF/refport-embed-orm.xml} as a mapping file; it stays the caller's to close
   * @return the store
   */
  public static JpaEmbedStore resourceLocal(EntityManagerFactory factory) {
    return new JpaEmbedStore(new UnitOfWork.ResourceLocal(requireNonNull(factory, "factory")));
  }

  @Override
  public Optional<ApiKeyRecord> findApiKey(String sha256) {
    return statements.findOne(ApiKeyRow.FIND, Map.of("sha256", sha256)).map(ApiKeyRow::read);
  }

  @Override
  public boolean hasActiveProgram(String organizationId) {
    return activeProgram(organizationId).isPresent();
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String enrollmentId) {
    return statements
        .findOne(
            EnrollmentRow.FIND_BY_ID,
            Map.of("organizationId", organizationId, "enrollmentId", enrollmentId))
        .map(EnrollmentRow::read);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentByTenantId(
      String organizationId, String tenantId) {
    if (!TextKey.isStorable(tenantId)) {
      return Optional.empty();
    }
    return statements
        .findOne(
            EnrollmentRow.FIND_BY_TENANT_ID,
            Map.of("organizationId", organizationId, "tenantKey", TextKey.of(tenantId)))
        .map(EnrollmentRow::read);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentByEmail(String organizationId, String email) {
    if (!TextKey.isStorable(email)) {
      return Optional.empty();
    }
    return statements
        .findOne(
            EnrollmentRow.FIND_BY_EMAIL,
            Map.of("organizationId", organizationId, "emailKey", TextKey.of(email)))
        .map(EnrollmentRow::read);
  }

  @Override
  public CreateResult createEnrollment(NewEnrollment enrollment) {
    return TextKey.isStorable(enrollment.organizationId())
        ? statements.write(em -> EnrollmentCreation.run(em, enrollment), new CreateResult.Lost())
        : new CreateResult.NoActiveProgram();
  }

  @Override
  public boolean bindTenantId(String organizationId, String enrollmentId, String tenantId) {
    // whoever deactivates the program meanwhile comes after this call
    return TextKey.isStorable(tenantId)
        && activeProgram(organizationId)
            .filter(
                programId ->
                    statements.updatedUnlessLost(
                        EnrollmentRow.BIND_TENANT_ID, tenantId(programId, enrollmentId, tenantId)))
            .isPresent();
  }

  @Override
  public Optional<TokenState> findTokenState(TokenReference token) {
    if (!isTokenId(token.tokenId())) {
      return Optional.empty();
    }
    // no key has the empty id
    String apiKeyId = Objects.requireNonNullElse(token.apiKeyId(), "");
    return statements
        .findOne(
            EnrollmentRow.FIND_TOKEN_STATE,
            Map.of(
                "programId", token.programId(),
                "enrollmentId", token.enrollmentId(),
                "apiKeyId", apiKeyId,
                "tokenId", token.tokenId()))
        .flatMap(row -> EnrollmentRow.readTokenState(token, row));
  }

  @Override
  public void revokeToken(String tokenId, Instant expiresAt) {
    if (!isTokenId(tokenId)) {
      // nobody is let in by it, see findTokenState
      return;
    }
    Map<String, String> parameters = Map.of("tokenId", tokenId);
    statements.write(
        em ->
            Statements.findFirst(em, RevokedTokenRow.FIND, String.class, parameters).isPresent()
                || Statements.insert(em, new RevokedTokenRow(tokenId, expiresAt)));
  }

  @Override
  public boolean raiseRevision(String organizationId, String enrollmentId) {
    // known ids only: EclipseLink on H2 binds no values where a statement computes
    return owned(organizationId, enrollmentId)
        .filter(
            one ->
                statements.updated(
                    EnrollmentRow.RAISE_REVISION,
                    Map.of("programId", one.programId(), "enrollmentId", enrollmentId)))
        .isPresent();
  }

  @Override
  public boolean revokeApiKey(String organizationId, String apiKeyId, Instant revokedAt) {
    // one that is revoked already stays so
    return statements.updated(
            ApiKeyRow.REVOKE, apiKey(organizationId, apiKeyId, "revokedAt", revokedAt))
        || hasApiKey(organizationId, apiKeyId);
  }

  @Override
  public int deleteExpiredRevocations(Instant now) {
    return statements.execute(RevokedTokenRow.DELETE_EXPIRED, Map.of("now", now.toEpochMilli()));
  }

  @Override
  public List<SigningKeyRecord> findSigningKeys() {
    return statements.findAll(SigningKeyRow.FIND_ALL).map(SigningKeyRow::read).toList();
  }

  @Override
  public boolean insertSigningKey(SigningKeyRecord key) {
    return statements.inserted(new SigningKeyRow(key));
  }

  @Override
  public boolean deleteSigningKey(String id) {
    return statements.updated(SigningKeyRow.DELETE, Map.of("id", id));
  }

  @Override
  public boolean insertProgram(ProgramRecord program) {
    return areStorable(program.id(), program.organizationId())
        && statements.inserted(new ProgramRow(program));
  }

  @Override
  public List<ProgramRecord> findPrograms(String organizationId) {
    return statements
        .findNewest(ProgramRow.FIND_NEWEST, Map.of("organizationId", organizationId), MAX_LISTED)
        .map(ProgramRow::read)
        .toList();
  }

  @Override
  public boolean setProgramActive(String organizationId, String programId, boolean active) {
    return statements.updatedUnlessTaken(
        active ? ProgramRow.ACTIVATE : ProgramRow.DEACTIVATE,
        Map.of("organizationId", organizationId, "programId", programId));
  }

  @Override
  public boolean setOrigins(String organizationId, String programId, List<String> origins) {
    String checked = ProgramRow.join(ProgramRecord.requireOrigins(origins));
    return statements.updated(
        ProgramRow.SET_ORIGINS,
        Map.of("organizationId", organizationId, "programId", programId, "origins", checked));
  }

  @Override
  public boolean setEnrollmentActive(String organizationId, String enrollmentId, boolean active) {
    return owned(organizationId, enrollmentId)
        .filter(
            one ->
                statements.updated(
                    EnrollmentRow.SET_ACTIVE,
                    Map.of(
                        "programId", one.programId(),
                        "enrollmentId", enrollmentId,
                        "active", active)))
        .isPresent();
  }

  @Override
  public ChangeResult setEmail(
      String organizationId, String enrollmentId, String email, String typedEmail) {
    if (!TextKey.isStorable(email)) {
      return ChangeResult.NOT_FOUND;
    }
    return owned(organizationId, enrollmentId)
        .map(
            one ->
                statements.change(
                    PartnerRow.SET_EMAIL,
                    Map.of(
                        "organizationId", organizationId,
                        "partnerId", one.partnerId(),
                        "emailKey", TextKey.of(email),
                        "email", email,
                        "typedEmail", typedEmail)))
        .orElse(ChangeResult.NOT_FOUND);
  }

  @Override
  public ChangeResult setTenantId(
      String organizationId, String enrollmentId, @Nullable String tenantId) {
    if (tenantId != null && !TextKey.isStorable(tenantId)) {
      return ChangeResult.NOT_FOUND;
    }
    return owned(organizationId, enrollmentId)
        .map(
            one ->
                tenantId == null
                    ? statements.change(
                        EnrollmentRow.REMOVE_TENANT_ID,
                        Map.of("programId", one.programId(), "enrollmentId", enrollmentId))
                    : statements.change(
                        EnrollmentRow.SET_TENANT_ID,
                        tenantId(one.programId(), enrollmentId, tenantId)))
        .orElse(ChangeResult.NOT_FOUND);
  }

  @Override
  public boolean mergeEnrollments(String organizationId, String loserId, String winnerId) {
    Optional<Owned> loser = owned(organizationId, loserId);
    Optional<Owned> winner = owned(organizationId, winnerId);
    return loser.isPresent()
        && winner.isPresent()
        && !loserId.equals(winnerId)
        && loser.get().programId().equals(winner.get().programId())
        && statements.write(em -> PartnerRemoval.merge(em, loser.get(), winner.get()));
  }

  @Override
  public boolean erasePartner(String organizationId, String enrollmentId) {
    return owned(organizationId, enrollmentId)
        .filter(one -> statements.write(em -> PartnerRemoval.erase(em, one)))
        .isPresent();
  }

  @Override
  public boolean insertApiKey(ApiKeyRecord apiKey) {
    return areStorable(apiKey.id(), apiKey.organizationId(), apiKey.sha256())
        && statements.inserted(new ApiKeyRow(apiKey));
  }

  @Override
  public List<ApiKeyRecord> findApiKeys(String organizationId) {
    return statements
        .findNewest(ApiKeyRow.FIND_NEWEST, Map.of("organizationId", organizationId), MAX_LISTED)
        .map(ApiKeyRow::read)
        .toList();
  }

  @Override
  public boolean expireApiKey(String organizationId, String apiKeyId, Instant expiresAt) {
    // one that expires earlier keeps its expiry
    return statements.updated(
            ApiKeyRow.EXPIRE, apiKey(organizationId, apiKeyId, "expiresAt", expiresAt))
        || hasApiKey(organizationId, apiKeyId);
  }

  @Override
  public boolean recordApiKeyUse(String organizationId, String apiKeyId, Instant usedAt) {
    // whoever is in the way is likely to write the same
    return statements.updatedUnlessLost(
        ApiKeyRow.RECORD_USE, apiKey(organizationId, apiKeyId, "usedAt", usedAt));
  }

  private static Map<String, Object> apiKey(
      String organizationId, String apiKeyId, String name, Instant instant) {
    return Map.of(
        "organizationId", organizationId, "apiKeyId", apiKeyId, name, instant.toEpochMilli());
  }

  private static Map<String, Object> tenantId(
      String programId, String enrollmentId, String tenantId) {
    return Map.of(
        "programId", programId,
        "enrollmentId", enrollmentId,
        "tenantKey", TextKey.of(tenantId),
        "tenantId", tenantId);
  }

  private Optional<String> activeProgram(String organizationId) {
    return statements.findOne(
        ProgramRow.FIND_ACTIVE, String.class, Map.of("organizationId", organizationId));
  }

  /** An enrollment that the organization has, in whichever of its programs. */
  private Optional<Owned> owned(String organizationId, String enrollmentId) {
    return statements
        .findOne(
            EnrollmentRow.FIND_PROGRAM_AND_PARTNER,
            Map.of("organizationId", organizationId, "enrollmentId", enrollmentId))
        .map(row -> new Owned(organizationId, (String) row[0], (String) row[1], enrollmentId));
  }

  private boolean hasApiKey(String organizationId, String apiKeyId) {
    return statements
        .findOne(
            ApiKeyRow.FIND_BY_ID,
            String.class,
            Map.of("organizationId", organizationId, "apiKeyId", apiKeyId))
        .isPresent();
  }

  private static boolean areStorable(String... texts) {
    return Stream.of(texts).allMatch(TextKey::isStorable);
  }

  /** Whether a row can hold the id: only then is it known whether that token is revoked. */
  private static boolean isTokenId(String text) {
    return text.length() <= RevokedTokenRow.MAX_ID_LENGTH && TextKey.isStorable(text);
  }
}
