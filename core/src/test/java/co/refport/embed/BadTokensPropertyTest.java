package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Whatever is sent that is not exactly a token which was minted: {@link ErrorCode#TOKEN_INVALID},
 * the store is not asked for what it names, and what has not the form of a token costs nothing.
 */
class BadTokensPropertyTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** A deployment that has minted a good token, which was not used yet. */
  private record Deployment(EmbedTokens tokens, Interception store, String token) {

    static Deployment of(SigningAlgorithm algorithm) {
      Fixture fixture = new Fixture();
      Interception store = Interception.watching(fixture.store);
      EmbedTokens tokens = fixture.node(store.store()).signingAlgorithm(algorithm).build();
      return new Deployment(tokens, store, Fixture.mint(tokens));
    }

    /** Time stands still, so that the signing keys need not be read again either. */
    void refuses(String text) {
      store.calls().clear();
      Throwable thrown = catchThrowable(() -> tokens.verify(text));
      assertThat(thrown).as(text).isInstanceOf(EmbedException.class);
      assertThat(((EmbedException) thrown).code()).as(text).isEqualTo(ErrorCode.TOKEN_INVALID);
      assertThat(thrown).hasMessage("The token is not valid").hasNoCause();
      assertThat(store.calls()).as(text).isEmpty();
    }

    /** The parts of the JWS: header, payload, signature. */
    List<String> parts() {
      return List.of(token.substring("pt_".length()).split("\\."));
    }

    void stillAcceptsItsOwn() {
      tokens.verify(token);
    }
  }

  private static final List<Deployment> DEPLOYMENTS =
      List.of(
          Deployment.of(SigningAlgorithm.HS256),
          Deployment.of(SigningAlgorithm.ES256),
          Deployment.of(SigningAlgorithm.EDDSA));

  @Example
  void everySingleBitChange() {
    for (Deployment deployment : DEPLOYMENTS) {
      String token = deployment.token();
      int tried = 0;
      for (int i = 0; i < token.length(); i++) {
        for (int bit = 0; bit < Character.SIZE; bit++) {
          deployment.refuses(with(token, i, (char) (token.charAt(i) ^ (1 << bit))));
          tried++;
        }
      }
      assertThat(tried).isEqualTo(token.length() * 16).isGreaterThan(4_000);
      deployment.stillAcceptsItsOwn();
    }
  }

  @Example
  void everyOtherCharacterAtTheEndOfAPart() {
    for (Deployment deployment : DEPLOYMENTS) {
      String token = deployment.token();
      int firstDot = token.indexOf('.');
      int lastDot = token.lastIndexOf('.');
      for (int end : new int[] {firstDot - 1, lastDot - 1, token.length() - 1}) {
        for (int i = 0; i < ALPHABET.length(); i++) {
          if (ALPHABET.charAt(i) != token.charAt(end)) {
            deployment.refuses(with(token, end, ALPHABET.charAt(i)));
          }
        }
      }
    }
  }

  /** Java's EdDSA takes them for the end of a number, jose4j's ECDSA for the start of one. */
  @Example
  void signaturesWithZerosAddedOrRemoved() {
    for (Deployment deployment : DEPLOYMENTS) {
      String signed = deployment.token().substring(0, deployment.token().lastIndexOf('.') + 1);
      byte[] signature = Base64.getUrlDecoder().decode(deployment.parts().get(2));
      int half = signature.length / 2;
      for (int zeros = 1; zeros <= 64; zeros++) {
        byte[] padding = new byte[zeros];
        for (byte[] padded :
            new byte[][] {
              join(signature, padding),
              join(padding, signature),
              join(
                  join(padding, Arrays.copyOf(signature, half)),
                  join(padding, Arrays.copyOfRange(signature, half, signature.length))),
              join(Arrays.copyOf(signature, half), padding),
              Arrays.copyOf(signature, signature.length - Math.min(zeros, signature.length - 1))
            }) {
          if (!Arrays.equals(padded, signature)) {
            deployment.refuses(
                signed + Base64.getUrlEncoder().withoutPadding().encodeToString(padded));
          }
        }
        deployment.refuses(deployment.token() + "A".repeat(zeros));
      }
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  @Example
  void everyTruncationAndEveryMissingCharacter() {
    for (Deployment deployment : DEPLOYMENTS) {
      String token = deployment.token();
      for (int i = 0; i < token.length(); i++) {
        deployment.refuses(token.substring(0, i));
        deployment.refuses(token.substring(i + 1));
        deployment.refuses(token.substring(0, i) + token.substring(i + 1));
      }
    }
  }

  @Example
  void everyInsertionThatADecoderCouldOverlook() {
    for (Deployment deployment : DEPLOYMENTS) {
      String token = deployment.token();
      for (String extra :
          new String[] {
            "=",
            "==",
            "*",
            " ",
            "\t",
            "\n",
            "\r\n",
            "\0",
            ".",
            "-",
            "_",
            "A",
            "%20",
            "\u00A0",
            "\u200B",
            "\uFEFF",
            "\uD83D\uDE00",
            "\uD800",
            ",",
            ";",
            "\"",
            "?x=1",
            "&",
            "#"
          }) {
        for (int at :
            new int[] {0, 3, token.indexOf('.'), token.lastIndexOf('.'), token.length()}) {
          deployment.refuses(token.substring(0, at) + extra + token.substring(at));
        }
        deployment.refuses(token.replace(".", "." + extra));
        deployment.refuses(token.replace(".", extra + "."));
      }
    }
  }

  @Example
  void theOtherAlphabetOfBase64() {
    int tried = 0;
    for (Deployment deployment : DEPLOYMENTS) {
      // many tokens, so that both characters occur
      for (int i = 0; i < 50; i++) {
        String token = Fixture.mint(deployment.tokens());
        for (String other :
            new String[] {token.replace('-', '+'), token.substring(3).replace('_', '/')}) {
          String changed = other.startsWith("pt_") ? other : "pt_" + other;
          if (!changed.equals(token)) {
            deployment.refuses(changed);
            tried++;
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(100);
  }

  @Example
  void partsThatAreSwappedDroppedDoubledOrOfAnotherToken() {
    for (Deployment deployment : DEPLOYMENTS) {
      List<String> parts = new ArrayList<>(deployment.parts());
      parts.add("");
      String another = Fixture.mint(deployment.tokens()).substring(3);
      parts.addAll(List.of(another.split("\\.")).subList(1, 3));
      String own = deployment.token();
      for (String a : parts) {
        deployment.refuses("pt_" + a);
        for (String b : parts) {
          deployment.refuses("pt_" + a + "." + b);
          for (String c : parts) {
            String text = "pt_" + a + "." + b + "." + c;
            if (!text.equals(own) && !text.equals("pt_" + another)) {
              deployment.refuses(text);
            }
            deployment.refuses(text + ".");
            deployment.refuses(text + "." + c);
            deployment.refuses(text + ".." + c);
          }
        }
      }
    }
  }

  @Example
  void anotherPrefix() {
    for (Deployment deployment : DEPLOYMENTS) {
      String jws = deployment.token().substring("pt_".length());
      for (String prefix :
          new String[] {
            "", "pt", "p_", "pt_pt_", "PT_", "Pt_", "pt-", "rk_", "pt__", "Bearer pt_"
          }) {
        deployment.refuses(prefix + jws);
      }
      deployment.refuses(deployment.token().toUpperCase(Locale.ROOT));
      deployment.refuses(deployment.token().toLowerCase(Locale.ROOT));
      deployment.refuses(new StringBuilder(deployment.token()).reverse().toString());
    }
  }

  @Example
  void hugeTexts() {
    for (Deployment deployment : DEPLOYMENTS) {
      String token = deployment.token();
      deployment.refuses("a".repeat(1 << 20));
      deployment.refuses("pt_" + "a".repeat(1 << 20));
      deployment.refuses("pt_" + "a.".repeat(1 << 19));
      deployment.refuses(".".repeat(1 << 20));
      deployment.refuses(token.repeat((1 << 20) / token.length()));
      deployment.refuses(token + " ".repeat(1 << 20));
      for (int length : new int[] {2_047, 2_048, 2_049}) {
        deployment.refuses(token + "A".repeat(length - token.length()));
        deployment.refuses("pt_" + "a".repeat(length - 7) + ".a.a");
      }
    }
  }

  @Example
  void oneDeploymentsTokenIsNoneOfAnother() {
    for (Deployment deployment : DEPLOYMENTS) {
      for (Deployment other : DEPLOYMENTS) {
        if (!deployment.token().equals(other.token())) {
          deployment.refuses(other.token());
          deployment.refuses(
              "pt_"
                  + deployment.parts().get(0)
                  + "."
                  + other.parts().get(1)
                  + "."
                  + other.parts().get(2));
        }
      }
    }
  }

  @Property(tries = 2_000)
  void anyText(@ForAll("deployment") Deployment deployment, @ForAll String text) {
    deployment.refuses(text);
    deployment.refuses("pt_" + text);
  }

  @Property(tries = 2_000)
  void anyTextOfTheRightForm(
      @ForAll("deployment") Deployment deployment, @ForAll("jws") String text) {
    deployment.refuses("pt_" + text);
  }

  @Property(tries = 5_000)
  void anyEditsOfAToken(
      @ForAll("deployment") Deployment deployment,
      @ForAll("edits") List<Tuple2<Double, String>> edits) {
    String token = deployment.token();
    String edited = token;
    for (Tuple2<Double, String> edit : edits) {
      int at = (int) (edit.get1() * edited.length());
      // an insertion, a replacement or a deletion
      int until = Math.min(edited.length(), at + edit.get2().length() % 3);
      edited = edited.substring(0, at) + edit.get2() + edited.substring(until);
    }
    if (!edited.equals(token)) {
      deployment.refuses(edited);
    }
  }

  @Provide
  Arbitrary<Deployment> deployment() {
    return Arbitraries.of(DEPLOYMENTS);
  }

  @Provide
  Arbitrary<String> jws() {
    Arbitrary<String> part =
        Arbitraries.strings().withChars(ALPHABET.toCharArray()).ofMinLength(1).ofMaxLength(400);
    Arbitrary<String> header =
        Arbitraries.oneOf(
            part, Arbitraries.of(DEPLOYMENTS).map(deployment -> deployment.parts().get(0)));
    return Combinators.combine(header, part, part).as((a, b, c) -> a + "." + b + "." + c);
  }

  @Provide
  Arbitrary<List<Tuple2<Double, String>>> edits() {
    Arbitrary<String> text =
        Arbitraries.strings().withChars((ALPHABET + ".=+/ *\n").toCharArray()).ofMaxLength(4);
    return Combinators.combine(Arbitraries.doubles().between(0, 1), text)
        .as(Tuple::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static String with(String text, int index, char changed) {
    return text.substring(0, index) + changed + text.substring(index + 1);
  }
}
