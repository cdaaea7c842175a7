package co.refport.embed.sample.hosts;

import co.refport.embed.jaxrs.EmbedTokenGuard;
import co.refport.embed.jaxrs.EmbedTokenRequired;
import co.refport.embed.servlet.EmbedPortal;
import co.refport.embed.servlet.EmbedPortalFilter;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** Resources that answer later, behind both guards and behind none. */
public final class AsyncParts {

  private AsyncParts() {}

  @WebFilter(urlPatterns = "/api/filtered/*", asyncSupported = true)
  public static class Filter extends EmbedPortalFilter {}

  @Provider
  @EmbedTokenRequired
  public static class Guard extends EmbedTokenGuard {}

  @Path("/open")
  @ApplicationScoped
  public static class Open extends Later {
    @Override
    String visitor(HttpServletRequest request) {
      return "anybody";
    }
  }

  /** Behind the servlet filter. */
  @Path("/filtered")
  @ApplicationScoped
  public static class Filtered extends Later {}

  /** Behind the JAX-RS guard. */
  @Path("/guarded")
  @ApplicationScoped
  @EmbedTokenRequired
  public static class Guarded extends Later {}

  /** What each of them does, in the three ways of JAX-RS. */
  public abstract static class Later {

    @Resource
    @SuppressWarnings("NullAway.Init")
    private ManagedExecutorService executor;

    /** The next message is sent when somebody has asked for it. */
    private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();

    String visitor(HttpServletRequest request) {
      return EmbedPortal.partner(request).tenantId();
    }

    @GET
    @Path("/async")
    public void async(@Suspended AsyncResponse response, @Context HttpServletRequest request) {
      String visitor = visitor(request);
      CompletableFuture<Void> done =
          CompletableFuture.runAsync(() -> response.resume("async for " + visitor), executor);
      done.exceptionally(
          failure -> {
            response.resume(failure);
            return null;
          });
    }

    @GET
    @Path("/stage")
    public CompletionStage<String> stage(@Context HttpServletRequest request) {
      String visitor = visitor(request);
      return CompletableFuture.supplyAsync(() -> "stage for " + visitor, executor);
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(
        @Context SseEventSink sink, @Context Sse sse, @Context HttpServletRequest request) {
      sink.send(sse.newEvent("welcome " + visitor(request)));
      executor.execute(
          () -> {
            try (sink) {
              sink.send(sse.newEvent(messages.take()));
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }

    @POST
    @Path("/events")
    public void send(String message) {
      messages.add(message);
    }
  }
}
