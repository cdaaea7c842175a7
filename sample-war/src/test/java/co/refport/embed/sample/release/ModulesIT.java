package co.refport.embed.sample.release;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.EmbedTokens;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.store.InMemoryEmbedStore;
import co.refport.embed.tck.EmbedStoreTck;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jars on a module path, as a host that has modules sees them. */
class ModulesIT {

  @TempDir Path path;

  @BeforeEach
  void layThePath() throws Exception {
    for (String jar : Built.jarsOfTheLibrary()) {
      Built.copyFromTheWar(jar, path);
    }
    Path tck =
        Path.of(EmbedStoreTck.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.copy(tck, path.resolve(tck.getFileName()));
  }

  @Test
  void theManifestsNameTheModulesAsArchitectureDoes() throws IOException {
    Map<String, String> written =
        Pattern.compile("(?m)^\\| `(refport-embed-[a-z-]+\\.jar)` \\| `([a-z.]+)` \\|$")
            .matcher(Files.readString(Path.of("..", "docs", "architecture.md")))
            .results()
            .collect(toMap(row -> row.group(1), row -> row.group(2)));
    assertThat(namesInTheManifests()).isEqualTo(written).hasSize(4);
    assertThat(written.values()).doesNotHaveDuplicates();
  }

  @Test
  void allResolveTogetherAndWork() throws Exception {
    ModuleFinder modules = ModuleFinder.of(path);
    List<String> names =
        modules.findAll().stream().map(module -> module.descriptor().name()).toList();
    assertThat(names).hasSize(Built.jarsOfTheLibrary().size() + 1);

    // fails when two modules share a name or a package
    Configuration resolved =
        ModuleLayer.boot().configuration().resolve(modules, ModuleFinder.of(), names);
    ModuleLayer layer =
        ModuleLayer.boot()
            .defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader());

    ClassLoader loader = layer.findLoader("co.refport.embed");
    Class<?> tokens = loader.loadClass(EmbedTokens.class.getName());
    assertThat(tokens.getModule().getName()).isEqualTo("co.refport.embed");
    Object store =
        loader.loadClass(InMemoryEmbedStore.class.getName()).getConstructor().newInstance();
    Object builder =
        tokens
            .getMethod("builder", loader.loadClass(EmbedStore.class.getName()))
            .invoke(null, store);
    try (AutoCloseable built =
        (AutoCloseable) builder.getClass().getMethod("build").invoke(builder)) {
      assertThat(built).isInstanceOf(tokens);
    }
  }

  private Map<String, String> namesInTheManifests() throws IOException {
    String version = "-" + Bill.of("jaxrs").subject().version();
    Map<String, String> names = new TreeMap<>();
    try (Stream<Path> jars = Files.list(path)) {
      for (Path jar : jars.toList()) {
        String name = jar.getFileName().toString();
        if (name.startsWith("refport-embed-")) {
          names.put(name.replace(version, ""), nameInTheManifest(jar));
        }
      }
    }
    return names;
  }

  private static String nameInTheManifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
    }
  }
}
