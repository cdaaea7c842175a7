package co.refport.embed.tck;

import co.refport.embed.EmbedException;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.EmbeddedPartner;
import co.refport.embed.ErrorCode;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EmbedEvent.EnrollmentCreated;
import co.refport.embed.spi.EmbedStore;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A node of a deployment on the store under test.
 *
 * @param created the enrollments that it says it has created
 */
record Node(EmbedTokens tokens, Queue<EnrollmentCreated> created) implements AutoCloseable {

  private static final byte[] SECRET =
      "a secret of thirty-two characters".getBytes(StandardCharsets.US_ASCII);

  /** Whom a call's token lets in, or why there is none. */
  record Answer(
      @Nullable String enrollmentId, @Nullable String partnerId, @Nullable ErrorCode refused) {

    static Answer refused(ErrorCode code) {
      return new Answer(null, null, code);
    }
  }

  static Node on(EmbedStore store) {
    Queue<EnrollmentCreated> created = new ConcurrentLinkedQueue<>();
    EmbedTokens tokens =
        EmbedTokens.builder(store)
            .signingSecret(SECRET)
            .listener(event -> keep(event, created))
            .build();
    return new Node(tokens, created);
  }

  private static void keep(EmbedEvent event, Queue<EnrollmentCreated> created) {
    if (event instanceof EnrollmentCreated one) {
      created.add(one);
    }
  }

  Answer call(
      Organization organization,
      @Nullable String enrollmentId,
      @Nullable String tenantId,
      @Nullable String email) {
    return call(organization, enrollmentId, tenantId, email, null);
  }

  Answer call(
      Organization organization,
      @Nullable String enrollmentId,
      @Nullable String tenantId,
      @Nullable String email,
      @Nullable String name) {
    EmbedTokenRequest.Builder request =
        EmbedTokenRequest.builder().enrollmentId(enrollmentId).tenantId(tenantId);
    if (email != null) {
      request.partner(email, name);
    }
    try {
      EmbeddedPartner partner = letIn(mint(organization, request.build()));
      return new Answer(partner.enrollmentId(), partner.partnerId(), null);
    } catch (EmbedException e) {
      return Answer.refused(e.code());
    }
  }

  EmbeddedPartner enroll(Organization organization, String tenantId, String email, String name) {
    return letIn(
        mint(
            organization,
            EmbedTokenRequest.builder().tenantId(tenantId).partner(email, name).build()));
  }

  String mint(Organization organization, EmbedTokenRequest request) {
    return tokens.create(organization.id(), request).publicToken();
  }

  EmbeddedPartner letIn(String token) {
    return tokens.verify(token);
  }

  @Override
  public void close() {
    tokens.close();
  }
}
