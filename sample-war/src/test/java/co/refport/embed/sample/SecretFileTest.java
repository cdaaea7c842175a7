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

class SecretFileTest {

  private final Path directory;

  SecretFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void theFirstCallMakesTheSecretAndLaterCallsReadIt() {
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
  void theFileHoldsTheSecretAndNothingElse() throws IOException {
    ApiKey key = readOrCreate();

    assertThat(file()).hasContent(key.text());
  }

  @Test
  void aFileWithAnythingElseIsRefusedUnseenAndKept() throws IOException {
    Files.writeString(file(), "rk_notReallyAKey");

    assertThatThrownBy(this::readOrCreate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("refport-demo-key", "one well-formed API key or nothing")
        .message()
        .doesNotContain("notReallyAKey");
    assertThat(file()).hasContent("rk_notReallyAKey");
  }

  private ApiKey readOrCreate() {
    return new SecretFile(directory, "refport-demo-key", "well-formed API key")
        .readOrCreate(() -> ApiKey.generate(new SecureRandom()).text(), ApiKey::parse);
  }

  private Path file() {
    return directory.resolve("refport-demo-key");
  }
}
