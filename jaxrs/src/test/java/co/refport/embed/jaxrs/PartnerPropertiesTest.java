package co.refport.embed.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.EmbeddedPartner;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.el.ELProcessor;
import jakarta.el.PropertyNotFoundException;
import jakarta.json.bind.JsonbBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** Checks what the mappers and expression languages of hosts read as a partner's name. */
class PartnerPropertiesTest {

  private static final EmbeddedPartner PARTNER =
      new EmbeddedPartner("org_1", "prg_1", "enr_1", "ptn_1", "t1", "Ada", "ada@example.com");

  @Test
  void jacksonReadsDisplayName() {
    assertThat(new ObjectMapper().valueToTree(PARTNER).path("name").asText()).isEqualTo("Ada");
  }

  @Test
  void springExpressionReadsDisplayName() {
    assertThat(new SpelExpressionParser().parseExpression("name").getValue(PARTNER))
        .isEqualTo("Ada");
  }

  @Test
  void jsonBindingReadsDisplayName() {
    assertThat(JsonbBuilder.create().toJson(PARTNER)).contains("\"name\":\"Ada\"");
  }

  @Test
  void jakartaExpressionInvokesDisplayName() {
    assertThat(expressionLanguage().<Object>eval("partner.name()")).isEqualTo("Ada");
  }

  /** Version 5 reads getters only, and a record has none. An error is better than a wrong name. */
  @Test
  void jakartaExpressionReadsNoProperty() {
    assertThatThrownBy(() -> expressionLanguage().eval("partner.name"))
        .isInstanceOf(PropertyNotFoundException.class);
  }

  private static ELProcessor expressionLanguage() {
    ELProcessor language = new ELProcessor();
    language.defineBean("partner", PARTNER);
    return language;
  }
}
