package co.refport.embed.store;

import co.refport.embed.spi.EnrollmentRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Enrollments, unique in their program by partner and by tenant id. Guarded by the store's lock.
 */
final class EnrollmentTable {

  private record Key(String programId, String tenantId) {}

  private final Map<String, EnrollmentRecord> byId = new HashMap<>();
  private final Map<Key, String> byTenantId = new HashMap<>();

  /** A partner's enrollments by their program. */
  private final Map<String, Map<String, EnrollmentRecord>> byPartner = new HashMap<>();

  Optional<EnrollmentRecord> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<EnrollmentRecord> findByTenantId(String programId, String tenantId) {
    return Optional.ofNullable(byTenantId.get(new Key(programId, tenantId))).flatMap(this::find);
  }

  Optional<EnrollmentRecord> findByPartner(String programId, String partnerId) {
    return Optional.ofNullable(byPartner.getOrDefault(partnerId, Map.of()).get(programId));
  }

  /** Those of a partner, in all programs. */
  List<EnrollmentRecord> ofPartner(String partnerId) {
    return List.copyOf(byPartner.getOrDefault(partnerId, Map.of()).values());
  }

  /** False, and nothing changes, when its id, its partner or its tenant id is taken. */
  boolean insert(EnrollmentRecord enrollment) {
    return !byId.containsKey(enrollment.id())
        && findByPartner(enrollment.programId(), enrollment.partnerId()).isEmpty()
        && put(enrollment);
  }

  /** Adds or replaces one; false, and nothing changes, when another one has its tenant id. */
  boolean put(EnrollmentRecord enrollment) {
    String tenantId = enrollment.tenantId();
    if (tenantId != null) {
      String holder =
          byTenantId.putIfAbsent(new Key(enrollment.programId(), tenantId), enrollment.id());
      if (holder != null && !holder.equals(enrollment.id())) {
        return false;
      }
    }
    EnrollmentRecord old = byId.put(enrollment.id(), enrollment);
    if (old != null && old.tenantId() != null && !old.tenantId().equals(tenantId)) {
      byTenantId.remove(new Key(old.programId(), old.tenantId()));
    }
    byPartner
        .computeIfAbsent(enrollment.partnerId(), partner -> new HashMap<>())
        .put(enrollment.programId(), enrollment);
    return true;
  }

  void delete(EnrollmentRecord enrollment) {
    byId.remove(enrollment.id());
    byPartner.computeIfPresent(
        enrollment.partnerId(),
        (partner, programs) -> {
          programs.remove(enrollment.programId());
          return programs.isEmpty() ? null : programs;
        });
    if (enrollment.tenantId() != null) {
      byTenantId.remove(new Key(enrollment.programId(), enrollment.tenantId()));
    }
  }
}
