package co.refport.embed.jaxrs;

import static java.util.Objects.requireNonNull;

import co.refport.embed.EmbedSettings;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Settings from where the host's server keeps them: MicroProfile Config where the server has it,
 * otherwise system properties and environment variables.
 */
public final class HostSettings {

  private HostSettings() {}

  /**
   * The library's own settings, under {@link EmbedSettings#PREFIX}.
   *
   * @return the settings
   */
  public static EmbedSettings lookup() {
    return lookup(EmbedSettings.PREFIX, requireNonNull(HostSettings.class.getClassLoader()));
  }

  /**
   * Settings under a prefix of the host's.
   *
   * @param prefix what stands before each short name, dot included
   * @param application a class loader of the application whose configuration is meant
   * @return the settings
   */
  public static EmbedSettings lookup(String prefix, ClassLoader application) {
    try {
      return MicroProfile.settings(prefix, application);
    } catch (LinkageError | IllegalStateException e) {
      // the server has no MicroProfile Config, or its API without an implementation
      return EmbedSettings.of(prefix, EmbedSettings::systemValue, EmbedSettings::systemNames);
    }
  }

  /** Apart, so that its classes are looked for only when it is used. */
  private static final class MicroProfile {
    static EmbedSettings settings(String prefix, ClassLoader application) {
      Config config = ConfigProvider.getConfig(application);
      return EmbedSettings.of(
          prefix,
          name -> config.getOptionalValue(name, String.class).orElse(null),
          () -> names(config));
    }

    private static Set<String> names(Config config) {
      Set<String> names = new HashSet<>();
      config.getPropertyNames().forEach(names::add);
      return names;
    }
  }
}
