package co.refport.embed.broken;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores that revoke wrongly, or keep signing keys wrongly. */
final class BrokenRevocations {

  static final List<Defect> ALL =
      List.of(
          new Defect(
              "revokes every token at once", "aRevokedTokenIsRevokedAndNoOther", RevokesAll::new),
          new Defect(
              "cuts the ids of revoked tokens short",
              "theLongestTokenIdIsRevoked",
              CutsTokenIds::new),
          new Defect(
              "fails when a token is revoked again",
              "revokingATokenAgainChangesNothing",
              FailsAgain::new),
          new Defect(
              "forgets a revocation before it has expired",
              "whatExpiresNowOrBeforeIsForgottenAndNothingElse",
              () -> new MisjudgesExpiry(1)),
          new Defect(
              "keeps a revocation that expires now",
              "whatExpiresNowOrBeforeIsForgottenAndNothingElse",
              () -> new MisjudgesExpiry(-1)),
          new Defect(
              "raises revisions of active programs only",
              "aRevisionIsRaisedWhetherOrNotAnythingIsActive",
              RaisesActive::new),
          new Defect(
              "reads a revision, then raises it",
              "ofManyWhoRaiseARevisionEachRaisesIt",
              ReadsThenRaises::new),
          new Defect(
              "revokes an API key anew", "anApiKeyStaysRevokedSinceTheFirstTime", RevokesAnew::new),
          new Defect(
              "gives signing keys out newest first",
              "signingKeysComeInAscendingOrderOfTheirGeneration",
              NewestFirst::new),
          new Defect(
              "cuts signing keys short",
              "aSigningKeyMayHaveFourThousandCharacters",
              CutsSigningKeys::new),
          new Defect(
              "reads, then adds a signing key",
              "ofManyKeysOfOneGenerationOneWinsAndTheOthersReadIt",
              ReadsThenAdds::new),
          new Defect(
              "says that it has removed a signing key twice",
              "aSigningKeyIsRemovedOnceAndNoOtherIs",
              RemovesTwice::new));

  private BrokenRevocations() {}

  private static final class RevokesAll extends DelegatingStore {
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    @Override
    public void revokeToken(String tokenId, Instant expiresAt) {
      super.revokeToken(tokenId, expiresAt);
      revoked.add(tokenId);
    }

    @Override
    public Optional<TokenState> findTokenState(TokenReference token) {
      return super.findTokenState(token)
          .map(
              state ->
                  new TokenState(
                      state.partner(),
                      state.active(),
                      state.revision(),
                      state.revoked() || !revoked.isEmpty(),
                      state.origins()));
    }
  }

  private static final class CutsTokenIds extends DelegatingStore {
    @Override
    public void revokeToken(String tokenId, Instant expiresAt) {
      super.revokeToken(tokenId.substring(0, Math.min(tokenId.length(), 63)), expiresAt);
    }
  }

  private static final class FailsAgain extends DelegatingStore {
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    @Override
    public void revokeToken(String tokenId, Instant expiresAt) {
      if (!revoked.add(tokenId)) {
        throw new IllegalStateException("unique constraint violated");
      }
      super.revokeToken(tokenId, expiresAt);
    }
  }

  private static final class MisjudgesExpiry extends DelegatingStore {
    private final long millis;

    MisjudgesExpiry(long millis) {
      this.millis = millis;
    }

    @Override
    public int deleteExpiredRevocations(Instant now) {
      return super.deleteExpiredRevocations(now.plusMillis(millis));
    }
  }

  private static final class RaisesActive extends DelegatingStore {
    @Override
    public boolean raiseRevision(String organizationId, String enrollmentId) {
      return findEnrollmentById(organizationId, enrollmentId).isPresent()
          && super.raiseRevision(organizationId, enrollmentId);
    }
  }

  private static final class ReadsThenRaises extends DelegatingStore {
    private final Meeting meeting = new Meeting();
    private final Map<String, Integer> revisions = new ConcurrentHashMap<>();

    @Override
    public boolean raiseRevision(String organizationId, String enrollmentId) {
      int revision = revisions.getOrDefault(enrollmentId, 0);
      meeting.join();
      revisions.put(enrollmentId, revision + 1);
      return super.raiseRevision(organizationId, enrollmentId);
    }

    @Override
    public Optional<TokenState> findTokenState(TokenReference token) {
      return super.findTokenState(token)
          .map(
              state ->
                  new TokenState(
                      state.partner(),
                      state.active(),
                      revisions.getOrDefault(token.enrollmentId(), 0),
                      state.revoked(),
                      state.origins()));
    }
  }

  private static final class RevokesAnew extends DelegatingStore {
    private final Map<String, Instant> revoked = new ConcurrentHashMap<>();

    @Override
    public boolean revokeApiKey(String organizationId, String apiKeyId, Instant revokedAt) {
      revoked.put(apiKeyId, revokedAt);
      return super.revokeApiKey(organizationId, apiKeyId, revokedAt);
    }

    @Override
    public Optional<ApiKeyRecord> findApiKey(String sha256) {
      return super.findApiKey(sha256)
          .map(key -> with(key, key.expiresAt(), revoked.get(key.id()), key.lastUsedAt()));
    }
  }

  private static final class NewestFirst extends DelegatingStore {
    @Override
    public List<SigningKeyRecord> findSigningKeys() {
      List<SigningKeyRecord> keys = new ArrayList<>(super.findSigningKeys());
      Collections.reverse(keys);
      return keys;
    }
  }

  private static final class CutsSigningKeys extends DelegatingStore {
    @Override
    public boolean insertSigningKey(SigningKeyRecord key) {
      String cut = key.jwk().substring(0, Math.min(key.jwk().length(), 255));
      return super.insertSigningKey(
          new SigningKeyRecord(key.id(), key.generation(), cut, key.createdAt()));
    }
  }

  private static final class ReadsThenAdds extends DelegatingStore {
    private final Meeting meeting = new Meeting();

    @Override
    public boolean insertSigningKey(SigningKeyRecord key) {
      boolean free =
          findSigningKeys().stream().noneMatch(other -> other.generation() == key.generation());
      meeting.join();
      return super.insertSigningKey(key) || free;
    }
  }

  private static final class RemovesTwice extends DelegatingStore {
    @Override
    public boolean deleteSigningKey(String id) {
      super.deleteSigningKey(id);
      return true;
    }
  }
}
