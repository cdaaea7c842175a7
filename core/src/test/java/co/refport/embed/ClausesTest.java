package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.tck.Clause;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** The clauses that the SPI states are those that the TCK proves. */
class ClausesTest {

  private static final Path SPI = Path.of("src/main/java/co/refport/embed/spi");

  /** A code tag that holds nothing but an id; a line may break within it. */
  private static final Pattern STATEMENT =
      Pattern.compile("\\{@code\\s(?:\\s*\\*\\s)?([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)}");

  @Test
  void everyStatedClauseHasATest() {
    Set<String> unproved = stated();
    unproved.removeAll(proved());
    assertThat(unproved).isEmpty();
  }

  @Test
  void everyClauseThatATestNamesIsStated() {
    Set<String> unknown = proved();
    unknown.removeAll(stated());
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyTestNamesAClause() {
    List<JavaMethod> tests =
        tckMethods().stream().filter(method -> method.isMetaAnnotatedWith(Testable.class)).toList();
    assertThat(tests).isNotEmpty();
    assertThat(tests)
        .filteredOn(test -> !test.isAnnotatedWith(Clause.class))
        .extracting(JavaMethod::getFullName)
        .isEmpty();
  }

  /** All clauses, by the text of the SPI. */
  static Set<String> stated() {
    Set<String> stated = new TreeSet<>();
    try (DirectoryStream<Path> sources = Files.newDirectoryStream(SPI, "*Store.java")) {
      for (Path source : sources) {
        Matcher matcher = STATEMENT.matcher(Files.readString(source));
        while (matcher.find()) {
          stated.add(matcher.group(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(stated).isNotEmpty();
    return stated;
  }

  private static Set<String> proved() {
    Set<String> proved = new TreeSet<>();
    for (JavaMethod method : tckMethods()) {
      method
          .tryGetAnnotationOfType(Clause.class)
          .ifPresent(clause -> proved.addAll(List.of(clause.value())));
    }
    return proved;
  }

  private static List<JavaMethod> tckMethods() {
    return new ClassFileImporter()
        .importPackages(Clause.class.getPackageName()).stream()
            .flatMap(type -> type.getMethods().stream())
            .toList();
  }
}
