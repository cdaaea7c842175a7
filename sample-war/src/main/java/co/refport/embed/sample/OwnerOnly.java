package co.refport.embed.sample;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Permissions of what holds a secret; where there are none of POSIX, the directory's decide. */
final class OwnerOnly {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /** To make a file with. */
  static FileAttribute<?>[] file() {
    return attributes(FILE);
  }

  /** Makes a directory, and leaves one that exists as it is. */
  static void createDirectory(Path path) throws IOException {
    Files.createDirectories(path, attributes(DIRECTORY));
  }

  /** Takes a file from everybody else. */
  static void restrictFile(Path path) throws IOException {
    if (isPosix()) {
      Files.setPosixFilePermissions(path, FILE);
    }
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
