package co.refport.embed.sample.release;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The CycloneDX bill of materials that the build has made for a module. */
record Bill(Component subject, List<Component> components) {

  /** One jar: its coordinates, and the licences of which a user may choose one. */
  record Component(String name, String version, List<String> licences) {

    String jar() {
      return name + "-" + version + ".jar";
    }
  }

  static Bill of(String module) throws IOException {
    Path file = Path.of("..", module, "target", "bom.json");
    assertThat(file).as("made by -Pfull, though not when Maven is offline (-o)").exists();
    try (JsonReader json = Json.createReader(Files.newBufferedReader(file))) {
      JsonObject bill = json.readObject();
      return new Bill(
          component(bill.getJsonObject("metadata").getJsonObject("component")),
          bill.getJsonArray("components").stream()
              .map(JsonValue::asJsonObject)
              .map(Bill::component)
              .toList());
    }
  }

  private static Component component(JsonObject component) {
    return new Component(
        component.getString("name"),
        component.getString("version"),
        component.getOrDefault("licenses", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
            .map(JsonValue::asJsonObject)
            .map(Bill::licence)
            .toList());
  }

  private static String licence(JsonObject choice) {
    if (choice.containsKey("expression")) {
      return choice.getString("expression");
    }
    JsonObject licence = choice.getJsonObject("license");
    return licence.getString("id", licence.getString("name", "a licence without a name"));
  }
}
