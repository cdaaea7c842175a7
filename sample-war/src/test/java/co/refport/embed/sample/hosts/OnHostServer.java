package co.refport.embed.sample.hosts;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one server that they all share; it ends with the last of them. */
final class OnHostServer implements ParameterResolver {

  private record Shared(HostServer server) implements CloseableResource {
    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == HostServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(Namespace.create(OnHostServer.class))
        .getOrComputeIfAbsent(Shared.class, key -> start(), Shared.class)
        .server();
  }

  private static Shared start() {
    try {
      return new Shared(HostServer.start());
    } catch (Exception e) {
      throw new IllegalStateException("the server did not start", e);
    }
  }
}
