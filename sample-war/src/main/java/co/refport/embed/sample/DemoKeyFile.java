package co.refport.embed.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;

import co.refport.embed.ApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The file that keeps the demo key from one start to the next, readable by its owner only. */
final class DemoKeyFile {

  static final String NAME = "refport-demo-key";

  private static final Set<OpenOption> OPEN =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  private static final int MAX_BYTES = 1024;

  private final Path path;

  DemoKeyFile(Path directory) {
    this.path = directory.resolve(NAME);
  }

  /**
   * The key in the file; the first caller makes it, and nodes that start together in one directory
   * get the same one.
   */
  @SuppressWarnings("try") // the lock is held, not used
  ApiKey readOrCreate(RandomGenerator random) {
    try (FileChannel file = FileChannel.open(path, OPEN, OwnerOnly.file());
        FileLock lock = file.lock()) {
      OwnerOnly.restrictFile(path); // somebody else may have made it
      String text = new String(Channels.newInputStream(file).readNBytes(MAX_BYTES), US_ASCII);
      return text.isBlank() ? create(file, random) : parse(text.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The file " + NAME + " in the working directory cannot be read and written.", e);
    }
  }

  private ApiKey create(FileChannel file, RandomGenerator random) throws IOException {
    ApiKey key = ApiKey.generate(random);
    ByteBuffer bytes = ByteBuffer.wrap((key.text() + "\n").getBytes(US_ASCII));
    file.truncate(0);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(true);
    return key;
  }

  private static ApiKey parse(String text) {
    return ApiKey.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The file "
                        + NAME
                        + " in the working directory must hold one well-formed API key or nothing;"
                        + " remove it to have a new key made."));
  }
}
