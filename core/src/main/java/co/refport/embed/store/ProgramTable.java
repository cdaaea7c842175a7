package co.refport.embed.store;

import co.refport.embed.spi.ProgramRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs, at most one of an organization active. Guarded by the store's lock. */
final class ProgramTable {

  private final Map<String, ProgramRecord> byId = new HashMap<>();
  private final Map<String, String> activeByOrganization = new HashMap<>();

  boolean insert(ProgramRecord program) {
    return !byId.containsKey(program.id()) && put(program);
  }

  /** The id of the active one. */
  Optional<String> active(String organizationId) {
    return Optional.ofNullable(activeByOrganization.get(organizationId));
  }

  Optional<ProgramRecord> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  List<ProgramRecord> newest(String organizationId, int limit) {
    return byId.values().stream()
        .filter(program -> program.organizationId().equals(organizationId))
        .sorted(Comparator.comparing(ProgramRecord::createdAt).reversed())
        .limit(limit)
        .toList();
  }

  boolean setActive(String organizationId, String id, boolean active) {
    return findOf(organizationId, id)
        .map(old -> put(with(old, old.origins(), active)))
        .orElse(false);
  }

  boolean setOrigins(String organizationId, String id, List<String> origins) {
    return findOf(organizationId, id)
        .map(old -> put(with(old, origins, old.active())))
        .orElse(false);
  }

  private Optional<ProgramRecord> findOf(String organizationId, String id) {
    return find(id).filter(program -> program.organizationId().equals(organizationId));
  }

  private static ProgramRecord with(ProgramRecord old, List<String> origins, boolean active) {
    return new ProgramRecord(old.id(), old.organizationId(), origins, active, old.createdAt());
  }

  /** False, and nothing changes, when it would be the second active one. */
  private boolean put(ProgramRecord program) {
    if (program.active()) {
      String active = activeByOrganization.putIfAbsent(program.organizationId(), program.id());
      if (active != null && !active.equals(program.id())) {
        return false;
      }
    } else {
      activeByOrganization.remove(program.organizationId(), program.id());
    }
    byId.put(program.id(), program);
    return true;
  }
}
