package co.refport.embed.sample.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is shipped under a licence that a user would have to ask a lawyer about. */
class LicencesIT {

  /** What a host's WAR gains. */
  private static final List<String> LIBRARY = List.of("Apache-2.0", "MIT");

  /** The sample's database drivers besides. */
  private static final List<String> SAMPLE =
      List.of("Apache-2.0", "MIT", "BSD-2-Clause", "MPL-2.0", "EPL-1.0");

  @ParameterizedTest
  @ValueSource(strings = {"core", "jaxrs", "jpa-store"})
  void aHostsWarGainsPermissiveLicencesOnly(String module) throws IOException {
    assertAllowed(module, LIBRARY);
  }

  @Test
  void theSampleMayBePassedOn() throws IOException {
    assertAllowed("sample-war", SAMPLE);
  }

  private static void assertAllowed(String module, List<String> allowed) throws IOException {
    List<Bill.Component> components = Bill.of(module).components();
    assertThat(components).isNotEmpty();
    assertThat(components)
        .filteredOn(component -> Collections.disjoint(component.licences(), allowed))
        .extracting(
            component ->
                "%s ships %s under %s, which is none of %s"
                    .formatted(module, component.jar(), component.licences(), allowed))
        .isEmpty();
  }
}
