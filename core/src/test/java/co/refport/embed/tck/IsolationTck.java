package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
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
      Set<String> untried = Capabilities.operations(store());
      untried.addAll(Capabilities.operations(operator()));
      untried.removeAll(OF_NO_ORGANIZATION);
      untried.removeAll(crossing.tried());
      assertThat(untried).as("operations that nobody has tried across organizations").isEmpty();
    }
  }
}
