package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link OperatorStore#setOrigins} must hold; a part of {@link OperatorStoreTck}. */
public interface OriginTck extends StoreUnderTest {

  /** An origin. */
  String ORIGIN = "https://portal.example.com";

  @Test
  @Clause({"token-state.as-stored", "insert-program.as-stored"})
  default void originsComeBackInTheirOrder() {
    String[] origins = {
      ORIGIN,
      "http://localhost:8080",
      "https://a.example.com",
      "tauri://localhost",
      "https://*.example.com",
      "http://[::1]:8080",
      "capacitor://localhost"
    };
    assertThat(Enrolled.in(this, origins).state().origins()).containsExactly(origins);
  }

  @Test
  @Clause("origins.replaced")
  default void newOriginsReplaceTheOldOnesOfTheirProgramOnly() {
    Enrolled enrolled = Enrolled.in(this, ORIGIN, "https://old.example.com");
    Enrolled other = Enrolled.in(this, ORIGIN);
    for (List<String> origins :
        List.of(
            List.of("https://z.example.com", ORIGIN, "https://a.example.com:8443"),
            List.<String>of())) {
      assertThat(setOrigins(enrolled, origins)).isTrue();
      assertThat(enrolled.state().origins()).isEqualTo(origins);
    }
    assertThat(other.state().origins()).containsExactly(ORIGIN);
  }

  @Test
  @Clause("origins.replaced")
  default void originsAreSetInAProgramThatIsNotActive() {
    Enrolled enrolled = Enrolled.in(this);
    enrolled.organization().deactivateProgram();
    assertThat(setOrigins(enrolled, List.of(ORIGIN))).isTrue();
    assertThat(enrolled.state().origins()).containsExactly(ORIGIN);
    assertThat(enrolled.state().active()).isFalse();
  }

  @Test
  @Clause("origins.replaced")
  default void settingTheSameOriginsAgainIsNoFailure() {
    Enrolled enrolled = Enrolled.in(this, ORIGIN);
    assertThat(setOrigins(enrolled, List.of(ORIGIN))).isTrue();
    assertThat(enrolled.state().origins()).containsExactly(ORIGIN);
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"origins.replaced", "any.text", "any.equality"})
  default void anUnknownProgramGetsNoOrigins(String text) {
    Enrolled enrolled = Enrolled.in(this, ORIGIN);
    String id = enrolled.program().id();
    for (String other : List.of(text, "P" + id.substring(1), id + " ", id + text + " ")) {
      assertThat(operator().setOrigins(enrolled.organizationId(), other, List.of())).isFalse();
    }
    assertThat(operator().setOrigins(text, id, List.of())).isFalse();
    assertThat(enrolled.state().origins()).containsExactly(ORIGIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "'self'", "https://*.com", "https://a.example.com https://b.example.com"})
  @Clause("origins.refused")
  default void originsThatAreNoneAreRefusedAndChangeNothing(String refused) {
    Enrolled enrolled = Enrolled.in(this, ORIGIN);
    List<String> origins = List.of("https://new.example.com", refused);
    assertThatIllegalArgumentException().isThrownBy(() -> setOrigins(enrolled, origins));
    assertThat(enrolled.state().origins()).containsExactly(ORIGIN);
  }

  @Test
  @Clause({"origins.replaced", "origins.refused"})
  default void keepsLongestListAndRejectsLonger() {
    List<String> longest = longestList();
    Enrolled enrolled = Enrolled.in(this, longest.toArray(String[]::new));
    assertThat(enrolled.state().origins()).isEqualTo(longest);
    assertThat(setOrigins(enrolled, List.of())).isTrue();
    assertThat(setOrigins(enrolled, longest)).isTrue();
    assertThat(enrolled.state().origins()).isEqualTo(longest);
    List<String> tooMany = Collections.nCopies(ProgramRecord.MAX_ORIGINS + 1, ORIGIN);
    assertThatIllegalArgumentException().isThrownBy(() -> setOrigins(enrolled, tooMany));
    List<String> tooLong = new ArrayList<>(longest);
    tooLong.set(0, longest.get(0) + "1");
    assertThatIllegalArgumentException().isThrownBy(() -> setOrigins(enrolled, tooLong));
    assertThat(enrolled.state().origins()).isEqualTo(longest);
  }

  private boolean setOrigins(Enrolled enrolled, List<String> origins) {
    return operator().setOrigins(enrolled.organizationId(), enrolled.program().id(), origins);
  }

  /** As many origins as are allowed, which together have as many characters as are allowed. */
  private static List<String> longestList() {
    int each = ProgramRecord.MAX_ORIGINS_LENGTH / ProgramRecord.MAX_ORIGINS;
    List<String> origins = new ArrayList<>();
    for (int i = 1; i < ProgramRecord.MAX_ORIGINS; i++) {
      origins.add(originOfLength(each, i));
    }
    int rest = ProgramRecord.MAX_ORIGINS_LENGTH - String.join(" ", origins).length() - 1;
    origins.add(originOfLength(rest, 0));
    assertThat(origins).doesNotHaveDuplicates();
    assertThat(String.join(" ", origins)).hasSize(ProgramRecord.MAX_ORIGINS_LENGTH);
    return origins;
  }

  private static String originOfLength(int length, int number) {
    String start = "https://" + "x".repeat(40) + "." + "y".repeat(20) + ".";
    String port = ":" + (1_000 + number);
    return start + "z".repeat(length - start.length() - port.length()) + port;
  }
}
