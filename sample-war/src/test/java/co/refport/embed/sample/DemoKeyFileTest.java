package co.refport.embed.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoKeyFileTest {

  private final Path directory;

  DemoKeyFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void theFirstCallMakesTheKeyAndLaterCallsReadIt() {
    ApiKey first = readOrCreate();

    assertThat(readOrCreate()).isEqualTo(first);
  }

  @Test
  void onlyItsOwnerCanReadTheFile() throws IOException {
    readOrCreate();

    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void anEmptyFileThatOthersCouldReadIsClosedToThemFirst() throws IOException {
    Files.createFile(file());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

    readOrCreate();

    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void theFileHoldsTheKeyAndNothingElse() throws IOException {
    ApiKey key = readOrCreate();

    assertThat(file()).hasContent(key.text());
  }

  @Test
  void aFileWithAnythingElseIsRefusedUnseenAndKept() throws IOException {
    Files.writeString(file(), "rk_notReallyAKey");

    assertThatThrownBy(this::readOrCreate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refport-demo-key")
        .message()
        .doesNotContain("notReallyAKey");
    assertThat(file()).hasContent("rk_notReallyAKey");
  }

  private ApiKey readOrCreate() {
    return new DemoKeyFile(directory).readOrCreate(new SecureRandom());
  }

  private Path file() {
    return directory.resolve("refport-demo-key");
  }
}
