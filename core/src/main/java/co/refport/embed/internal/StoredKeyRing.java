package co.refport.embed.internal;

import co.refport.embed.SigningAlgorithm;
import co.refport.embed.spi.RequestDeadline;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.SigningKeyStore;
import co.refport.embed.spi.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keys that the store keeps, on all nodes the same.
 *
 * <ol>
 *   <li>A key verifies as soon as it is there, and signs once every node must have seen it; the
 *       newest of those signs. A key that is alone signs at once.
 *   <li>A key verifies until the last token has expired that it can have signed before the next key
 *       took over.
 *   <li>A key that cannot be read, for instance because this node lacks the key that it is
 *       encrypted with, keeps its place: requests that need it fail, all others do not.
 *   <li>What was read is used for the staleness bound. An unknown key id has the keys read again,
 *       at most once a second. One thread reads, the others wait for it.
 * </ol>
 */
public final class StoredKeyRing implements SigningKeyRing {

  private static final System.Logger LOG = System.getLogger("co.refport.embed");
  private static final int MAX_ATTEMPTS = 8;
  private static final long REREAD_NANOS = Duration.ofSeconds(1).toNanos();

  /** Other nodes look for an unknown key once a second: no key may sign before they can find it. */
  private static final Duration MIN_DELAY = Duration.ofSeconds(2);

  /** With no end while it is the newest; with a key, or with the problem that there is with it. */
  private record StoredKey(
      String id,
      int generation,
      @Nullable SigningKey key,
      @Nullable String problem,
      Instant signsFrom,
      @Nullable Instant verifiesUntil) {

    SigningKey usable() {
      if (key == null) {
        throw new IllegalStateException(problem);
      }
      return key;
    }

    boolean isOf(SigningAlgorithm algorithm) {
      return key != null && key.algorithm() == algorithm;
    }

    boolean verifiesAt(Instant now) {
      return verifiesUntil == null || now.isBefore(verifiesUntil);
    }
  }

  private record Snapshot(List<StoredKey> keys, long readAtNanos) {}

  private record Failure(StoreUnavailableException cause, long atNanos) {}

  private final SigningKeyStore store;
  private final SigningAlgorithm algorithm;
  private final SigningKeyEncryption encryption;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Duration staleness;
  private final RandomGenerator random;

  private volatile @Nullable Snapshot snapshot;

  /** Guards reads, and {@link #failure}. */
  private final ReentrantLock reading = new ReentrantLock();

  private @Nullable Failure failure;

  public StoredKeyRing(
      SigningKeyStore store,
      SigningAlgorithm algorithm,
      SigningKeyEncryption encryption,
      InstantSource clock,
      LongSupplier ticker,
      Duration staleness,
      RandomGenerator random) {
    this.store = store;
    this.algorithm = algorithm;
    this.encryption = encryption;
    this.clock = clock;
    this.ticker = ticker;
    this.staleness = staleness;
    this.random = random;
  }

  @Override
  public SigningKey signer() {
    List<StoredKey> keys = fresh().keys();
    if (keys.stream().noneMatch(stored -> stored.isOf(algorithm))) {
      keys = withKeyOfAlgorithm().keys();
    }
    Instant now = clock.instant();
    for (int i = keys.size() - 1; i > 0; i--) {
      if (!keys.get(i).signsFrom().isAfter(now)) {
        return keys.get(i).usable();
      }
    }
    return keys.get(0).usable();
  }

  @Override
  public Optional<SigningKey> verifier(String keyId) {
    Snapshot known = snapshot;
    if (known == null || find(known, keyId).isPresent()) {
      return verifying(fresh(), keyId);
    }
    return ticker.getAsLong() - known.readAtNanos() < REREAD_NANOS
        ? Optional.empty()
        : verifying(read(known), keyId);
  }

  private Optional<SigningKey> verifying(Snapshot snapshot, String keyId) {
    Instant now = clock.instant();
    return find(snapshot, keyId).filter(stored -> stored.verifiesAt(now)).map(StoredKey::usable);
  }

  private static Optional<StoredKey> find(Snapshot snapshot, String keyId) {
    return snapshot.keys().stream().filter(stored -> stored.id().equals(keyId)).findFirst();
  }

  @Override
  public List<Key> list() {
    return verifying(read(snapshot))
        .filter(stored -> stored.key() != null)
        .map(
            stored ->
                new Key(
                    stored.id(),
                    stored.usable().algorithm(),
                    stored.signsFrom(),
                    stored.verifiesUntil()))
        .toList();
  }

  @Override
  public String jwks() {
    return SigningKeyRing.jwks(verifying(fresh()).map(StoredKey::usable).toList());
  }

  private Stream<StoredKey> verifying(Snapshot snapshot) {
    Instant now = clock.instant();
    return snapshot.keys().stream().filter(stored -> stored.verifiesAt(now));
  }

