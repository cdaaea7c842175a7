package co.refport.embed.jpa;

import static java.util.Objects.requireNonNull;

import co.refport.embed.jpa.internal.ApiKeyRow;
import co.refport.embed.jpa.internal.EnrollmentRow;
import co.refport.embed.jpa.internal.JpaFailures;
import co.refport.embed.jpa.internal.PartnerRow;
import co.refport.embed.jpa.internal.ProgramRow;
import co.refport.embed.jpa.internal.SigningKeyRow;
import co.refport.embed.jpa.internal.TextKey;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.SigningKeyStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
 * <p>No operation joins the caller's transaction, sees its uncommitted changes or is undone by its
 * rollback; an operation uses one connection at a time, beside any that the caller's transaction
 * holds. Thread-safe.
 *
 * <p>Text is unique and looked up by its hash (emails, tenant ids) or by a random id, so equality
 * does not hang on the database's collation where people choose the text. Signing keys are stored
 * as they are: the table {@code refport_signing_key} and its backups are guarded by the database's
 * access rights and by nothing else. A deadlock or a lock timeout counts as a lost race for a write
 * and as an unreachable database for a read.
 *
 * <p>Providers log what a database refused, with the duplicate that it quotes. That holds ids and
 * hashes here, never an email, a name, a tenant id or a signing key, unless the host turns the
 * logging of statement parameters on. EclipseLink by default repeats a read three times, five
 * seconds apart, when there is no connection: a host that wants its 503 at once sets the query
 * retry attempt count of the session's login to 0 with a session customizer.
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
public final class JpaEmbedStore implements EmbedStore, SigningKeyStore, OperatorStore {

  private static final System.Logger LOG = System.getLogger("co.refport.embed");
  private static final String NOT_MAPPED =
      "The persistence unit does not list META-INF/refport-embed-orm.xml as a mapping file.";

  private final UnitOfWork unitOfWork;

  private JpaEmbedStore(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
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
    return findOne(ApiKeyRow.FIND, Map.of("sha256", sha256)).map(ApiKeyRow::read);
  }

  @Override
  public boolean hasActiveProgram(String organizationId) {
    return TextKey.isStorable(organizationId)
        && read(em -> activeProgram(em, organizationId)).isPresent();
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String enrollmentId) {
    return findOne(
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
    return findOne(
            EnrollmentRow.FIND_BY_TENANT_ID,
            Map.of("organizationId", organizationId, "tenantKey", TextKey.of(tenantId)))
        .map(EnrollmentRow::read);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentByEmail(String organizationId, String email) {
    if (!TextKey.isStorable(email)) {
      return Optional.empty();
    }
    return findOne(
            EnrollmentRow.FIND_BY_EMAIL,
            Map.of("organizationId", organizationId, "emailKey", TextKey.of(email)))
        .map(EnrollmentRow::read);
  }

  @Override
  public CreateResult createEnrollment(NewEnrollment enrollment) {
    return TextKey.isStorable(enrollment.organizationId())
        ? write(em -> create(em, enrollment), new CreateResult.Lost())
        : new CreateResult.NoActiveProgram();
  }

  private static CreateResult create(EntityManager em, NewEnrollment enrollment) {
    Optional<String> programId = activeProgram(em, enrollment.organizationId());
    if (programId.isEmpty()) {
      return new CreateResult.NoActiveProgram();
    }
    Optional<String> partnerId = partner(em, enrollment.organizationId(), enrollment.email());
    if (partnerId.isEmpty()) {
      // at once, for a provider may reorder inserts and the enrollment refers to the partner
      insert(em, new PartnerRow(enrollment));
    }
    EnrollmentRecord created =
        new EnrollmentRecord(
            enrollment.enrollmentId(),
            programId.get(),
            partnerId.orElse(enrollment.partnerId()),
            enrollment.tenantId(),
            enrollment.email(),
            true,
            0);
    insert(em, new EnrollmentRow(created, enrollment.createdAt()));
    return new CreateResult.Created(created, partnerId.isEmpty());
  }

  @Override
  public boolean bindTenantId(String enrollmentId, String tenantId) {
    return write(
        em ->
            em.createNamedQuery(EnrollmentRow.BIND_TENANT_ID)
                    .setParameter("tenantKey", TextKey.of(tenantId))
                    .setParameter("tenantId", tenantId)
                    .setParameter("enrollmentId", enrollmentId)
                    .executeUpdate()
                == 1,
        false);
  }

  @Override
  public List<SigningKeyRecord> findSigningKeys() {
    return read(em -> query(em, SigningKeyRow.FIND_ALL, Object[].class, Map.of()).getResultList())
        .stream()
        .map(SigningKeyRow::read)
        .toList();
  }

  @Override
  public boolean insertSigningKey(SigningKeyRecord key) {
    return inserted(new SigningKeyRow(key));
  }

  @Override
  public boolean insertProgram(ProgramRecord program) {
    return inserted(new ProgramRow(program));
  }

  @Override
  public boolean insertApiKey(ApiKeyRecord apiKey) {
    return inserted(new ApiKeyRow(apiKey));
  }

  private boolean inserted(Object row) {
    return write(
        em -> {
          insert(em, row);
          return true;
        },
        false);
  }

  private static void insert(EntityManager em, Object row) {
    try {
      em.persist(row);
    } catch (IllegalArgumentException e) {
      throw notMapped(e);
    }
    em.flush();
  }

  private static Optional<String> activeProgram(EntityManager em, String organizationId) {
    return first(
        query(em, ProgramRow.FIND_ACTIVE, String.class, Map.of("organizationId", organizationId)));
  }

  private static Optional<String> partner(EntityManager em, String organizationId, String email) {
    return first(
        query(
            em,
            PartnerRow.FIND,
            String.class,
            Map.of("organizationId", organizationId, "emailKey", TextKey.of(email))));
  }

  private Optional<Object[]> findOne(String queryName, Map<String, String> parameters) {
    return parameters.values().stream().allMatch(TextKey::isStorable)
        ? read(em -> first(query(em, queryName, Object[].class, parameters)))
        : Optional.empty();
  }

  private static <T> Optional<T> first(TypedQuery<T> query) {
    return query.getResultList().stream().findFirst();
  }

  private static <T> TypedQuery<T> query(
      EntityManager em, String name, Class<T> type, Map<String, String> parameters) {
    TypedQuery<T> query = named(em, name, type);
    parameters.forEach(query::setParameter);
    return query;
  }

  private static <T> TypedQuery<T> named(EntityManager em, String name, Class<T> type) {
    try {
      return em.createNamedQuery(name, type);
    } catch (IllegalArgumentException e) {
      throw notMapped(e);
    }
  }

  private static IllegalStateException notMapped(IllegalArgumentException cause) {
    // logged too: who answers a request logs no messages
    LOG.log(System.Logger.Level.ERROR, NOT_MAPPED);
    return new IllegalStateException(NOT_MAPPED, cause);
  }

  private <T> T read(Function<EntityManager, T> work) {
    try {
      return unitOfWork.read(work);
    } catch (RuntimeException e) {
      throw JpaFailures.translate(e);
    }
  }

  private <T> T write(Function<EntityManager, T> work, T whenLost) {
    try {
      return unitOfWork.write(work);
    } catch (RuntimeException e) {
      if (JpaFailures.isLostRace(e)) {
        return whenLost;
      }
      throw JpaFailures.translate(e);
    }
  }
}
