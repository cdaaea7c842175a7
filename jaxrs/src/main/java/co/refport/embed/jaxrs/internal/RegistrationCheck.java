package co.refport.embed.jaxrs.internal;

import jakarta.servlet.Registration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import java.util.Collection;
import java.util.Set;

/** Checks that the container has registered the host's annotated filters and servlets. */
final class RegistrationCheck {

  private RegistrationCheck() {}

  /**
   * Rejects a deployment in which the annotation of a subclass of ours has no effect. A portal
   * would then be open to everyone.
   *
   * @param types the host's subclasses of our filters and servlets, and other classes
   */
  static void requireRegistrations(Set<Class<?>> types, ServletContext context)
      throws ServletException {
    for (Class<?> type : types) {
      if (type.isAnnotationPresent(WebFilter.class)) {
        require(type, "@WebFilter", context.getFilterRegistrations().values());
      } else if (type.isAnnotationPresent(WebServlet.class)) {
        require(type, "@WebServlet", context.getServletRegistrations().values());
      }
    }
  }

  private static void require(
      Class<?> type, String annotation, Collection<? extends Registration> registrations)
      throws ServletException {
    if (registrations.stream().noneMatch(one -> type.getName().equals(one.getClassName()))) {
      throw new ServletException(
          type.getName()
              + " is annotated "
              + annotation
              + " but the server has not registered it: declare it in web.xml, or remove"
              + " metadata-complete=\"true\" there.");
    }
  }
}
