package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.EmbedStore;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That no operation of any capability ever crosses an organization. */
public interface IsolationTck extends StoreUnderTest {

  /** What names no organization, nor anything that belongs to one. */
  Set<String> OF_NO_ORGANIZATION =
      Set.of(
          "findApiKey",
          "revokeToken",
          "deleteExpiredRevocations",
          "findSigningKeys",
          "insertSigningKey",
          "deleteSigningKey");

  @Test
  @Clause("any.isolation")
  default void everyOperationLeavesOtherOrganizationsAlone() {
    // two that look alike, and have a tenant id and an email in common
    String id = RandomText.id("org_");
    String tenantId = RandomText.id("tenant_");
    String email = RandomText.email();
    Population one = Population.of(this, id, tenantId, email);
    Population two = Population.of(this, "O" + id.substring(1), tenantId, email);
    for (List<Population> pair : List.of(List.of(one, two), List.of(two, one))) {
      Crossing crossing = new Crossing(pair.get(0), pair.get(1));
      crossing.tryLookUps();
      crossing.tryWrites();
      crossing.assertNothingHasChanged();
      crossing.tryOperations();
      crossing.assertNothingHasChanged();
      if (this instanceof RevocationStoreTck capability) {
        crossing.tryRevocations(capability.revocations());
        crossing.assertNothingHasChanged();
      }
      Set<String> untried = operations();
      untried.removeAll(OF_NO_ORGANIZATION);
      untried.removeAll(crossing.tried());
      assertThat(untried).as("operations that nobody has tried across organizations").isEmpty();
    }
  }

  /** The names of all operations of the SPI that the store under test has. */
  private Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (Object capability : List.of(store(), operator())) {
      for (Class<?> type = capability.getClass(); type != null; type = type.getSuperclass()) {
        Stream.of(type.getInterfaces())
            .filter(spi -> spi.getPackage().equals(EmbedStore.class.getPackage()))
            .flatMap(spi -> Arrays.stream(spi.getMethods()))
            .map(Method::getName)
            .forEach(operations::add);
      }
    }
    return operations;
  }
}
