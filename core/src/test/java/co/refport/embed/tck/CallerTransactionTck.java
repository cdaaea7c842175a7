package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.CreateResult.Lost;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import org.junit.jupiter.api.Test;

/** What a store must hold that may be called inside a transaction of its caller. */
public interface CallerTransactionTck extends StoreUnderTest {

  /** What a caller does. */
  interface Work {

    /**
     * Does it.
     *
     * @throws Exception whatever went wrong
     */
    void run() throws Exception;
  }

  /**
   * Does the work in a new transaction of the caller's, in this thread, and ends the transaction,
   * also when the work throws.
   *
   * @param work calls of the store under test
   * @param commit whether the transaction is committed; otherwise it is rolled back
   * @throws Exception what the work or the commit threw
   */
  void inCallersTransaction(Work work, boolean commit) throws Exception;

  @Test
  @Clause("any.own-transaction")
  default void anEnrollmentOutlivesTheRollbackOfTheCaller() throws Exception {
    Organization organization = Organization.in(this);
    NewEnrollment newcomer = organization.newcomer(RandomText.id("tenant_"));
    inCallersTransaction(
        () -> assertThat(store().createEnrollment(newcomer)).isInstanceOf(Created.class), false);
    Enrolled enrolled = new Enrolled(organization, newcomer);
    assertThat(store().findEnrollmentById(organization.id(), enrolled.id())).isPresent();
    assertThat(enrolled.state().partner().partnerId()).isEqualTo(newcomer.partnerId());
  }

  @Test
  @Clause("any.own-transaction")
  default void aTokenThatWasHandedOutBeforeTheCallersRollbackLetsItsPartnerIn() throws Exception {
    Organization organization = Organization.in(this);
    try (Node node = Node.on(store())) {
      EmbedTokenRequest request =
          EmbedTokenRequest.builder()
              .tenantId(RandomText.id("tenant_"))
              .partner(RandomText.email(), "Alice")
              .build();
      String[] token = new String[1];
      inCallersTransaction(() -> token[0] = node.mint(organization, request), false);
      assertThatNoException().isThrownBy(() -> node.letIn(token[0]));
    }
  }

  @Test
  @Clause("any.own-transaction")
  default void everyWriteOutlivesTheRollbackOfTheCaller() throws Exception {
    Operations operations = new Operations(this);
    for (String name : operations.names()) {
      Operation one = operations.prepare(name);
      if (one.writes()) {
        inCallersTransaction(one::call, false);
        assertThat(one.state()).as("what %s leaves", one).isEqualTo(one.done());
      }
    }
  }

  @Test
  @Clause("any.own-transaction")
  default void aReadSeesWhatWasWrittenSinceTheCallersTransactionBegan() throws Exception {
    ProgramRecord program =
        new ProgramRecord(RandomText.id("prg_"), RandomText.id("org_"), Organization.NOW);
    inCallersTransaction(
        () -> {
          assertThat(store().hasActiveProgram(program.organizationId())).isFalse();
          assertThat(operator().insertProgram(program)).isTrue();
          assertThat(store().hasActiveProgram(program.organizationId())).isTrue();
        },
        false);
    assertThat(store().hasActiveProgram(program.organizationId())).isTrue();
  }

  @Test
  @Clause("any.own-transaction")
  default void aLostRaceLeavesTheCallersTransactionAsItWas() throws Exception {
    Organization organization = Organization.in(this);
    EnrollmentRecord winner = organization.enroll(RandomText.id("tenant_"));
    NewEnrollment loser = organization.newcomer(winner.tenantId());
    NewEnrollment next = organization.newcomer(null);
    // a transaction that is marked for rollback throws when it is to be committed
    inCallersTransaction(
        () -> {
          assertThat(store().createEnrollment(loser)).isEqualTo(new Lost());
          assertThat(operator().insertProgram(organization.program())).isFalse();
          assertThat(store().createEnrollment(next)).isInstanceOf(Created.class);
        },
        true);
    assertThat(organization.find(winner)).hasSize(3).containsOnly(winner);
    assertThat(store().findEnrollmentById(organization.id(), next.enrollmentId())).isPresent();
  }
}
