package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.CreateResult.Lost;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.OperatorStore;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link OperatorStore#setEmail} must hold. */
public interface EmailTck extends StoreUnderTest {

  @Test
  @Clause("email.set")
  default void newEmailReplacesTheOldOne() {
    Enrolled enrolled = Enrolled.in(Organization.in(this), RandomText.id("tenant_"), "Alice");
    String email = RandomText.email();
    assertThat(setEmail(enrolled, email)).isEqualTo(ChangeResult.CHANGED);
    EnrollmentRecord changed = withEmail(enrolled, email);
    assertThat(enrolled.organization().find(changed)).hasSize(3).containsOnly(changed);
    assertThat(enrolled.state().partner().email()).isEqualTo(typed(email));
    assertThat(enrolled.state().partner().name()).isEqualTo("Alice");
    assertThat(enrolled.state().partner().partnerId()).isEqualTo(enrolled.enrollment().partnerId());
    enrolled.organization().assertNoPartnerHas(enrolled.enrollment().email());
  }

  @Test
  @Clause("email.set")
  default void newEmailHoldsInEveryProgram() {
    Enrolled former = Enrolled.in(this);
    Organization next = former.organization().inANewProgram();
    EnrollmentRecord current = next.enroll(next.newcomer(null, former.enrollment().email()));
    String email = RandomText.email();
    assertThat(setEmail(former, email)).isEqualTo(ChangeResult.CHANGED);
    assertThat(store().findEnrollmentByEmail(next.id(), email))
        .map(EnrollmentRecord::id)
        .contains(current.id());
    assertThat(store().findEnrollmentById(next.id(), current.id()))
        .map(EnrollmentRecord::email)
        .contains(email);
    assertThat(former.state().partner().email()).isEqualTo(typed(email));
  }

  @Test
  @Clause("email.set")
  default void emailIsSetOfInactiveEnrollments() {
    Enrolled enrolled = Enrolled.in(this);
    enrolled.deactivate();
    String email = RandomText.email();
    assertThat(setEmail(enrolled, email)).isEqualTo(ChangeResult.CHANGED);
    assertThat(store().findEnrollmentByEmail(enrolled.organizationId(), email)).isPresent();
    assertThat(enrolled.state().active()).isFalse();
  }

  @Test
  @Clause("email.set")
  default void ownEmailIsTypedAnew() {
    Enrolled enrolled = Enrolled.in(this);
    String email = enrolled.enrollment().email();
    assertThat(operator().setEmail(enrolled.organizationId(), enrolled.id(), email, email))
        .isEqualTo(ChangeResult.CHANGED);
    assertThat(enrolled.state().partner().email()).isEqualTo(email);
    assertThat(store().findEnrollmentByEmail(enrolled.organizationId(), email)).isPresent();
  }

  @Test
  @Clause({"email.set", "create.sizes"})
  default void longestEmailIsKept() {
    Enrolled enrolled = Enrolled.in(this);
    String email = RandomText.ofLength(254, "a");
    String typed = RandomText.ofLength(512, "\uD83D\uDE00");
    assertThat(operator().setEmail(enrolled.organizationId(), enrolled.id(), email, typed))
        .isEqualTo(ChangeResult.CHANGED);
    assertThat(store().findEnrollmentByEmail(enrolled.organizationId(), email)).isPresent();
    assertThat(enrolled.state().partner().email()).isEqualTo(typed);
  }

  @Test
  @Clause("email.taken")
  default void takenEmailChangesNothing() {
    Enrolled enrolled = Enrolled.in(this);
    EnrollmentRecord other = enrolled.organization().enroll((String) null);
    assertThat(setEmail(enrolled, other.email())).isEqualTo(ChangeResult.TAKEN);
    assertThat(store().findEnrollmentByEmail(enrolled.organizationId(), other.email()))
        .contains(other);
    assertThat(
            store().findEnrollmentByEmail(enrolled.organizationId(), enrolled.enrollment().email()))
        .map(EnrollmentRecord::id)
        .contains(enrolled.id());
    assertThat(enrolled.state().partner().email()).isEqualTo(enrolled.enrollment().typedEmail());
  }

  @Test
  @Clause({"email.taken", "create.lost"})
  default void setEmailIsTakenForCreations() {
    Enrolled enrolled = Enrolled.in(this);
    String email = RandomText.email();
    assertThat(setEmail(enrolled, email)).isEqualTo(ChangeResult.CHANGED);
    assertThat(store().createEnrollment(enrolled.organization().newcomer(null, email)))
        .isEqualTo(new Lost());
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"email.set", "any.text", "any.equality"})
  default void emailOfUnknownEnrollmentsIsNotFound(String text) {
    Enrolled enrolled = Enrolled.in(this);
    String email = RandomText.email();
    for (String id : List.of(text, "E" + enrolled.id().substring(1), enrolled.id() + " ")) {
      assertThat(operator().setEmail(enrolled.organizationId(), id, email, email))
          .isEqualTo(ChangeResult.NOT_FOUND);
    }
    assertThat(operator().setEmail(text, enrolled.id(), email, email))
        .isEqualTo(ChangeResult.NOT_FOUND);
    enrolled.organization().assertNoPartnerHas(email);
  }

  // --- races

  @Test
  @Clause("email.taken")
  default void ofManyPartnersOneGetsTheEmail() throws Exception {
    Organization organization = Organization.in(this);
    List<Enrolled> entrants =
        Stream.generate(() -> Enrolled.in(organization, null, null)).limit(Race.THREADS).toList();
    String email = RandomText.email();
    List<ChangeResult> results = Race.run(i -> setEmail(entrants.get(i), email));
    assertThat(results)
        .containsOnlyOnce(ChangeResult.CHANGED)
        .containsOnly(ChangeResult.CHANGED, ChangeResult.TAKEN);
    assertThat(store().findEnrollmentByEmail(organization.id(), email))
        .map(EnrollmentRecord::id)
        .contains(entrants.get(results.indexOf(ChangeResult.CHANGED)).id());
  }

  @Test
  @Clause({"email.taken", "create.lost"})
  default void oneOfChangesAndCreationsGetsTheEmail() throws Exception {
    Organization organization = Organization.in(this);
    List<Enrolled> entrants =
        Stream.generate(() -> Enrolled.in(organization, null, null)).limit(Race.THREADS).toList();
    String email = RandomText.email();
    List<Boolean> won =
        Race.run(
            i -> {
              if (i % 2 == 0) {
                return setEmail(entrants.get(i), email) == ChangeResult.CHANGED;
              }
              CreateResult result = store().createEnrollment(organization.newcomer(null, email));
              return result instanceof Created;
            });
    assertThat(won).containsOnlyOnce(true);
    assertThat(store().findEnrollmentByEmail(organization.id(), email)).isPresent();
  }

  private ChangeResult setEmail(Enrolled enrolled, String email) {
    return operator().setEmail(enrolled.organizationId(), enrolled.id(), email, typed(email));
  }

  private static String typed(String email) {
    return email.toUpperCase(Locale.ROOT);
  }

  private static EnrollmentRecord withEmail(Enrolled enrolled, String email) {
    return new EnrollmentRecord(
        enrolled.id(),
        enrolled.program().id(),
        enrolled.enrollment().partnerId(),
        enrolled.enrollment().tenantId(),
        email,
        true,
        0);
  }
}
