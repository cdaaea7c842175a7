package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.TokenReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a look-up may cost among many partners; compared within one run, never timed alone.
 *
 * <p>A store on a server gets pooled connections for this: making one costs as much as a scan.
 */
public interface ScaleTck extends StoreUnderTest {

  /** Partners in one program at first. */
  int FEW = 1_000;

  /** Partners in that program in the end. */
  int MANY = 100_000;

  /** How many times as much a look-up may cost among many; one that scans costs a hundred. */
  double MOST = 5;

  /**
   * Enrolls partners in a program. A store on a database does it faster by {@link MultiRowInsert}.
   *
   * @param program the active program
   * @param enrollments new partners with a tenant id each
   * @throws Exception what the store's engine throws
   */
  default void enrollMany(ProgramRecord program, List<NewEnrollment> enrollments) throws Exception {
    int threads = 4;
    int atOnce = 1_000;
    for (int from = 0; from < enrollments.size(); from += atOnce) {
      List<NewEnrollment> next =
          enrollments.subList(from, Math.min(from + atOnce, enrollments.size()));
      List<Boolean> created =
          Race.run(
              threads,
              thread ->
                  IntStream.range(0, next.size())
                      .filter(i -> i % threads == thread)
                      .mapToObj(next::get)
                      .allMatch(one -> store().createEnrollment(one) instanceof Created));
      assertThat(created).containsOnly(true);
    }
  }

  @Test
  @Clause("any.flat")
  default void aLookUpAmongAHundredThousandPartnersCostsWhatItCostsAmongAThousand()
      throws Exception {
    ProgramRecord program =
        new ProgramRecord(RandomText.id("prg_"), RandomText.id("org_"), Organization.NOW);
    assertThat(operator().insertProgram(program)).isTrue();
    List<NewEnrollment> all =
        IntStream.range(0, MANY).mapToObj(i -> partner(program.organizationId())).toList();
    enrollMany(program, all.subList(0, FEW));
    costs(program, all.subList(0, FEW)); // warms up
    Map<String, Long> few = costs(program, all.subList(0, FEW));
    enrollMany(program, all.subList(FEW, MANY));
    Map<String, Long> many = costs(program, all);
    assertThat(many)
        .allSatisfy(
            (lookUp, nanos) ->
                assertThat((double) nanos)
                    .as("nanoseconds of a look-up by %s; %s among few", lookUp, few.get(lookUp))
                    .isLessThanOrEqualTo(few.getOrDefault(lookUp, 0L) * MOST));
  }

  private static NewEnrollment partner(String organizationId) {
    // as random as any, but hundreds of thousands of secure ones take seconds
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String unique = new UUID(random.nextLong(), random.nextLong()).toString();
    String email = unique + "@example.com";
    return new NewEnrollment(
        organizationId,
        "enr_" + unique,
        "customer-" + unique,
        "ptn_" + unique,
        email,
        email,
        null,
        Organization.NOW);
  }

  /** What each kind of look-up costs among these. */
  private Map<String, Long> costs(ProgramRecord program, List<NewEnrollment> among) {
    String organization = program.organizationId();
    return new TreeMap<>(
        Map.of(
            "id",
                cost(
                    among,
                    one ->
                        assertThat(store().findEnrollmentById(organization, one.enrollmentId()))
                            .isPresent()),
            "tenant id",
                cost(
                    among,
                    one ->
                        assertThat(
                                store()
                                    .findEnrollmentByTenantId(
                                        organization, String.valueOf(one.tenantId())))
                            .isPresent()),
            "email",
                cost(
                    among,
                    one ->
                        assertThat(store().findEnrollmentByEmail(organization, one.email()))
                            .isPresent()),
            "token state",
                cost(
                    among,
                    one ->
                        assertThat(
                                store()
                                    .findTokenState(
                                        new TokenReference(
                                            program.id(), one.enrollmentId(), null, "jti")))
                            .isPresent())));
  }

  /** The best of a few rounds' medians, so that neither a pause nor a busy machine counts. */
  private static long cost(List<NewEnrollment> among, Consumer<NewEnrollment> lookUp) {
    int rounds = 5;
    int samples = 101;
    List<Long> medians = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long[] nanos = new long[samples];
      for (int i = 0; i < samples; i++) {
        // spread over all of them, another one each time
        NewEnrollment one = among.get((int) ((long) i * among.size() / samples) + round);
        long start = System.nanoTime();
        lookUp.accept(one);
        nanos[i] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      medians.add(nanos[samples / 2]);
    }
    return medians.stream().min(Long::compare).orElseThrow();
  }
}
