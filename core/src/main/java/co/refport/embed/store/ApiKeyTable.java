package co.refport.embed.store;

import co.refport.embed.spi.ApiKeyRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** API keys by their hash and by their id. Guarded by the store's lock. */
final class ApiKeyTable {

  private final Map<String, ApiKeyRecord> byHash = new HashMap<>();
  private final Map<String, String> hashById = new HashMap<>();

  boolean insert(ApiKeyRecord key) {
    if (byHash.containsKey(key.sha256()) || hashById.putIfAbsent(key.id(), key.sha256()) != null) {
      return false;
    }
    byHash.put(key.sha256(), key);
    return true;
  }

  Optional<ApiKeyRecord> find(String sha256) {
    return Optional.ofNullable(byHash.get(sha256));
  }

  Optional<ApiKeyRecord> find(String organizationId, String id) {
    return Optional.ofNullable(hashById.get(id))
        .map(byHash::get)
        .filter(key -> key.organizationId().equals(organizationId));
  }

  List<ApiKeyRecord> newest(String organizationId, int limit) {
    return byHash.values().stream()
        .filter(key -> key.organizationId().equals(organizationId))
        .sorted(Comparator.comparing(ApiKeyRecord::createdAt).reversed())
        .limit(limit)
        .toList();
  }

  /** Replaces a key; false when the organization doesn't have it. */
  boolean update(String organizationId, String id, UnaryOperator<ApiKeyRecord> change) {
    Optional<ApiKeyRecord> changed = find(organizationId, id).map(change);
    changed.ifPresent(key -> byHash.put(key.sha256(), key));
    return changed.isPresent();
  }
}
