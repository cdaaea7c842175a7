package co.refport.embed.jpa;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/** EclipseLink waits five seconds, three times, before it says that a database is away. */
public class FailFast extends SessionEventAdapter {

  @Override
  public void preLogin(SessionEvent event) {
    ((DatabaseLogin) event.getSession().getDatasourceLogin()).setQueryRetryAttemptCount(0);
  }
}
