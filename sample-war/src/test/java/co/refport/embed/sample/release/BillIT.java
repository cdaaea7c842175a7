package co.refport.embed.sample.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A bill of materials names what is shipped, all of it and nothing else. */
class BillIT {

  @Test
  void theSamplesNamesEveryJarInItsWar() throws IOException {
    assertThat(Bill.of("sample-war").components())
        .extracting(Bill.Component::jar)
        .containsExactlyInAnyOrderElementsOf(Built.jarsOfTheWar());
  }

  @Test
  void theLibrarysNamesWhatTheReadmeLists() throws IOException {
    String section =
        Files.readString(Path.of("..", "README.md"))
            .replaceFirst("(?s).*\n## What reaches your WAR\n", "")
            .replaceFirst("(?s)\n## .*", "");
    List<String> listed =
        Pattern.compile("(?m)^\\| `([^`]+)`")
            .matcher(section)
            .results()
            .map(row -> row.group(1))
            .filter(name -> !name.startsWith("refport-embed"))
            .toList();
    assertThat(Built.jarsOfTheLibrary())
        .filteredOn(jar -> !jar.startsWith("refport-embed"))
        .extracting(jar -> jar.replaceFirst("-[0-9][^-]*\\.jar$", ""))
        .containsExactlyInAnyOrderElementsOf(listed);
  }
}
