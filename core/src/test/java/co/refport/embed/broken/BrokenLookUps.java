package co.refport.embed.broken;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stores that look up wrongly. */
final class BrokenLookUps {

  static final List<Defect> ALL =
      List.of(
          new Defect(
              "hides revoked API keys",
              "anApiKeyIsFoundInWhateverStateItIs",
              HidesRevokedApiKeys::new),
          new Defect(
              "takes any program for an active one",
              "aProgramThatIsNotActiveIsNone",
              AnyProgramCounts::new),
          new Defect(
              "hides enrollments that are not active",
              "anEnrollmentThatIsNotActiveIsFoundAndSaysSo",
              HidesInactive::new),
          new Defect(
              "gives tenant ids back in lower case",
              "anEnrollmentIsFoundByItsIdTenantIdAndEmailAsItWasCreated",
              LowerCasesTenantIds::new),
          new Defect(
              "ignores whether the program is active",
              "anEnrollmentInAProgramThatIsNotActiveIsNotFound",
              IgnoresActivity::new),
          new Defect(
              "caches enrollments",
              "everyLookUpSeesWhatWasWrittenSinceTheLastOne",
              CachesEnrollments::new),
          new Defect(
              "caches unknown API keys",
              "anApiKeyIsSeenOnceItIsThereAndAsItIsNow",
              CachesUnknownApiKeys::new),
          new Defect("throws at U+0000", "anyTextMayBeLookedUp", ThrowsAtNul::new),
          new Defect(
              "compares tenant ids without letter case",
              "tenantIdsAreEqualOnlyCodePointByCodePoint",
              () -> new NormalizesTenantIds(text -> text.toLowerCase(Locale.ROOT))),
          new Defect(
              "trims tenant ids",
              "tenantIdsAreEqualOnlyCodePointByCodePoint",
              () -> new NormalizesTenantIds(String::strip)),
          new Defect(
              "drops what it cannot encode",
              "boundTenantIdsAreEqualOnlyCodePointByCodePoint",
              () -> new NormalizesTenantIds(text -> text.replaceAll("[^\\x00-\\xFF]", "?"))),
          new Defect("sorts origins", "aTokensStateIsWhatWasStored", () -> new ReordersOrigins()),
          new Defect(
              "shows the canonical email",
              "aTokensStateIsWhatWasStored",
              ShowsCanonicalEmails::new),
          new Defect(
              "ignores that an API key is revoked",
              "aTokenOfARevokedApiKeyIsRevoked",
              IgnoresApiKeys::new),
          new Defect(
              "ends the tokens of an expired API key",
              "anApiKeyThatHasExpiredLeavesItsTokens",
              ExpiredIsRevoked::new),
          new Defect(
              "lets a token in whose API key is gone",
              "aTokenOfAnApiKeyThatTheOrganizationDoesNotHaveHasNoState",
              IgnoresApiKeys::new));

  private BrokenLookUps() {}

  private static final class HidesRevokedApiKeys extends DelegatingStore {
    @Override
    public Optional<ApiKeyRecord> findApiKey(String sha256) {
      return super.findApiKey(sha256).filter(key -> key.revokedAt() == null);
    }
  }

  private static final class AnyProgramCounts extends DelegatingStore {
    @Override
    public boolean hasActiveProgram(String organizationId) {
      return !findPrograms(organizationId).isEmpty();
    }
  }

