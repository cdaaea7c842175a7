package co.refport.embed.jaxrs;

import jakarta.interceptor.InterceptorBinding;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a JAX-RS resource, or one method of it, that only a request with a good token may reach:
 *
 * <pre>{@code
 * @Path("/portal/summary")
 * @RequestScoped
 * @EmbedTokenRequired
 * public class Summary {}
 * }</pre>
 *
 * <p>A subclass of {@link EmbedTokenGuard} does the work and has to be registered, or a {@link
 * co.refport.embed.servlet.EmbedPortalFilter} mapped in front of the resource. If neither has
 * processed a request, an interceptor rejects it: the response is 401 {@link
 * co.refport.embed.ErrorCode#TOKEN_MISSING}, and is logged at most once a minute. Only CDI beans
 * can be intercepted: where there is CDI, the start of an application with a marked class that is
 * no bean, or with a marked interface, is refused; where there is none, the start of an application
 * with a marked class but without a marked guard or a subclass of that filter. What cannot be
 * noticed is a marked sub-resource that its locator makes with {@code new} rather than with CDI.
 */
@NameBinding
@InterceptorBinding
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface EmbedTokenRequired {}
