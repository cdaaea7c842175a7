package co.refport.embed.sample.hosts;

import co.refport.embed.sample.servers.HostArchive;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.jakarta.rs.base.ProviderBase;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import com.fasterxml.jackson.module.jakarta.xmlbind.JakartaXmlBindAnnotationModule;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ClassAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archives of hosts: our jars, and the parts that a host is made of. */
final class HostWar {

  /** Whatever uses our jars in full, by annotations. */
  static final List<Class<?>> EMBEDDING =
      List.of(
          HostParts.Setup.class,
          HostParts.Mount.class,
          HostParts.PortalFilter.class,
          HostParts.PortalPage.class);

  private HostWar() {}

  /** Our jars and these parts. */
  static WebArchive of(Class<?>... parts) {
    return with(HostArchive.named("host.war"), List.of(parts));
  }

  /** Our jars, what uses them in full, and these parts. */
  static WebArchive embedding(Class<?>... parts) {
    List<Class<?>> all = new ArrayList<>(EMBEDDING);
    all.addAll(List.of(parts));
    return with(HostArchive.named("host.war"), all);
  }

  /** Our jars, the JPA store, a database, and these parts. */
  static WebArchive withStore(Class<?>... parts) {
    return with(HostArchive.withStore("host.war"), List.of(parts));
  }

  /** These parts without our jars. */
  static WebArchive without(Class<?>... parts) {
    return with(ShrinkWrap.create(WebArchive.class, "host.war"), List.of(parts));
  }

  /** The library that reads and writes JSON for the host. */
  static void addJackson(WebArchive war) {
    for (Class<?> type :
        List.of(
            JsonProperty.class,
            JsonFactory.class,
            ObjectMapper.class,
            JacksonJsonProvider.class,
            ProviderBase.class,
            JakartaXmlBindAnnotationModule.class)) {
      war.addAsLibrary(jarOf(type));
    }
  }

  /** The jar that the tests have this class from. */
  static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static WebArchive with(WebArchive war, List<Class<?>> parts) {
    for (Class<?> part : parts) {
      war.addClass(part);
      Class<?> holder = part.getEnclosingClass();
      if (holder != null) {
        // alone: added as a class, it would bring all its parts
        war.add(
            new ClassAsset(holder),
            "WEB-INF/classes/" + holder.getName().replace('.', '/') + ".class");
      }
    }
    return war;
  }
}