  private static final class HidesInactive extends DelegatingStore {
    @Override
    public Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String id) {
      return super.findEnrollmentById(organizationId, id).filter(EnrollmentRecord::active);
    }
  }

  private static final class LowerCasesTenantIds extends DelegatingStore {
    @Override
    public Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String id) {
      return super.findEnrollmentById(organizationId, id).map(LowerCasesTenantIds::lowerCase);
    }

    private static EnrollmentRecord lowerCase(EnrollmentRecord found) {
      String tenantId = found.tenantId();
      return new EnrollmentRecord(
          found.id(),
          found.programId(),
          found.partnerId(),
          tenantId == null ? null : tenantId.toLowerCase(Locale.ROOT),
          found.email(),
          found.active(),
          found.revision());
    }
  }

  private static final class IgnoresActivity extends DelegatingStore {
    private final Map<String, EnrollmentRecord> ever = new ConcurrentHashMap<>();

    @Override
    public CreateResult createEnrollment(NewEnrollment enrollment) {
      CreateResult result = super.createEnrollment(enrollment);
      if (result instanceof Created created) {
        ever.put(created.enrollment().id(), created.enrollment());
      }
      return result;
    }

    @Override
    public Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String id) {
      return super.findEnrollmentById(organizationId, id)
          .or(
              () ->
                  owner(id, "").equals(organizationId)
                      ? Optional.ofNullable(ever.get(id))
                      : Optional.empty());
    }
  }

  private static final class CachesEnrollments extends DelegatingStore {
    private final Map<List<String>, EnrollmentRecord> cache = new ConcurrentHashMap<>();

    @Override
    public Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String id) {
      List<String> key = List.of(organizationId, id);
      super.findEnrollmentById(organizationId, id).ifPresent(one -> cache.putIfAbsent(key, one));
      return Optional.ofNullable(cache.get(key));
    }
  }

  private static final class CachesUnknownApiKeys extends DelegatingStore {
    private final Map<String, Optional<ApiKeyRecord>> cache = new ConcurrentHashMap<>();

    @Override
    public Optional<ApiKeyRecord> findApiKey(String sha256) {
      return cache.computeIfAbsent(sha256, super::findApiKey);
    }
  }

  private static final class ThrowsAtNul extends DelegatingStore {
    @Override
    public Optional<EnrollmentRecord> findEnrollmentByTenantId(
        String organizationId, String tenantId) {
      if (tenantId.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("invalid byte sequence");
      }
      return super.findEnrollmentByTenantId(organizationId, tenantId);
    }
  }

  private static final class NormalizesTenantIds extends DelegatingStore {
    private final UnaryOperator<String> normalized;

    NormalizesTenantIds(UnaryOperator<String> normalized) {
      this.normalized = normalized;
    }

    @Override
    public Optional<EnrollmentRecord> findEnrollmentByTenantId(
        String organizationId, String tenantId) {
      return super.findEnrollmentByTenantId(organizationId, normalized.apply(tenantId));
    }

    @Override
    public CreateResult createEnrollment(NewEnrollment given) {
      String tenantId = given.tenantId();
      return super.createEnrollment(
          new NewEnrollment(
              given.organizationId(),
              given.enrollmentId(),
              tenantId == null ? null : normalized.apply(tenantId),
              given.partnerId(),
              given.email(),
              given.typedEmail(),
              given.name(),
              given.createdAt()));
    }

    @Override
    public boolean bindTenantId(String organizationId, String enrollmentId, String tenantId) {
      return super.bindTenantId(organizationId, enrollmentId, normalized.apply(tenantId));
    }
  }

  private abstract static class DistortsStates extends DelegatingStore {
    @Override
    public Optional<TokenState> findTokenState(TokenReference token) {
      return super.findTokenState(token).map(this::distort);
    }

    abstract TokenState distort(TokenState state);
  }

  private static final class ReordersOrigins extends DistortsStates {
    @Override
    TokenState distort(TokenState state) {
      return new TokenState(
          state.partner(),
          state.active(),
          state.revision(),
          state.revoked(),
          state.origins().stream().sorted().toList());
    }
  }

  private static final class ShowsCanonicalEmails extends DistortsStates {
    @Override
    TokenState distort(TokenState state) {
      EmbeddedPartner partner = state.partner();
      return new TokenState(
          new EmbeddedPartner(
              partner.organizationId(),
              partner.programId(),
              partner.enrollmentId(),
              partner.partnerId(),
              partner.tenantId(),
              partner.name(),
              partner.email().toLowerCase(Locale.ROOT)),
          state.active(),
          state.revision(),
          state.revoked(),
          state.origins());
    }
  }

  private static final class IgnoresApiKeys extends DelegatingStore {
    @Override
    public Optional<TokenState> findTokenState(TokenReference token) {
      return super.findTokenState(
          new TokenReference(token.programId(), token.enrollmentId(), null, token.tokenId()));
    }
  }

  private static final class ExpiredIsRevoked extends DelegatingStore {
    @Override
    public boolean insertApiKey(ApiKeyRecord apiKey) {
      boolean expired = Instant.EPOCH.equals(apiKey.expiresAt());
      @Nullable Instant revokedAt = expired ? Instant.EPOCH : apiKey.revokedAt();
      return super.insertApiKey(with(apiKey, apiKey.expiresAt(), revokedAt, apiKey.lastUsedAt()));
    }
  }
}
