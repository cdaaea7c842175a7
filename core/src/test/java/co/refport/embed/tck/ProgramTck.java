package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an {@link OperatorStore} must hold of programs; a part of {@link OperatorStoreTck}. */
public interface ProgramTck extends StoreUnderTest {

  // --- insertProgram

  @Test
  @Clause("insert-program.as-stored")
  default void aProgramIsFoundAsItWasInserted() {
    String organization = RandomText.id("org_");
    ProgramRecord active = program(organization, true, 0);
    ProgramRecord inactive =
        new ProgramRecord(
            RandomText.id("prg_"),
            organization,
            List.of("https://b.example.com", "https://a.example.com"),
            false,
            Organization.NOW.plusMillis(1));
    assertThat(operator().insertProgram(active)).isTrue();
    assertThat(operator().insertProgram(inactive)).isTrue();
    assertThat(operator().findPrograms(organization)).containsExactly(inactive, active);
    assertThat(store().hasActiveProgram(organization)).isTrue();
  }

  @Test
  @Clause("insert-program.as-stored")
  default void aProgramsInstantIsKeptToTheMillisecond() {
    String organization = RandomText.id("org_");
    Instant created = Instant.parse("2026-01-02T03:04:05.123456789Z");
    assertThat(
            operator()
                .insertProgram(new ProgramRecord(RandomText.id("prg_"), organization, created)))
        .isTrue();
    assertThat(operator().findPrograms(organization))
        .extracting(found -> found.createdAt().truncatedTo(ChronoUnit.MILLIS))
        .containsExactly(created.truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  @Clause("insert-program.once")
  default void anOrganizationHasAtMostOneActiveProgram() {
    Organization organization = Organization.in(this);
    assertThat(operator().insertProgram(program(organization.id(), true, 1))).isFalse();
    assertThat(operator().findPrograms(organization.id())).containsExactly(organization.program());
  }

  @Test
  @Clause({"insert-program.once", "any.isolation"})
  default void aProgramIdIsTakenForEveryOrganization() {
    Organization organization = Organization.in(this);
    String other = RandomText.id("org_");
    for (boolean active : List.of(true, false)) {
      ProgramRecord second =
          new ProgramRecord(
              organization.programId(), other, List.of(), active, Organization.NOW.plusMillis(1));
      assertThat(operator().insertProgram(second)).isFalse();
    }
    assertThat(store().hasActiveProgram(other)).isFalse();
    assertThat(operator().findPrograms(other)).isEmpty();
    assertThat(operator().findPrograms(organization.id())).containsExactly(organization.program());
  }

  @Test
  @Clause("insert-program.once")
  default void ofManyActiveProgramsAddedAtOnceOneWins() throws Exception {
    String organization = RandomText.id("org_");
    List<Boolean> added = Race.run(i -> operator().insertProgram(program(organization, true, i)));
    assertThat(added).containsOnlyOnce(true);
    assertThat(operator().findPrograms(organization))
        .extracting(ProgramRecord::createdAt)
        .containsExactly(Organization.NOW.plusMillis(added.indexOf(true)));
  }

  // --- findPrograms

  @Test
  @Clause("find-programs.newest-first")
  default void programsComeNewestFirst() {
    String organization = RandomText.id("org_");
    List<ProgramRecord> programs =
        IntStream.range(0, 5).mapToObj(i -> program(organization, i == 2, i)).toList();
    for (int i : new int[] {1, 4, 0, 3, 2}) {
      assertThat(operator().insertProgram(programs.get(i))).isTrue();
    }
    assertThat(operator().findPrograms(organization))
        .containsExactly(
            programs.get(4), programs.get(3), programs.get(2), programs.get(1), programs.get(0));
  }

  @Test
  @Clause("find-programs.newest-first")
  default void noMoreProgramsAreListedThanTheNewestThousand() {
    String organization = RandomText.id("org_");
    List<ProgramRecord> programs = new ArrayList<>();
    for (int i = 0; i <= OperatorStore.MAX_LISTED; i++) {
      ProgramRecord program = program(organization, false, i);
      programs.add(0, program);
      assertThat(operator().insertProgram(program)).isTrue();
    }
    assertThat(operator().findPrograms(organization))
        .isEqualTo(programs.subList(0, OperatorStore.MAX_LISTED));
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"find-programs.newest-first", "any.text"})
  default void anOrganizationOfAnyNameHasNoPrograms(String text) {
    Organization organization = Organization.in(this);
    assertThat(operator().findPrograms(text)).isEmpty();
    assertThat(operator().findPrograms(organization.id() + text + " ")).isEmpty();
  }

  // --- setProgramActive

  @Test
  @Clause("program-active.set")
  default void askingForWhatIsSoAlreadyIsNoFailure() {
    Organization organization = Organization.in(this);
    for (boolean active : List.of(true, true, false, false, true)) {
      assertThat(setActive(organization.program(), active)).isTrue();
      assertThat(store().hasActiveProgram(organization.id())).isEqualTo(active);
      assertThat(operator().findPrograms(organization.id()))
          .extracting(ProgramRecord::active)
          .containsExactly(active);
    }
  }

  @Test
  @Clause("program-active.set")
  default void aProgramThatIsActiveAgainHasItsEnrollmentsAgain() {
    Enrolled enrolled = Enrolled.in(this);
    assertThat(setActive(enrolled.program(), false)).isTrue();
    assertThat(setActive(enrolled.program(), true)).isTrue();
    assertThat(enrolled.state().active()).isTrue();
    assertThat(store().findEnrollmentById(enrolled.organizationId(), enrolled.id())).isPresent();
  }

  @Test
  @Clause("program-active.one")
  default void aProgramIsNotActivatedBesideAnActiveOne() {
    Organization organization = Organization.in(this);
    ProgramRecord other = program(organization.id(), false, 1);
    assertThat(operator().insertProgram(other)).isTrue();
    assertThat(setActive(other, true)).isFalse();
    assertThat(operator().findPrograms(organization.id()))
        .containsExactly(other, organization.program());
    assertThat(setActive(organization.program(), false)).isTrue();
    assertThat(setActive(other, true)).isTrue();
    assertThat(setActive(organization.program(), true)).isFalse();
  }

  @Test
  @Clause("program-active.one")
  default void ofManyProgramsThatAreActivatedAtOnceOneWins() throws Exception {
    String organization = RandomText.id("org_");
    List<ProgramRecord> programs =
        IntStream.range(0, Race.THREADS).mapToObj(i -> program(organization, false, i)).toList();
    programs.forEach(program -> assertThat(operator().insertProgram(program)).isTrue());
    List<Boolean> activated = Race.run(i -> setActive(programs.get(i), true));
    assertThat(activated).containsOnlyOnce(true);
    assertThat(operator().findPrograms(organization))
        .filteredOn(ProgramRecord::active)
        .extracting(ProgramRecord::id)
        .containsExactly(programs.get(activated.indexOf(true)).id());
  }

  @Test
  @Clause("program-active.one")
  default void ofAnActivationAndManyActiveProgramsAddedAtOnceOneWins() throws Exception {
    String organization = RandomText.id("org_");
    ProgramRecord existing = program(organization, false, 0);
    assertThat(operator().insertProgram(existing)).isTrue();
    List<Boolean> won =
        Race.run(
            i ->
                i == 0
                    ? setActive(existing, true)
                    : operator().insertProgram(program(organization, true, i)));
    assertThat(won).containsOnlyOnce(true);
    assertThat(operator().findPrograms(organization))
        .filteredOn(ProgramRecord::active)
        .extracting(ProgramRecord::createdAt)
        .containsExactly(Organization.NOW.plusMillis(won.indexOf(true)));
  }

  @Test
  @Clause("program-active.set")
  default void ofManyWhoActivateOneProgramAllSucceed() throws Exception {
    ProgramRecord program = program(RandomText.id("org_"), false, 0);
    assertThat(operator().insertProgram(program)).isTrue();
    assertThat(Race.run(i -> setActive(program, true))).containsOnly(true);
    assertThat(store().hasActiveProgram(program.organizationId())).isTrue();
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"program-active.set", "any.text", "any.equality"})
  default void anUnknownProgramIsNotDeactivated(String text) {
    Organization organization = Organization.in(this);
    String id = organization.programId();
    for (String other : List.of(text, "P" + id.substring(1), id + " ", id + text + " ")) {
      assertThat(operator().setProgramActive(organization.id(), other, false)).isFalse();
    }
    assertThat(operator().setProgramActive(text, id, false)).isFalse();
    assertThat(store().hasActiveProgram(organization.id())).isTrue();
  }

  // --- set-up

  private boolean setActive(ProgramRecord program, boolean active) {
    return operator().setProgramActive(program.organizationId(), program.id(), active);
  }

  private static ProgramRecord program(String organizationId, boolean active, int millis) {
    return new ProgramRecord(
        RandomText.id("prg_"),
        organizationId,
        List.of(),
        active,
        Organization.NOW.plusMillis(millis));
  }
}
