package co.refport.embed.sample;

import co.refport.embed.EmbedTokenRequest;
import java.util.Optional;

/** The people whom the host page can play; the last one has joined a moment ago. */
enum DemoUser {
  ALICE("alice", "org_001", "Alice"),
  BRUNO("bruno", "org_002", "Bruno"),
  CHIARA("chiara", "org_003", "Chiara"),
  DANA("dana", "org_004", "Dana");

  private final String id;
  private final String tenantId;
  private final String displayName;

  DemoUser(String id, String tenantId, String displayName) {
    this.id = id;
    this.tenantId = tenantId;
    this.displayName = displayName;
  }

  /** The user of this id, which is what the demo's addresses say. */
  static Optional<DemoUser> ofId(String id) {
    for (DemoUser user : values()) {
      if (user.id.equals(id)) {
        return Optional.of(user);
      }
    }
    return Optional.empty();
  }

  String tenantId() {
    return tenantId;
  }

  /** The partner to mint for: signed in, so that the host vouches for the email. */
  EmbedTokenRequest partner() {
    return EmbedTokenRequest.builder()
        .tenantId(tenantId)
        .partner(id + "@example.com", displayName)
        .build();
  }
}
