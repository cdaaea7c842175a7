package co.refport.embed.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.tck.ScaleTck;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A store that goes through all its partners is noticed. */
class ScanningStoreTest {

  /** Finds emails by going through a list. */
  private static final class Scanning implements ScaleTck {

    private final InMemoryEmbedStore store = new InMemoryEmbedStore();
    private final List<NewEnrollment> list = new CopyOnWriteArrayList<>();

    @Override
    public EmbedStore store() {
      return (EmbedStore)
          Proxy.newProxyInstance(
              EmbedStore.class.getClassLoader(),
              new Class<?>[] {EmbedStore.class},
              (self, method, args) ->
                  method.getName().equals("findEnrollmentByEmail")
                      ? list.stream()
                          .filter(one -> one.email().equals(args[1]))
                          .findFirst()
                          .flatMap(
                              one ->
                                  store.findEnrollmentById(
                                      one.organizationId(), one.enrollmentId()))
                      : method.invoke(store, args));
    }

    @Override
    public OperatorStore operator() {
      return store;
    }

    @Override
    public void enrollMany(ProgramRecord program, List<NewEnrollment> enrollments)
        throws Exception {
      ScaleTck.super.enrollMany(program, enrollments);
      list.addAll(enrollments);
    }
  }

  @Test
  void aStoreThatScansIsCaught() {
    ScaleTck scanning = new Scanning();
    assertThatThrownBy(scanning::aLookUpAmongAHundredThousandPartnersCostsWhatItCostsAmongAThousand)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a look-up by email");
  }
}
