package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ProgramRecord;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** In a container's transactions: Weld finds our bean, Narayana intercepts it. */
class JpaEmbedStoreJtaTest extends JpaEmbedStoreTck {

  private static final JtaContainer CONTAINER = JtaContainer.start();

  private final TransactionManager transactionManager = CONTAINER.transactionManager();

  JpaEmbedStoreJtaTest() {
    super(CONTAINER.dataSource(), CONTAINER.factory(), CONTAINER.store());
  }

  @AfterAll
  void stopContainer() {
    CONTAINER.close();
  }

  @Test
  void aWriteOutlivesTheRollbackOfTheCaller() throws Exception {
    ProgramRecord program = program();
    transactionManager.begin();
    try {
      assertThat(store().insertProgram(program)).isTrue();
    } finally {
      transactionManager.rollback();
    }
    assertThat(store().hasActiveProgram(program.organizationId())).isTrue();
  }

  @Test
  void aReadSeesWhatWasCommittedSinceTheCallersTransactionBegan() throws Exception {
    ProgramRecord program = program();
    transactionManager.begin();
    try {
      assertThat(store().hasActiveProgram(program.organizationId())).isFalse();
      assertThat(store().insertProgram(program)).isTrue();
      assertThat(store().hasActiveProgram(program.organizationId())).isTrue();
    } finally {
      transactionManager.rollback();
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

  @Test
  void aLostRaceLeavesTheCallersTransactionAsItWas() throws Exception {
    ProgramRecord program = program();
    assertThat(store().insertProgram(program)).isTrue();
    transactionManager.begin();
    try {
      assertThat(store().insertProgram(program)).isFalse();
      assertThat(transactionManager.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
    } finally {
      transactionManager.commit();
    }
  }

  private static ProgramRecord program() {
    return new ProgramRecord("prg_" + UUID.randomUUID(), "org_" + UUID.randomUUID(), Instant.EPOCH);
  }
}
