package co.refport.embed.sample.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars as they are built and shipped: in the sample's WAR. */
final class Built {

  private static final Path WAR = Path.of("target", "refport-embed-sample.war");

  private static final String LIB = "WEB-INF/lib/";

  private Built() {}

  static List<String> jarsOfTheWar() throws IOException {
    try (ZipFile war = new ZipFile(WAR.toFile())) {
      return war.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(LIB) && name.endsWith(".jar"))
          .map(name -> name.substring(LIB.length()))
          .toList();
    }
  }

  /** What a host's WAR gains, by the bills of the two artifacts that it depends on. */
  static List<String> jarsOfTheLibrary() throws IOException {
    TreeSet<String> jars = new TreeSet<>();
    for (String module : List.of("jaxrs", "jpa-store")) {
      Bill bill = Bill.of(module);
      jars.add(bill.subject().jar());
      bill.components().forEach(component -> jars.add(component.jar()));
    }
    return List.copyOf(jars);
  }

  static void copyFromTheWar(String jar, Path directory) throws IOException {
    try (ZipFile war = new ZipFile(WAR.toFile());
        InputStream in = war.getInputStream(war.getEntry(LIB + jar))) {
      Files.copy(in, directory.resolve(jar));
    }
  }
}
