package co.refport.embed.jaxrs.internal;

import co.refport.embed.jaxrs.EmbedTokenRequired;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;

/** Refuses what no guard has seen: a host that forgot to register it must not be open. */
@Interceptor
@EmbedTokenRequired
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class UnguardedCallInterceptor {

  private static final System.Logger LOG = System.getLogger("co.refport.embed");

  /** Looked up when it is needed: not every CDI container has it. */
  @Inject
  @SuppressWarnings("NullAway.Init")
  private Instance<HttpServletRequest> requests;

  @AroundInvoke
  Object requireGuard(InvocationContext call) throws Exception {
    // the mark binds guards too: they come before anybody can have been admitted
    if (!GuardedResources.isProvider(call.getTarget().getClass()) && !isGuarded()) {
      LOG.log(
          Level.ERROR,
          "{0} was called but no guard has seen the request: register a subclass of EmbedTokenGuard",
          call.getMethod());
      throw AdmittedPartner.missing();
    }
    return call.proceed();
  }

  private boolean isGuarded() {
    return requests.isResolvable() && AdmittedPartner.find(requests.get()).isPresent();
  }
}
