package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.tck.CallerTransactionTck;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** In a container's transactions: Weld finds our bean, Narayana intercepts it. */
class JpaEmbedStoreJtaTest extends JpaEmbedStoreTck implements CallerTransactionTck {

  private static final JtaContainer CONTAINER = JtaContainer.start();

  private final TransactionManager transactionManager = CONTAINER.transactionManager();

  JpaEmbedStoreJtaTest() {
    super(CONTAINER.dataSource(), CONTAINER.factory(), CONTAINER.store());
  }

  @AfterAll
  void stopContainer() {
    CONTAINER.close();
  }

  @Override
  public void inCallersTransaction(Work work, boolean commit) throws Exception {
    transactionManager.begin();
    boolean done = false;
    try {
      work.run();
      assertThat(transactionManager.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
      done = true;
    } finally {
      if (commit && done) {
        transactionManager.commit();
      } else {
        transactionManager.rollback();
      }
    }
  }

  @Test
  void aReadDoesNotSeeWhatTheCallerHasNotCommitted() throws Exception {
    ProgramRecord program = program();
    transactionManager.begin();
    try {
      Database.update(
          CONTAINER.enlisting(),
          "insert into refport_program"
              + " (id, organization_id, active_organization_id, created_at) values (?, ?, ?, 0)",
          program.id(),
          program.organizationId(),
          program.organizationId());
      assertThat(store().hasActiveProgram(program.organizationId())).isFalse();
    } finally {
      transactionManager.commit();
    }
    assertThat(store().hasActiveProgram(program.organizationId())).isTrue();
  }

  private static ProgramRecord program() {
    return new ProgramRecord("prg_" + UUID.randomUUID(), "org_" + UUID.randomUUID(), Instant.EPOCH);
  }
}
