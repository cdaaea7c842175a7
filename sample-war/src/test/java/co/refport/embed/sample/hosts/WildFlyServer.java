package co.refport.embed.sample.hosts;

import co.refport.embed.sample.jar.SampleProcess;
import co.refport.embed.sample.servers.ContextRoot;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * WildFly, as its distribution is, from the directory that the system property {@value #HOME}
 * names; deployed to by its command line interface, which runs beside it and takes one line at a
 * time.
 */
final class WildFlyServer extends HostServer {

  static final String HOME = "server.home";

  static final String LIBRARY_MODULE = "deployment.external.global-directory.library";

  private final Path home = Path.of(System.getProperty(HOME)).toAbsolutePath();
  private final int managementPort = SampleProcess.freePort();
  private final ServerProcess process;
  private final ServerProcess commandLine;

  WildFlyServer(List<Path> library) throws Exception {
    Path configuration = Files.createDirectories(directory.resolve("configuration"));
    for (String file :
        List.of(
            "standalone.xml",
            "logging.properties",
            "application-users.properties",
            "application-roles.properties",
            "mgmt-users.properties",
            "mgmt-groups.properties")) {
      Files.copy(
          home.resolve("standalone/configuration").resolve(file), configuration.resolve(file));
    }
    addUser(configuration.resolve("application-users.properties"));
    Files.createDirectories(directory.resolve("deployments"));
    process = new ServerProcess(directory, serverArguments());
    try {
      process.await(0, Pattern.compile(".*WFLYSRV0025: .* started in .*"));
      Path place = Files.createDirectories(directory.resolve("commands"));
      commandLine = new ServerProcess(place, commandLineArguments());
    } catch (Exception e) {
      process.close();
      throw e;
    }
    try {
      if (!library.isEmpty()) {
        addLibrary(library);
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** Jars that every application sees. */
  private void addLibrary(List<Path> library) throws Exception {
    Path shared = Files.createDirectories(directory.resolve("library"));
    for (Path jar : library) {
      Files.copy(jar, shared.resolve(jar.getFileName()));
    }
    int position = commandLine.position();
    commandLine.say("/subsystem=ee/global-directory=library:add(path=\"" + shared + "\")");
    commandLine.await(position, Pattern.compile(".*\"outcome\" => \"success\".*"));
  }

  private List<String> commandLineArguments() {
    return List.of(
        "-Djboss.home.dir=" + home,
        "-jar",
        home.resolve("jboss-modules.jar").toString(),
        "-mp",
        home.resolve("modules").toString(),
        "org.jboss.as.cli",
        "--connect",
        "--controller=127.0.0.1:" + managementPort);
  }

  private List<String> serverArguments() throws IOException {
    return List.of(
        "-Xmx768m",
        "-Djava.net.preferIPv4Stack=true",
        "-Djava.awt.headless=true",
        "-Djboss.modules.system.pkgs=org.jboss.byteman",
        "-Djboss.home.dir=" + home,
        "-Djboss.server.base.dir=" + directory,
        "-Djboss.http.port=" + port,
        "-Djboss.https.port=" + SampleProcess.freePort(),
        "-Djboss.management.http.port=" + managementPort,
        "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
        "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
        "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.net=ALL-UNNAMED",
        "--add-opens=java.base/java.security=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.management/javax.management=ALL-UNNAMED",
        "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
        "-jar",
        home.resolve("jboss-modules.jar").toString(),
        "-mp",
        home.resolve("modules").toString(),
        "org.jboss.as.standalone",
        "-b=127.0.0.1",
        "-bmanagement=127.0.0.1");
  }

  private static void addUser(Path users) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("MD5")
            .digest(
                (LoginParts.USER + ":ApplicationRealm:" + LoginParts.PASSWORD)
                    .getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        users,
        "\n%s=%032x\n".formatted(LoginParts.USER, new BigInteger(1, hash)),
        StandardOpenOption.APPEND);
  }

  @Override
  ServerProcess process() {
    return process;
  }

  @Override
  void setContextRoot(Archive<?> archive, String contextRoot) {
    if (archive instanceof WebArchive war) {
      ContextRoot.of(war, contextRoot);
    }
  }

  @Override
  boolean deploy(String name, Path file, String contextRoot) throws Exception {
    return status(
            "deploy " + file + " --name=" + name,
            name,
            "\"result\" => \"OK\"|WFLYCTL0216.*" + Pattern.quote(name))
        .contains("OK");
  }

  @Override
  void undeploy(String name) throws Exception {
    status("undeploy " + name, name, "WFLYCTL0216.*" + Pattern.quote(name));
  }

  /** Gives a command and asks what has become of the deployment: there is none after a failure. */
  private String status(String command, String name, String expected) throws Exception {
    int position = commandLine.position();
    commandLine.say(command);
    commandLine.say("/deployment=" + name + ":read-attribute(name=status)");
    return commandLine.await(position, Pattern.compile(".*(" + expected + ").*")).group(1);
  }

  @Override
  String ownThreads() {
    return "MSC service|ServerService Thread Pool|management-|default (task|I/O)|XNIO";
  }

  @Override
  String loginRealm() {
    return "ApplicationRealm";
  }

  @Override
  String applicationClassLoader() {
    return "org.jboss.modules.ModuleClassLoader";
  }

  @Override
  public void close() {
    commandLine.close();
    super.close();
  }
}
