package co.refport.embed.tck;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.NewEnrollment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An organization that has something of everything.
 *
 * @param organization with its active program
 * @param former in a program that was active once
 * @param bare without a tenant id
 * @param twin whose tenant id and email another organization may have too
 * @param shutOut an enrollment that is not active
 * @param apiKeys one that is fresh, one that expires, one that is revoked
 */
record Population(
    Organization organization,
    Enrolled former,
    Enrolled bare,
    Enrolled twin,
    Enrolled shutOut,
    List<ApiKeyRecord> apiKeys) {

  static Population of(StoreUnderTest test, String id, String tenantId, String email) {
    Organization earlier = Organization.named(id, test, "https://former.example.com");
    Enrolled former = Enrolled.in(earlier, RandomText.id("tenant_"), "Former");
    Organization organization = earlier.inANewProgram();
    Enrolled shutOut = Enrolled.in(organization, RandomText.id("tenant_"), "Shut Out");
    shutOut.deactivate();
    return new Population(
        organization,
        former,
        Enrolled.in(organization, null, null),
        Enrolled.in(organization, organization.newcomer(tenantId, email, "Twin")),
        shutOut,
        List.of(
            organization.addApiKey(),
            organization.addApiKey(Organization.NOW.plusSeconds(60), null),
            organization.addApiKey(null, Instant.EPOCH)));
  }

  String id() {
    return organization.id();
  }

  List<Enrolled> enrolled() {
    return List.of(former, bare, twin, shutOut);
  }

  List<String> enrollmentIds() {
    return enrolled().stream().map(Enrolled::id).toList();
  }

  List<String> programIds() {
    return List.of(former.program().id(), organization.programId());
  }

  List<String> apiKeyIds() {
    return apiKeys.stream().map(ApiKeyRecord::id).toList();
  }

  /** All that can be seen of it. */
  List<Object> snapshot() {
    EmbedStore store = organization.store();
    List<Object> seen = new ArrayList<>();
    seen.add(store.hasActiveProgram(id()));
    seen.add(organization.operator().findPrograms(id()));
    seen.add(organization.operator().findApiKeys(id()));
    for (ApiKeyRecord key : apiKeys) {
      seen.add(store.findApiKey(key.sha256()));
      seen.add(store.findTokenState(twin.token(key.id(), "jti")));
    }
    for (Enrolled one : enrolled()) {
      NewEnrollment stored = one.enrollment();
      seen.add(store.findEnrollmentById(id(), one.id()));
      seen.add(store.findEnrollmentByEmail(id(), stored.email()));
      seen.add(
          Optional.ofNullable(stored.tenantId())
              .flatMap(tenantId -> store.findEnrollmentByTenantId(id(), tenantId)));
      seen.add(store.findTokenState(one.token(null, "jti")));
    }
    return seen;
  }
}
