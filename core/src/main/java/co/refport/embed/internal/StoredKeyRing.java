package co.refport.embed.internal;

import co.refport.embed.SigningAlgorithm;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.SigningKeyStore;
import co.refport.embed.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keys that the store keeps, on all nodes the same.
 *
 * <ol>
 *   <li>A key verifies as soon as it is there, and signs once every node must have seen it; the
 *       newest of those signs. A key that is alone signs at once.
 *   <li>A key verifies until the last token has expired that it can have signed before the next key
 *       took over.
 *   <li>What was read is used for the staleness bound. An unknown key id has the keys read again,
 *       at most once a second. One thread reads, the others wait for it.
 * </ol>
 */
public final class StoredKeyRing implements SigningKeyRing {

  private static final int MAX_ATTEMPTS = 8;
  private static final long REREAD_NANOS = Duration.ofSeconds(1).toNanos();

  /** Other nodes look for an unknown key once a second: no key may sign before they can find it. */
  private static final Duration MIN_DELAY = Duration.ofSeconds(2);

  private record StoredKey(SigningKey key, SigningKeyRecord keyRecord, Instant signsFrom) {}

  private record Snapshot(List<StoredKey> keys, long readAtNanos) {}

  private record Failure(StoreUnavailableException cause, long atNanos) {}

  private final SigningKeyStore store;
  private final SigningAlgorithm algorithm;
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
      InstantSource clock,
      LongSupplier ticker,
      Duration staleness,
      RandomGenerator random) {
    this.store = store;
    this.algorithm = algorithm;
    this.clock = clock;
    this.ticker = ticker;
    this.staleness = staleness;
    this.random = random;
  }

  @Override
  public SigningKey signer() {
    List<StoredKey> keys = fresh().keys();
    if (keys.stream().noneMatch(stored -> stored.key().algorithm() == algorithm)) {
      keys = withKeyOfAlgorithm().keys();
    }
    Instant now = clock.instant();
    for (int i = keys.size() - 1; i > 0; i--) {
      if (!keys.get(i).signsFrom().isAfter(now)) {
        return keys.get(i).key();
      }
    }
    return keys.get(0).key();
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
    return find(snapshot, keyId)
        .filter(stored -> isBefore(now, verifiesUntil(snapshot.keys(), stored)))
        .map(StoredKey::key);
  }

  private static Optional<StoredKey> find(Snapshot snapshot, String keyId) {
    return snapshot.keys().stream().filter(stored -> stored.key().id().equals(keyId)).findFirst();
  }

  /** Null for the newest key, which has no end yet. */
  private static @Nullable Instant verifiesUntil(List<StoredKey> keys, StoredKey stored) {
    int next = keys.indexOf(stored) + 1;
    return next == keys.size() ? null : keys.get(next).signsFrom().plus(TokenVerifier.MAX_LIFETIME);
  }

  private static boolean isBefore(Instant now, @Nullable Instant end) {
    return end == null || now.isBefore(end);
  }

  @Override
  public List<Key> list() {
    Snapshot read = read(snapshot);
    Instant now = clock.instant();
    List<Key> keys = new ArrayList<>();
    for (StoredKey stored : read.keys()) {
      Instant end = verifiesUntil(read.keys(), stored);
      if (isBefore(now, end)) {
        keys.add(new Key(stored.key().id(), stored.key().algorithm(), stored.signsFrom(), end));
      }
    }
    return keys;
  }

  @Override
  public String jwks() {
    Snapshot read = fresh();
    Instant now = clock.instant();
    return SigningKeyRing.jwks(
        read.keys().stream()
            .filter(stored -> isBefore(now, verifiesUntil(read.keys(), stored)))
            .map(StoredKey::key)
            .toList());
  }

  @Override
  public String rotate() {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      deleteRetired();
      SigningKeyRecord next = generate(store.findSigningKeys());
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

  private void deleteRetired() {
    Snapshot read = readAgain();
    Instant now = clock.instant();
    for (StoredKey stored : read.keys()) {
      if (!isBefore(now, verifiesUntil(read.keys(), stored))) {
        store.deleteSigningKey(stored.key().id());
      }
    }
  }

  private SigningKeyRecord generate(List<SigningKeyRecord> keys) {
    int generation = keys.isEmpty() ? 1 : keys.get(keys.size() - 1).generation() + 1;
    return SigningKey.generate(algorithm, generation, clock.instant(), random);
  }

  /** The keys, after one of the configured algorithm has been made if there was none. */
  private Snapshot withKeyOfAlgorithm() {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Snapshot read = read(snapshot);
      if (read.keys().stream().anyMatch(stored -> stored.key().algorithm() == algorithm)) {
        return read;
      }
      // whoever loses this race reads the winner's key
      store.insertSigningKey(generate(read.keys().stream().map(StoredKey::keyRecord).toList()));
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
    reading.lock();
    try {
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
    snapshot = read;
    return read;
  }

  private List<SigningKeyRecord> storedKeys() {
    try {
      List<SigningKeyRecord> keys = store.findSigningKeys();
      failure = null;
      return keys;
    } catch (StoreUnavailableException e) {
      failure = new Failure(e, ticker.getAsLong());
      throw e;
    }
  }

  private List<StoredKey> read(List<SigningKeyRecord> records) {
    List<StoredKey> keys = new ArrayList<>();
    for (SigningKeyRecord keyRecord : records) {
      SigningKey key = SigningKey.read(keyRecord);
      keys.add(new StoredKey(key, keyRecord, signsFrom(keyRecord, key, keys.isEmpty())));
    }
    return List.copyOf(keys);
  }

  private Instant signsFrom(SigningKeyRecord keyRecord, SigningKey key, boolean first) {
    if (first) {
      return keyRecord.createdAt();
    }
    Duration seenByNodes = staleness.multipliedBy(2);
    if (seenByNodes.compareTo(MIN_DELAY) < 0) {
      seenByNodes = MIN_DELAY;
    }
    return keyRecord
        .createdAt()
        .plus(key.algorithm().isAsymmetric() ? seenByNodes.plus(PUBLISHED_FOR) : seenByNodes);
  }
}
