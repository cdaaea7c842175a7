package co.refport.embed.jaxrs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that a person sees, and that tells the framing page what happened. */
class ErrorPageTest {

  private static String page(ResourceBundle texts, String contextPath, ErrorCode code) {
    return new String(new ErrorPage(texts, contextPath).write(code), StandardCharsets.UTF_8);
  }

  private static ResourceBundle preferring(String... languages) {
    return ErrorPage.shipped(Arrays.stream(languages).map(Locale::forLanguageTag).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en    |       | en | This page cannot be shown
          de    |       | de | Diese Seite kann nicht angezeigt werden
          es    |       | es | No se puede mostrar esta página
          fr    |       | fr | Cette page ne peut pas être affichée
          fr-CA | de    | fr | Cette page ne peut pas être affichée
          it    | de-AT | de | Diese Seite kann nicht angezeigt werden
          it    | ja    | en | This page cannot be shown
          und   | es-MX | es | No se puede mostrar esta página
          """)
  void speaksTheFirstLanguageThatItKnows(
      String first, @Nullable String second, String lang, String title) {
    ResourceBundle texts = second == null ? preferring(first) : preferring(first, second);
    assertThat(page(texts, "", ErrorCode.TOKEN_EXPIRED))
        .contains("<html lang=\"" + lang + "\">", "<title>" + title + "</title>")
        .contains("<h1>" + title + "</h1>");
    assertThat(preferring()).isSameAs(preferring("en"));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TOKEN_MISSING",
        "TOKEN_INVALID",
        "TOKEN_EXPIRED",
        "TOKEN_REVOKED",
        "ENROLLMENT_INACTIVE",
        "RATE_LIMIT_EXCEEDED",
        "INTERNAL_ERROR",
        "SERVICE_UNAVAILABLE"
      })
  void everyRefusalHasASentenceInEveryLanguage(ErrorCode code) {
    String english = preferring("en").getString(code.name());
    for (String language : List.of("de", "en", "es", "fr")) {
      ResourceBundle texts = preferring(language);
      String sentence = texts.getString(code.name());
      assertThat(sentence).isNotBlank().endsWith(".");
      if (!language.equals("en")) {
        assertThat(sentence).isNotEqualTo(english);
      }
      assertThat(page(texts, "", code))
          .contains("<p>" + sentence + "</p>")
          .contains("<body data-code=\"" + code + "\" data-message=\"" + sentence + "\">");
    }
  }

  @Test
  void loadsItsScriptAndStyleFromTheApplicationAndHoldsNoneItself() {
    assertThat(page(preferring("en"), "/shop", ErrorCode.TOKEN_INVALID))
        .contains("<script type=\"module\" src=\"/shop/refport/error.js\"></script>")
        .contains("<link rel=\"stylesheet\" href=\"/shop/refport/error.css\">")
        .contains("content=\"default-src 'none'; script-src 'self'; style-src 'self'\"")
        .doesNotContain("<style", " style=", "<form", "<input", "<a ");
  }

  @Test
  void aHostsTextsAreTextWhateverTheyHold() {
    String hostile = "</title></p>\"'><script>alert(1)</script>&amp;{%s}%n$1\\";
    ResourceBundle texts =
        bundle(
            new Object[][] {
              {"language", "en\" onload=\"alert(1)"},
              {"title", hostile},
              {"TOKEN_INVALID", hostile}
            });
    String page = page(texts, "/a\"b'<c>", ErrorCode.TOKEN_INVALID);
    String escaped =
        "&lt;/title&gt;&lt;/p&gt;&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
            + "&amp;amp;{%s}%n$1\\";
    assertThat(page)
        .contains("<html lang=\"en&quot; onload=&quot;alert(1)\">")
        .contains("<title>" + escaped + "</title>")
        .contains("<h1>" + escaped + "</h1><p>" + escaped + "</p>")
        .contains("data-message=\"" + escaped + "\">")
        .contains("src=\"/a&quot;b&#39;&lt;c&gt;/refport/error.js\"")
        .doesNotContain("<script>", "</title></p>");
  }

  @Test
  void whatAHostsTextsLackIsSaidInEnglish() {
    ResourceBundle texts =
        bundle(new Object[][] {{"language", "it"}, {"TOKEN_EXPIRED", "Scaduto."}});
    assertThat(page(texts, "", ErrorCode.TOKEN_EXPIRED))
        .contains("<html lang=\"it\">", "<p>Scaduto.</p>", "<h1>This page cannot be shown</h1>");
    assertThat(page(texts, "", ErrorCode.TOKEN_MISSING))
        .contains("The link to this page is incomplete.");
    assertThat(page(bundle(new Object[][] {}), "", ErrorCode.TOKEN_MISSING))
        .contains("<html lang=\"en\">");
  }

  private static ResourceBundle bundle(Object[][] contents) {
    return new ListResourceBundle() {
      @Override
      protected Object[][] getContents() {
        return contents;
      }
    };
  }
}
