package co.refport.embed.sample.hosts;

import static java.util.stream.Collectors.joining;

import co.refport.embed.sample.contract.RawHttp;
import co.refport.embed.sample.jar.SampleProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * A server process that takes one application after the other. Which server it is, the system
 * property {@value #CHOICE} says, so that the same tests run on each.
 */
public abstract class HostServer implements AutoCloseable {

  static final String CHOICE = "hosts.server";

  /** Where the server keeps what it writes: in the build's directory, for a look afterwards. */
  final Path directory;

  final int port;

  private int applications;

  HostServer() throws IOException {
    Path parent = Files.createDirectories(Path.of("target", "hosts").toAbsolutePath());
    directory = Files.createTempDirectory(parent, name());
    port = SampleProcess.freePort();
  }

  /** Starts the chosen server, with these jars in its own library. */
  static HostServer start(Path... library) throws Exception {
    return switch (choice()) {
      case "payara-micro" -> new PayaraMicroServer(List.of(library));
      case "wildfly" -> new WildFlyServer(List.of(library));
      default -> throw new IllegalArgumentException(CHOICE + " is " + choice());
    };
  }

  private static String choice() {
    return System.getProperty(CHOICE, "payara-micro");
  }

  /** For names of files. */
  private String name() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  abstract ServerProcess process();

  /** Hands an application over and waits until the server has taken or refused it. */
  abstract boolean deploy(String name, Path file, String contextRoot) throws Exception;

  /** Takes away what was taken or refused, and waits until it is gone. */
  abstract void undeploy(String name) throws Exception;

  /** What the server has for the archive's context root, in the archive; none by default. */
  void setContextRoot(Archive<?> archive, String contextRoot) {}

  /** The name of the class whose objects load applications' classes. */
  abstract String applicationClassLoader();

  /** How the names of the threads begin whose number is the server's own business. */
  abstract String ownThreads();

  /** The realm in which the server itself knows {@link LoginParts#USER}. */
  abstract String loginRealm();

  /** How many there are of what an application could leave behind. */
  final Map<String, Long> resources() throws IOException {
    return ProcessResources.count(process(), applicationClassLoader(), ownThreads());
  }

  /** Deploys what has to run; the caller closes it. */
  final Deployed deploy(Archive<?> archive, String contextRoot) throws Exception {
    Deployed deployed = tryToDeploy(archive, contextRoot);
    if (!deployed.isRunning()) {
      try (deployed) {
        throw new AssertionError("the server refused the application:\n" + deployed.log());
      }
    }
    return deployed;
  }

  /** Deploys what may be refused; the caller closes it in both cases. */
  final Deployed tryToDeploy(Archive<?> archive, String contextRoot) throws Exception {
    setContextRoot(archive, contextRoot);
    String extension = archive.getName().substring(archive.getName().lastIndexOf('.'));
    applications++;
    String name = "host" + applications + extension;
    Path file = directory.resolve(name);
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    int position = process().position();
    boolean running = deploy(name, file, contextRoot);
    return new Deployed(this, name, contextRoot, running, position);
  }

  /** An application that was handed over. */
  static final class Deployed implements AutoCloseable {

    private final HostServer server;
    private final String name;
    private final String contextPath;
    private final boolean running;
    private final int position;

    Deployed(HostServer server, String name, String contextRoot, boolean running, int position) {
      this.server = server;
      this.name = name;
      this.contextPath = contextRoot.equals("/") ? "" : contextRoot;
      this.running = running;
      this.position = position;
    }

    /** One of the web applications of an EAR; closed with the whole. */
    Deployed module(String contextRoot) {
      return new Deployed(server, name, contextRoot, running, position);
    }

    /** Whether the server says that it runs. */
    boolean isRunning() {
      return running;
    }

    /** What the server has printed since, for a message. */
    String log() {
      return server.process().text(position);
    }

    /** Waits until the server has printed one of these since: that may be after it answered. */
    void awaitInLog(String... texts) throws Exception {
      String any = Stream.of(texts).map(Pattern::quote).collect(joining("|"));
      server.process().await(position, Pattern.compile(".*(" + any + ").*"));
    }

    /** Empty for the root. */
    String contextPath() {
      return contextPath;
    }

    /** A request to a path below the context root. */
    RawHttp request(String method, String path) {
      return RawHttp.request(server.port, method, contextPath + path);
    }

    /** The address of a path below the context root. */
    URI uri(String path) {
      return URI.create("http://127.0.0.1:" + server.port + contextPath + path);
    }

    /** Undeploys it. */
    @Override
    public void close() {
      try {
        server.undeploy(name);
      } catch (Exception e) {
        throw new AssertionError("the server did not undeploy the application", e);
      }
    }
  }

  @Override
  public void close() {
    process().close();
  }
}
