package co.refport.embed.broken;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores that forget, in one operation, to ask whose something is. */
final class CrossingStores {

  static final List<Defect> ALL =
      List.of(
          defect("finds another organization's enrollment", FindsAny::new),
          defect("knows another organization's email", KnowsAnyEmail::new),
          defect("binds another organization's enrollment", BindsAny::new),
          defect("judges a token by another organization's API key", JudgesByAnyKey::new),
          defect("lists another organization's API keys", ListsAny::new),
          defect("deactivates another organization's program", DeactivatesAny::new),
          defect("frames another organization's portal", SetsAnyOrigins::new),
          defect("shuts out another organization's enrollment", ShutsOutAny::new),
          defect("sets another organization's email", SetsAnyEmail::new),
          defect("sets another organization's tenant id", SetsAnyTenantId::new),
          defect("merges another organization's enrollments", MergesAny::new),
          defect("erases another organization's partner", ErasesAny::new),
          defect("expires another organization's API key", ExpiresAny::new),
          defect("uses another organization's API key", UsesAny::new),
          defect("revokes another organization's API key", RevokesAny::new),
          defect("raises another organization's revision", RaisesAny::new),
          defect("says no, but moves another organization's program", MovesPrograms::new));

  private CrossingStores() {}

  private static Defect defect(String what, Supplier<DelegatingStore> store) {
    return new Defect(what, "everyOperationLeavesOtherOrganizationsAlone", store);
  }

  private static final class FindsAny extends DelegatingStore {
    @Override
    public Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String id) {
      return super.findEnrollmentById(owner(id, organizationId), id);
    }
  }

  private static final class KnowsAnyEmail extends DelegatingStore {
    private final List<String> organizations = new CopyOnWriteArrayList<>();

    @Override
    public boolean insertProgram(ProgramRecord program) {
      organizations.add(program.organizationId());
      return super.insertProgram(program);
    }

    @Override
    public Optional<EnrollmentRecord> findEnrollmentByEmail(String organizationId, String email) {
      return super.findEnrollmentByEmail(organizationId, email)
          .or(
              () ->
                  organizations.stream()
                      .flatMap(other -> super.findEnrollmentByEmail(other, email).stream())
                      .findFirst());
    }
  }

  private static final class BindsAny extends DelegatingStore {
    @Override
    public boolean bindTenantId(String organizationId, String enrollmentId, String tenantId) {
      return super.bindTenantId(owner(enrollmentId, organizationId), enrollmentId, tenantId);
    }
  }

  private static final class JudgesByAnyKey extends DelegatingStore {
    @Override
    public Optional<TokenState> findTokenState(TokenReference token) {
      String key = token.apiKeyId();
      boolean known = key == null || !owner(key, "").isEmpty();
      return super.findTokenState(
          known
              ? new TokenReference(token.programId(), token.enrollmentId(), null, token.tokenId())
              : token);
    }
  }

  private static final class ListsAny extends DelegatingStore {
    private final List<ApiKeyRecord> all = new CopyOnWriteArrayList<>();

    @Override
    public boolean insertApiKey(ApiKeyRecord apiKey) {
      boolean inserted = super.insertApiKey(apiKey);
      if (inserted) {
        all.add(apiKey);
      }
      return inserted;
    }

    @Override
    public List<ApiKeyRecord> findApiKeys(String organizationId) {
      return List.copyOf(all);
    }
  }

  private static final class DeactivatesAny extends DelegatingStore {
    @Override
    public boolean setProgramActive(String organizationId, String programId, boolean active) {
      return super.setProgramActive(owner(programId, organizationId), programId, active);
    }
  }

  private static final class SetsAnyOrigins extends DelegatingStore {
    @Override
    public boolean setOrigins(String organizationId, String programId, List<String> origins) {
      return super.setOrigins(owner(programId, organizationId), programId, origins);
    }
  }

  private static final class ShutsOutAny extends DelegatingStore {
    @Override
    public boolean setEnrollmentActive(String organizationId, String enrollmentId, boolean active) {
      return super.setEnrollmentActive(owner(enrollmentId, organizationId), enrollmentId, active);
    }
  }

  private static final class SetsAnyEmail extends DelegatingStore {
    @Override
    public ChangeResult setEmail(
        String organizationId, String enrollmentId, String email, String typedEmail) {
      return super.setEmail(owner(enrollmentId, organizationId), enrollmentId, email, typedEmail);
    }
  }

  private static final class SetsAnyTenantId extends DelegatingStore {
    @Override
    public ChangeResult setTenantId(
        String organizationId, String enrollmentId, @Nullable String tenantId) {
      return super.setTenantId(owner(enrollmentId, organizationId), enrollmentId, tenantId);
    }
  }

  private static final class MergesAny extends DelegatingStore {
    @Override
    public boolean mergeEnrollments(String organizationId, String loserId, String winnerId) {
      return super.mergeEnrollments(owner(winnerId, organizationId), loserId, winnerId);
    }
  }

  private static final class ErasesAny extends DelegatingStore {
    @Override
    public boolean erasePartner(String organizationId, String enrollmentId) {
      return super.erasePartner(owner(enrollmentId, organizationId), enrollmentId);
    }
  }

  private static final class ExpiresAny extends DelegatingStore {
    @Override
    public boolean expireApiKey(String organizationId, String apiKeyId, Instant expiresAt) {
      return super.expireApiKey(owner(apiKeyId, organizationId), apiKeyId, expiresAt);
    }
  }

  private static final class UsesAny extends DelegatingStore {
    @Override
    public boolean recordApiKeyUse(String organizationId, String apiKeyId, Instant usedAt) {
      return super.recordApiKeyUse(owner(apiKeyId, organizationId), apiKeyId, usedAt);
    }
  }

  private static final class RevokesAny extends DelegatingStore {
    @Override
    public boolean revokeApiKey(String organizationId, String apiKeyId, Instant revokedAt) {
      return super.revokeApiKey(owner(apiKeyId, organizationId), apiKeyId, revokedAt);
    }
  }

  private static final class RaisesAny extends DelegatingStore {
    @Override
    public boolean raiseRevision(String organizationId, String enrollmentId) {
      return super.raiseRevision(owner(enrollmentId, organizationId), enrollmentId);
    }
  }

  /** Its answer is right, what it does is not. */
  private static final class MovesPrograms extends DelegatingStore {
    @Override
    public boolean insertProgram(ProgramRecord program) {
      boolean inserted = super.insertProgram(program);
      if (!inserted) {
        super.setProgramActive(owner(program.id(), ""), program.id(), program.active());
      }
      return inserted;
    }
  }
}
