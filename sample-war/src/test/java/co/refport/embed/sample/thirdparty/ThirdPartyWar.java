package co.refport.embed.sample.thirdparty;

import co.refport.embed.sample.servers.HostArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jboss.shrinkwrap.api.Node;

/** Hawtio's console as its project released it, and the same with us in it. */
final class ThirdPartyWar {

  static final Path RELEASED = Path.of("target", "third-party", "hawtio.war");

  private ThirdPartyWar() {}

  /** Adds our jars, those they need unless the application has its own, and one class. */
  static Path withUs(Path directory) throws IOException {
    Path war = Files.copy(RELEASED, directory.resolve("with-us.war"));
    try (FileSystem zip = FileSystems.newFileSystem(war)) {
      Path lib = zip.getPath("WEB-INF", "lib");
      String present;
      try (var jars = Files.list(lib)) {
        present = jars.map(jar -> artifact(jar) + "\n").collect(Collectors.joining());
      }
      for (Node node : HostArchive.named("jars.war").getContent().values()) {
        Path jar = zip.getPath(node.getPath().get());
        if (node.getAsset() != null && !present.contains(artifact(jar) + "\n")) {
          try (InputStream content = node.getAsset().openStream()) {
            Files.copy(content, jar);
          }
        }
      }
      addClass(TokenServlet.class, zip.getPath("WEB-INF", "classes"));
    }
    return war;
  }

  /** A jar's name without its version. */
  private static String artifact(Path jar) {
    return jar.getFileName().toString().replaceAll("-\\d.*", "");
  }

  private static void addClass(Class<?> type, Path classes) throws IOException {
    Path file = classes.resolve(type.getName().replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    try (InputStream content = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      Files.copy(Objects.requireNonNull(content), file);
    }
  }

  /** The files of an archive, each with its checksum. */
  static Map<String, Long> files(Path war) {
    try (ZipFile zip = new ZipFile(war.toFile())) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory())
          .collect(
              Collectors.toMap(ZipEntry::getName, ZipEntry::getCrc, (a, b) -> a, TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