  @Override
  public String rotate() {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      SigningKeyRecord next = generate(deleteRetired());
      if (store.insertSigningKey(next)) {
        readAgain();
        return next.id();
      }
    }
    throw new IllegalStateException("the store refuses every new signing key");
  }

  @Override
  public boolean withdraw(String keyId) {
    // first: withdrawing the key that came after a retired one must not bring that back
    deleteRetired();
    boolean withdrawn = store.deleteSigningKey(keyId);
    readAgain();
    return withdrawn;
  }

  /** Deletes the keys that no longer verify, and returns what was read for it, these included. */
  private Snapshot deleteRetired() {
    Snapshot read = readAgain();
    Instant now = clock.instant();
    for (StoredKey stored : read.keys()) {
      if (!stored.verifiesAt(now)) {
        store.deleteSigningKey(stored.id());
      }
    }
    return read;
  }

  private SigningKeyRecord generate(Snapshot read) {
    List<StoredKey> keys = read.keys();
    int generation = keys.isEmpty() ? 1 : keys.get(keys.size() - 1).generation() + 1;
    return encryption.encrypt(SigningKey.generate(algorithm, generation, clock.instant(), random));
  }

  /** The keys, after one of the configured algorithm has been made if there was none. */
  private Snapshot withKeyOfAlgorithm() {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Snapshot read = read(snapshot);
      if (read.keys().stream().anyMatch(stored -> stored.isOf(algorithm))) {
        return read;
      }
      RequestDeadline.check();
      // a key that cannot be read may be of this algorithm, and must not be replaced
      verifying(read).forEach(StoredKey::usable);
      // whoever loses this race reads the winner's key
      store.insertSigningKey(generate(read));
    }
    throw new IllegalStateException("the store neither keeps a signing key nor returns one");
  }

  private Snapshot fresh() {
    Snapshot known = snapshot;
    return known != null && ticker.getAsLong() - known.readAtNanos() < staleness.toNanos()
        ? known
        : read(known);
  }

  /** Reads the keys again, unless another thread has done so since the caller looked. */
  @SuppressWarnings("ReferenceEquality") // which reading, not what was read
  private Snapshot read(@Nullable Snapshot seen) {
    lockBeforeDeadline();
    try {
      RequestDeadline.check();
      Snapshot known = snapshot;
      if (known != null && known != seen) {
        return known;
      }
      // who waited for a read that failed does not repeat it
      if (failure != null && ticker.getAsLong() - failure.atNanos() < REREAD_NANOS) {
        throw new StoreUnavailableException(
            "The signing keys could not be read a moment ago", failure.cause());
      }
      return load();
    } finally {
      reading.unlock();
    }
  }

  /** Waits for the thread that reads, if there is one, until the request's deadline. */
  private void lockBeforeDeadline() {
    Optional<Duration> timeLeft = RequestDeadline.timeLeft();
    if (timeLeft.isEmpty()) {
      reading.lock();
      return;
    }
    try {
      if (reading.tryLock(timeLeft.get().toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("Interrupted while the signing keys were read", e);
    }
    throw new StoreUnavailableException(
        "The signing keys were not read before the request's deadline");
  }

  /** Reads the keys after a change: a read that another thread has begun may not have seen it. */
  private Snapshot readAgain() {
    reading.lock();
    try {
      return load();
    } finally {
      reading.unlock();
    }
  }

  private Snapshot load() {
    long readAtNanos = ticker.getAsLong();
    Snapshot read = new Snapshot(read(storedKeys()), readAtNanos);
    logProblems(snapshot, read);
    snapshot = read;
    return read;
  }

  /** Logs what was not known before: the same problem is read again at every staleness bound. */
  private static void logProblems(@Nullable Snapshot known, Snapshot read) {
    for (StoredKey stored : read.keys()) {
      String problem = stored.problem();
      if (problem != null
          && (known == null
              || known.keys().stream().noneMatch(before -> problem.equals(before.problem())))) {
        LOG.log(Level.ERROR, problem);
      }
    }
  }

  private List<SigningKeyRecord> storedKeys() {
    try {
      List<SigningKeyRecord> keys = store.findSigningKeys();
      failure = null;
      return keys;
    } catch (StoreUnavailableException e) {
      // a request that was out of time says nothing about the store
      if (RequestDeadline.timeLeft().filter(left -> left.toNanos() <= 0).isEmpty()) {
        failure = new Failure(e, ticker.getAsLong());
      }
      throw e;
    }
  }

  private List<StoredKey> read(List<SigningKeyRecord> records) {
    List<StoredKey> keys = new ArrayList<>();
    // from the newest on, since a key's end hangs on the next one
    @Nullable Instant nextSignsFrom = null;
    for (int i = records.size() - 1; i >= 0; i--) {
      SigningKeyRecord keyRecord = records.get(i);
      @Nullable SigningKey key = null;
      @Nullable String problem = null;
      try {
        key = SigningKey.read(encryption.decrypt(keyRecord));
      } catch (IllegalStateException e) {
        problem = e.getMessage();
      }
      Instant signsFrom = signsFrom(keyRecord, key, i == 0);
      Instant end = nextSignsFrom == null ? null : nextSignsFrom.plus(TokenVerifier.MAX_LIFETIME);
      keys.add(
          0, new StoredKey(keyRecord.id(), keyRecord.generation(), key, problem, signsFrom, end));
      nextSignsFrom = signsFrom;
    }
    return List.copyOf(keys);
  }

  private Instant signsFrom(SigningKeyRecord keyRecord, @Nullable SigningKey key, boolean first) {
    if (first) {
      return keyRecord.createdAt();
    }
    Duration seenByNodes = staleness.multipliedBy(2);
    if (seenByNodes.compareTo(MIN_DELAY) < 0) {
      seenByNodes = MIN_DELAY;
    }
    return keyRecord
        .createdAt()
        .plus(
            key == null || key.algorithm().isAsymmetric()
                ? seenByNodes.plus(PUBLISHED_FOR)
                : seenByNodes);
  }
}
