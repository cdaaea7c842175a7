package co.refport.embed.sample;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * Lets EclipseLink say at once that the database is away; it would repeat a read three times, five
 * seconds apart. No persistence property does that. Named in {@code persistence.xml} for
 * EclipseLink only: on a server with another provider nobody loads this class, which is no bean.
 */
public final class SingleAttempt extends SessionEventAdapter {

  /** Made by EclipseLink. */
  public SingleAttempt() {}

  @Override
  public void preLogin(SessionEvent event) {
    if (event.getSession().getDatasourceLogin() instanceof DatabaseLogin login) {
      login.setQueryRetryAttemptCount(0);
    }
  }
}
