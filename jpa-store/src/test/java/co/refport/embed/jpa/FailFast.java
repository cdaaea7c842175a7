package co.refport.embed.jpa;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/** EclipseLink waits five seconds, three times, before it says that a database is away. */
public class FailFast implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    ((DatabaseLogin) session.getDatasourceLogin()).setQueryRetryAttemptCount(0);
  }
}
