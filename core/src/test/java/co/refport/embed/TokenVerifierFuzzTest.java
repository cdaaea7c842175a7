package co.refport.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Only tokens that were minted are accepted, and no text makes the verifier fail. */
class TokenVerifierFuzzTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int BYTES_OF_AN_EDIT = 4;
  private static final Set<ErrorCode> SIGNED_AND_REJECTED =
      EnumSet.of(
          ErrorCode.TOKEN_INVALID,
          ErrorCode.TOKEN_EXPIRED,
          ErrorCode.TOKEN_REVOKED,
          ErrorCode.ENROLLMENT_INACTIVE);

  private final Fixture fixture = new Fixture();
  private final List<String> minted =
      List.of(Fixture.mint(fixture.tokens), fixture.create(null, "org_1", "b@x.io").publicToken());

  /** The first byte selects what the other bytes are. */
  @FuzzTest
  void acceptsMintedTokensOnly(byte[] input) {
    int kind = input.length == 0 ? 0 : input[0] & 3;
    byte[] rest = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
    switch (kind) {
      case 0 -> checkUnsigned(edit(rest));
      case 1 -> checkUnsigned(new String(rest, UTF_8));
      case 2 -> checkSigned(HandMadeToken.like(minted.get(0)).header(), new String(rest, UTF_8));
      default -> checkSigned(new String(rest, UTF_8), HandMadeToken.like(minted.get(0)).claims());
    }
  }

  private void checkUnsigned(String token) {
    Throwable thrown = catchThrowable(() -> fixture.tokens.verify(token));
    if (minted.contains(token)) {
      assertThat(thrown).isNull();
    } else {
      assertThat(thrown).isInstanceOf(EmbedException.class);
      assertThat(((EmbedException) thrown).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  /** Signed with our secret, as by a deployment with other claims: anything but a defect. */
  private void checkSigned(String header, String claims) {
    String token = HandMadeToken.sign(header, claims);
    Throwable thrown = catchThrowable(() -> fixture.tokens.verify(token));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(EmbedException.class);
      assertThat(((EmbedException) thrown).code()).isIn(SIGNED_AND_REJECTED);
    }
  }

  /** A minted token after some edits: an operation, a position in two bytes, and an operand. */
  private String edit(byte[] edits) {
    StringBuilder token = new StringBuilder(minted.get(0));
    for (int i = 0; i + BYTES_OF_AN_EDIT <= edits.length; i += BYTES_OF_AN_EDIT) {
      int position = ((edits[i + 1] & 0xFF) << 8 | (edits[i + 2] & 0xFF)) % (token.length() + 1);
      int operand = edits[i + 3] & 0xFF;
      switch (edits[i] & 7) {
        case 0 -> token.insert(position, (char) operand);
        case 1 -> token.delete(position, Math.min(token.length(), position + operand));
        case 2 -> token.insert(position, ALPHABET.charAt(operand % ALPHABET.length()));
        case 3 -> token.setLength(position);
        case 4 -> {
          // another minted token from here on
          token.setLength(position);
          String other = minted.get(1);
          token.append(other.substring(Math.min(position, other.length())));
        }
        // the last characters of a part have bits that decoding drops
        case 5 -> shift(token, token.length() - 1 - operand / ALPHABET.length(), operand);
        default -> shift(token, position, operand);
      }
    }
    return token.toString();
  }

  /** Replaces a character of the alphabet by the one that is so many places after it. */
  private static void shift(StringBuilder token, int position, int places) {
    if (position >= 0 && position < token.length()) {
      int index = ALPHABET.indexOf(token.charAt(position));
      token.setCharAt(position, ALPHABET.charAt(Math.floorMod(index + places, ALPHABET.length())));
    }
  }
}
