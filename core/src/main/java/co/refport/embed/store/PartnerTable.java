package co.refport.embed.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Partners, unique by email in their organization. Guarded by the store's lock. */
final class PartnerTable {

  record Partner(
      String id, String organizationId, String email, String typedEmail, @Nullable String name) {}

  private record Address(String organizationId, String email) {}

  private final Map<String, Partner> byId = new HashMap<>();
  private final Map<Address, String> byEmail = new HashMap<>();

  Optional<Partner> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Partner> findByEmail(String organizationId, String email) {
    return Optional.ofNullable(byEmail.get(new Address(organizationId, email))).flatMap(this::find);
  }

  /** Adds or replaces one; false, and nothing changes, when another one has its email. */
  boolean put(Partner partner) {
    String holder = byEmail.putIfAbsent(address(partner), partner.id());
    if (holder != null && !holder.equals(partner.id())) {
      return false;
    }
    Partner old = byId.put(partner.id(), partner);
    if (old != null && !old.email().equals(partner.email())) {
      byEmail.remove(address(old));
    }
    return true;
  }

  void delete(Partner partner) {
    byId.remove(partner.id());
    byEmail.remove(address(partner));
  }

  private static Address address(Partner partner) {
    return new Address(partner.organizationId(), partner.email());
  }
}
