package co.refport.embed.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.EmbedSettings;
import co.refport.embed.EmbedTokens;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.RevocationStore;
import co.refport.embed.spi.SigningKeyStore;
import co.refport.embed.store.InMemoryEmbedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what is compiled, run and read. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");

  /** Where compiled code is that pages show. */
  private static final List<Path> SNIPPETS =
      List.of(
          Path.of("src/test/java/co/refport/embed/sample/readme"),
          Path.of("src/test/java/co/refport/embed/sample/readme/servlet"),
          Path.of("src/test/java/co/refport/embed/sample/jdbc"),
          ROOT.resolve("jpa-store/src/test/java/co/refport/embed/jpa"));

  private final String readme = read(ROOT.resolve("README.md"));
  private final String stores = read(ROOT.resolve("docs/stores.md"));

  private List<String> blocks(String language) {
    return blocks(readme, language);
  }

  private static List<String> blocks(String page, String language) {
    return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/portal.md", "docs/stores.md"})
  void everyJavaSnippetIsCompiledHere(String page) throws IOException {
    String compiled = "";
    for (Path folder : SNIPPETS) {
      compiled += allIn(folder);
    }
    String all = compiled;
    assertThat(blocks(read(ROOT.resolve(page)), "java"))
        .hasSizeGreaterThan(4)
        .allSatisfy(snippet -> assertThat(all).contains(snippet));
  }

  @Test
  void theTablesOfAStoreOfOnesOwnAreItsOwn() {
    String tables = read(Path.of("src/test/resources/co/refport/embed/sample/jdbc/tables.sql"));
    assertThat(blocks(stores, "sql"))
        .isNotEmpty()
        .allSatisfy(snippet -> assertThat(tables).contains(snippet));
  }

  @Test
  void everyClauseOfTheSpiIsExplained() throws IOException {
    List<String> clauses =
        Pattern.compile("\\{@code[\\s*]+([a-z-]+\\.[a-z-]+)}")
            .matcher(allIn(ROOT.resolve("core/src/main/java/co/refport/embed/spi")))
            .results()
            .map(clause -> "`" + clause.group(1) + "`")
            .toList();
    assertThat(clauses).hasSizeGreaterThan(40);
    assertThat(stores).contains(clauses);
  }

  @Test
  void everyOperationOfTheSpiIsListed() {
    List<String> operations =
        Stream.of(
                EmbedStore.class, OperatorStore.class, RevocationStore.class, SigningKeyStore.class)
            .flatMap(type -> Stream.of(type.getMethods()))
            .map(operation -> "`" + operation.getName() + "(")
            .toList();
    assertThat(operations).hasSizeGreaterThan(20);
    assertThat(stores).contains(operations);
  }

  private static String allIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return String.join("\n", files.filter(Files::isRegularFile).map(ReadmeTest::read).toList());
    }
  }

  @Test
  void theMappingFileIsTheOneThatTheSampleLists() {
    String line = "<mapping-file>META-INF/refport-embed-orm.xml</mapping-file>";
    assertThat(blocks("xml")).anySatisfy(block -> assertThat(block).contains(line));
    assertThat(read(Path.of("src/main/resources/META-INF/persistence.xml"))).contains(line);
  }

  @Test
  void whatServersAreToldIsWhatTheSuitesTellThem() {
    String page = read(ROOT.resolve("docs/servers.md"));
    String suites =
        unindented(read(Path.of("src/test/servers/open-liberty/server.xml")))
            + read(Path.of("pom.xml"));
    assertThat(blocks(page, "xml"))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(suites).contains(unindented(block)));
    assertThat(suites).contains(between(page, "`/subsystem", "`"));
    assertThat(blocks(page, "java"))
        .containsExactly(
            read(SNIPPETS.get(0).resolve("MainDataSource.java"))
                .replaceFirst("(?s).*?\n(?=@)", ""));
  }

  private static String unindented(String text) {
    return text.replaceAll("(?m)^ +", "");
  }

  @Test
  void theDependenciesHaveTheProjectsVersion() {
    String pom = read(ROOT.resolve("pom.xml"));
    String version = between(pom, "<version>", "</version>");
    assertThat(blocks(stores, "xml"))
        .anySatisfy(
            block ->
                assertThat(block)
                    .contains("<version>" + version + "</version>")
                    .contains("<artifactId>refport-embed-core</artifactId>")
                    .contains("<classifier>tck</classifier>"));
    assertThat(blocks("xml").get(0))
        .contains("<version>" + version + "</version>")
        .contains("<artifactId>refport-embed-jaxrs</artifactId>")
        .contains("<artifactId>refport-embed-jpa-store</artifactId>");
    assertThat(blocks("xml"))
        .as("as the servers of the tests have it")
        .anySatisfy(
            block ->
                assertThat(block)
                    .contains("<artifactId>parsson</artifactId>")
                    .contains(between(pom, "<parsson.version>", "</parsson.version>")));
  }

  @Test
  void ciCallsTheTestCommand() {
    List<String> commands = blocks("sh").stream().map(String::strip).toList();
    assertThat(commands).hasSize(2);
    assertThat(read(ROOT.resolve(".ci/run")).lines()).contains(commands.get(1));
    assertThat(ROOT.resolve(commands.get(1).replaceAll(" .*", ""))).isExecutable();
    assertThat(read(ROOT.resolve(".github/CONTRIBUTING.md"))).contains(commands);
  }

  @Test
  void everySettingOfTheTableIsRead() {
    List<MatchResult> names =
        Pattern.compile("(?m)^\\| `refport\\.embed\\.([a-z-]+)` \\|")
            .matcher(readme)
            .results()
            .toList();
    assertThat(names).hasSize(14);
    for (MatchResult name : names) {
      String setting = "refport.embed." + name.group(1);
      EmbedSettings wrong =
          EmbedSettings.of("refport.embed.", Map.of(setting, "not a value, but two words")::get);
      assertThatThrownBy(() -> EmbedTokens.builder(new InMemoryEmbedStore()).settings(wrong))
          .hasMessageStartingWith("Setting " + setting + " ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "CHANGELOG.md",
        ".github/CONTRIBUTING.md",
        ".github/SECURITY.md",
        "docs/portal.md",
        "docs/stores.md",
        "docs/servers.md",
        "docs/architecture.md"
      })
  void everyLinkedFileExists(String page) {
    Path file = ROOT.resolve(page);
    Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)")
        .matcher(read(file))
        .results()
        .forEach(link -> assertThat(file.resolveSibling(link.group(1))).exists());
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
