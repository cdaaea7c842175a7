package co.refport.embed.sample.hosts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** Payara Micro, told by {@link PayaraMicroCommands} what to deploy. */
final class PayaraMicroServer extends HostServer {

  private static final Path PREBOOT = Path.of("src", "main", "payara", "preboot.asadmin");

  private final ServerProcess process;

  PayaraMicroServer(List<Path> library) throws Exception {
    // nothing else of the tests: what is on the class path, applications would see too
    Path commands = directory.resolve("commands.jar");
    ShrinkWrap.create(JavaArchive.class)
        .addClass(PayaraMicroCommands.class)
        .as(ZipExporter.class)
        .exportTo(commands.toFile());
    String microJar = System.getProperty("payara.microJar");
    List<String> arguments = new ArrayList<>(openedPackages(microJar));
    arguments.addAll(
        List.of(
            "-Xmx768m",
            "-cp",
            microJar + File.pathSeparator + commands,
            PayaraMicroCommands.class.getName(),
            "--prebootcommandfile",
            PREBOOT.toAbsolutePath().toString(),
            "--postbootcommandfile",
            user().toString(),
            "--port",
            Integer.toString(port),
            "--nohazelcast"));
    for (Path jar : library) {
      arguments.addAll(List.of("--addlibs", jar.toAbsolutePath().toString()));
    }
    process = new ServerProcess(directory, arguments);
    try {
      process.await(0, Pattern.compile(PayaraMicroCommands.READY));
    } catch (Exception e) {
      process.close();
      throw e;
    }
  }

  /** What the jar asks for when it is started by {@code java -jar}. */
  private static List<String> openedPackages(String microJar) throws IOException {
    try (JarFile jar = new JarFile(microJar)) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      return Stream.of("Add-Opens", "Add-Exports")
          .flatMap(
              name ->
                  Stream.ofNullable(attributes.getValue(name))
                      .flatMap(packages -> Stream.of(packages.strip().split("\\s+")))
                      .map(
                          opened ->
                              "--" + name.toLowerCase(Locale.ROOT) + "=" + opened + "=ALL-UNNAMED"))
          .toList();
    }
  }

  /** The commands that give the server its one user. */
  private Path user() throws IOException {
    Path password = directory.resolve("password");
    Files.writeString(password, "AS_ADMIN_USERPASSWORD=" + LoginParts.PASSWORD + "\n");
    Path commands = directory.resolve("postboot.asadmin");
    Files.writeString(
        commands, "create-file-user --passwordfile " + password + " " + LoginParts.USER + "\n");
    return commands;
  }

  @Override
  ServerProcess process() {
    return process;
  }

  @Override
  boolean deploy(String name, Path file, String contextRoot) throws Exception {
    int position = process.position();
    process.say("deploy " + name + " " + contextRoot + " " + file);
    return process
        .await(position, Pattern.compile(Pattern.quote(name) + " (deployed|refused)"))
        .group(1)
        .equals("deployed");
  }

  @Override
  void undeploy(String name) throws Exception {
    int position = process.position();
    process.say("undeploy " + name);
    process.await(position, Pattern.compile(Pattern.quote(name) + " undeployed"));
  }

  @Override
  String ownThreads() {
    return "http-thread-pool|Executor-Service-|GF Domain XML|RunLevelController|payara-exec";
  }

  @Override
  String loginRealm() {
    return "file";
  }

  @Override
  String applicationClassLoader() {
    return "org.glassfish.web.loader.WebappClassLoader";
  }
}
