package co.refport.embed.jaxrs.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * With each JSON provider, the endpoint responds to any body as the contract says.
 *
 * <p>No signature here names another test class. JUnit would load that class before Jazzer changes
 * it, and its annotated fields would then be missing.
 */
class TokenEndpointFuzzTest {

  private final List<EndpointComparison> comparisons =
      JsonProviders.all().map(TokenEndpoint::new).map(EndpointComparison::new).toList();

  @FuzzTest
  void respondsAsTheContractSays(byte[] body) throws JsonText.MalformedException {
    for (EndpointComparison comparison : comparisons) {
      comparison.compare(body);
    }
  }
}
