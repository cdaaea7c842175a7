package co.refport.embed.sample;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;

/**
 * Refuses wrong settings while the deployment is still being judged: what fails later, some servers
 * leave half deployed.
 */
public final class SettingsCheck implements Extension {

  /** Made by the server. */
  public SettingsCheck() {}

  void validate(@Observes AfterDeploymentValidation event) {
    try {
      SampleSettings.lookup().validate();
    } catch (IllegalArgumentException e) {
      event.addDeploymentProblem(new DeploymentException(e.getMessage()));
    }
  }
}
