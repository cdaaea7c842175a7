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

  private static String page(ResourceBundle texts, String root, ErrorCode code) {
    return new String(new ErrorPage(texts, root).write(code), StandardCharsets.UTF_8);
  }

  private static ResourceBundle preferring(String... languages) {
    return asking(null, languages);
  }

  private static ResourceBundle asking(@Nullable String query, String... languages) {
    return ErrorPage.shipped(query, Arrays.stream(languages).map(Locale::forLanguageTag).toList());
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
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lang=de                      | fr | de
          lang=de-AT                   | fr | de
          lang=DE-at                   | fr | de
          lang=de-Latn-DE-1996-x-abc   | fr | de
          lang=%64e                    | fr | de
          lang=es                      |    | es
          token=x&lang=de&theme=dark   | fr | de
          lang=it                      | fr | fr
          lang=tlh                     |    | en
          lang=und                     | fr | fr
          lang=                        | fr | fr
          lang                         | fr | fr
          lang=de_AT                   | fr | fr
          lang=de-                     | fr | fr
          lang=-de                     | fr | fr
          lang=de,es                   | fr | fr
          lang=de;q=1                  | fr | fr
          lang=+de                     | fr | fr
          lang=de%00                   | fr | fr
          lang=de%0D%0A                | fr | fr
          lang=d%C3%A9                 | fr | fr
          lang=%                       | fr | fr
          lang=*                       | fr | fr
          lang=de&lang=de              | fr | fr
          lang=de&lang=es              | fr | fr
          LANG=de                      | fr | fr
          xlang=de                     | fr | fr
          %6Cang=de                    | fr | fr
          language=de                  | fr | fr
          lang=de-x-aaaaaaaa-bbbbbbbb-cccccccc-ddd  | fr | de
          lang=de-x-aaaaaaaa-bbbbbbbb-cccccccc-dddd | fr | fr
          """)
  void prefersLangToAcceptedLanguages(String query, @Nullable String accepted, String language) {
    ResourceBundle texts = accepted == null ? asking(query) : asking(query, accepted);
    assertThat(texts).isSameAs(preferring(language));
    assertThat(page(texts, "", ErrorCode.TOKEN_EXPIRED))
        .contains("<html lang=\"" + language + "\">");
  }

  @Test
  void ignoresHugeLang() {
    for (String huge : List.of("a".repeat(1 << 20), "de" + "-x".repeat(1 << 19))) {
      assertThat(asking("lang=" + huge, "fr")).isSameAs(preferring("fr"));
    }
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

  @ParameterizedTest
  @CsvSource({
    "/, '', ''",
    "/portal, '', ''",
    "/app/portal, /app, ''",
    "/embed/referrals, '', ../",
    "/app/embed/referrals, /app, ../",
    "/a/b/embed/referrals, /a/b, ../",
    "/app/embed/, /app, ../",
    "/app/embed;x=1/referrals;y=2, /app, ../",
    "/app/embed%2Freferrals, /app, ''",
    "/app//embed//referrals, /app, ../../../"
  })
  void findsRootByTheRequestsPath(String path, String contextPath, String root) {
    assertThat(ErrorPage.root(path, contextPath)).isEqualTo(root);
  }

  @Test
  void loadsItsScriptAndStyleFromTheApplicationAndHoldsNoneItself() {
    assertThat(page(preferring("en"), "../", ErrorCode.TOKEN_INVALID))
        .contains("<script type=\"module\" src=\"../refport/error.js\"></script>")
        .contains("<link rel=\"stylesheet\" href=\"../refport/error.css\">")
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
    String page = page(texts, "", ErrorCode.TOKEN_INVALID);
    String escaped =
        "&lt;/title&gt;&lt;/p&gt;&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
            + "&amp;amp;{%s}%n$1\\";
    assertThat(page)
        .contains("<html lang=\"en&quot; onload=&quot;alert(1)\">")
        .contains("<title>" + escaped + "</title>")
        .contains("<h1>" + escaped + "</h1><p>" + escaped + "</p>")
        .contains("data-message=\"" + escaped + "\">")
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
