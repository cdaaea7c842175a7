package co.refport.embed.jaxrs.internal;

import co.refport.embed.jaxrs.EmbedTokenRequired;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;

/** Rejects requests that no guard has processed, so that a resource without one is not open. */
@Interceptor
@EmbedTokenRequired
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class UnguardedCallInterceptor {

  /** Looked up when it is needed: not every CDI container has it. */
  @Inject
  @SuppressWarnings("NullAway.Init")
  private Instance<HttpServletRequest> requests;

  @AroundInvoke
  Object requireGuard(InvocationContext call) throws Exception {
    // the mark binds guards too: they come before anybody can have been admitted
    if (!GuardedResources.isProvider(call.getTarget().getClass()) && !isGuarded()) {
      throw MissingGuard.rejection(call.getMethod().toString());
    }
    return call.proceed();
  }

  private boolean isGuarded() {
    return requests.isResolvable() && AdmittedPartner.find(requests.get()).isPresent();
  }
}
