package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.OperatorStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an {@link OperatorStore} must hold. */
public interface OperatorStoreTck
    extends ProgramTck, OriginTck, ApiKeyTck, EmailTck, TenantIdTck, MergeTck, EraseTck {

  @Test
  @Clause("enrollment-active.set")
  default void anEnrollmentIsShutOutAndLetInAgain() {
    Enrolled enrolled = Enrolled.in(this);
    Enrolled other = Enrolled.in(enrolled.organization(), null, null);
    for (boolean active : List.of(false, false, true, true)) {
      assertThat(setActive(enrolled, active)).isTrue();
      assertThat(enrolled.state().active()).isEqualTo(active);
      assertThat(store().findEnrollmentById(enrolled.organizationId(), enrolled.id()))
          .hasValueSatisfying(found -> assertThat(found.active()).isEqualTo(active));
      assertThat(other.state().active()).isTrue();
    }
  }

  @Test
  @Clause("enrollment-active.set")
  default void anEnrollmentIsShutOutAndLetInWhetherOrNotItsProgramIsActive() {
    Enrolled enrolled = Enrolled.in(this);
    enrolled.organization().deactivateProgram();
    assertThat(setActive(enrolled, false)).isTrue();
    assertThat(
            operator().setProgramActive(enrolled.organizationId(), enrolled.program().id(), true))
        .isTrue();
    assertThat(enrolled.state().active()).isFalse();
    enrolled.organization().inANewProgram();
    assertThat(setActive(enrolled, true)).isTrue();
    assertThat(enrolled.state().active()).as("its program is not").isFalse();
  }

  @Test
  @Clause("enrollment-active.set")
  default void ofManyWhoShutAnEnrollmentOutAllSucceed() throws Exception {
    Enrolled enrolled = Enrolled.in(this);
    assertThat(Race.run(i -> setActive(enrolled, false))).containsOnly(true);
    assertThat(enrolled.state().active()).isFalse();
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"enrollment-active.set", "any.text", "any.equality"})
  default void anUnknownEnrollmentIsNotShutOut(String text) {
    Enrolled enrolled = Enrolled.in(this);
    String id = enrolled.id();
    for (String other : List.of(text, "E" + id.substring(1), id + " ", id + text + " ")) {
      assertThat(operator().setEnrollmentActive(enrolled.organizationId(), other, false)).isFalse();
    }
    assertThat(operator().setEnrollmentActive(text, id, false)).isFalse();
    assertThat(enrolled.state().active()).isTrue();
  }

  private boolean setActive(Enrolled enrolled, boolean active) {
    return operator().setEnrollmentActive(enrolled.organizationId(), enrolled.id(), active);
  }
}
