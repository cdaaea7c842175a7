package co.refport.embed.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A file that keeps a secret from one start to the next, readable by its owner only. */
final class SecretFile {

  static final String DEMO_KEY = "refport-demo-key";
  static final String OPERATOR_PASSWORD = "refport-operator-password";

  private static final Set<OpenOption> OPEN =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  private static final int MAX_BYTES = 1024;

  private final Path path;
  private final String name;
  private final String content;

  /** The content is what must be in it, to follow the word "one". */
  SecretFile(Path directory, String name, String content) {
    this.path = directory.resolve(name);
    this.name = name;
    this.content = content;
  }

  /**
   * The secret in the file; the first caller makes it, and nodes that start together in one
   * directory get the same one.
   */
  @SuppressWarnings("try") // the lock is held, not used
  <T> T readOrCreate(Supplier<String> generator, Function<String, Optional<T>> parser) {
    try (FileChannel file = FileChannel.open(path, OPEN, OwnerOnly.file());
        FileLock lock = file.lock()) {
      OwnerOnly.restrictFile(path); // somebody else may have made it
      String text = new String(Channels.newInputStream(file).readNBytes(MAX_BYTES), US_ASCII);
      if (text.isBlank()) {
        text = generator.get();
        write(file, text);
      }
      return parser.apply(text.strip()).orElseThrow(this::refused);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The file " + name + " in the working directory cannot be read and written.", e);
    }
  }

  private static void write(FileChannel file, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(US_ASCII));
    file.truncate(0);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(true);
  }

  private IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "The file "
            + name
            + " in the working directory must hold one "
            + content
            + " or nothing; remove it to have a new one made.");
  }
}
