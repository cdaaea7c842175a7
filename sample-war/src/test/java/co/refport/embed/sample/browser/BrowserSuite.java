package co.refport.embed.sample.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test class its {@link World}, which lives as long as the JVM's tests. */
final class BrowserSuite implements ParameterResolver, AfterEachCallback {

  private static World world(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(BrowserSuite.class))
        .getOrComputeIfAbsent(World.class, type -> new World(), World.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == World.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return world(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    World world = world(context);
    try {
      if (context.getExecutionException().isEmpty()) {
        world.checkVisits();
      } else {
        world.report(context.getRequiredTestMethod().getName());
      }
    } finally {
      world.endVisits();
    }
  }
}
