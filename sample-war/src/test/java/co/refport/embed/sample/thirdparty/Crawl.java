package co.refport.embed.sample.thirdparty;

import co.refport.embed.sample.contract.RawHttp;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the application answers, breadth first: to some requests, then to what those answers lead
 * to, which is what a page links to, and each managed bean that its REST interface has found.
 */
final class Crawl {

  private static final int MAX_REQUESTS = 200;
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"");

  private final int port;
  private final Queue<Call> next;
  private final Map<Call, RawHttp.Answer> answers = new LinkedHashMap<>();

  private Crawl(int port, List<Call> first) {
    this.port = port;
    this.next = new ArrayDeque<>(first);
  }

  /**
   * One request.
   *
   * @param method the method
   * @param path the path, encoded
   * @param body the body, which may be empty
   */
  record Call(String method, String path, String body) {

    static Call get(String path) {
      return new Call("GET", path, "");
    }
  }

  /** The answers in the order of the requests, without what is another with every start. */
  static Map<Call, RawHttp.Answer> from(int port, List<Call> first) throws IOException {
    return new Crawl(port, first).run();
  }

  private Map<Call, RawHttp.Answer> run() throws IOException {
    for (Call call = next.poll(); call != null; call = next.poll()) {
      if (answers.containsKey(call)) {
        continue;
      }
      if (answers.size() == MAX_REQUESTS) {
        throw new AssertionError("the crawl does not end");
      }
      RawHttp.Answer answer =
          RawHttp.request(port, call.method(), call.path()).body(call.body()).send();
      answers.put(call, lasting(call, answer));
      follow(call, answer);
    }
    return answers;
  }

  private void follow(Call call, RawHttp.Answer answer) {
    if (answer.header("Content-Type").startsWith("text/html")) {
      LINK.matcher(answer.body()).results().forEach(link -> next.add(Call.get(link.group(1))));
    }
    if (call.path().startsWith("/jolokia/search/")) {
      JsonArray beans = json(answer.body()).asJsonObject().getJsonArray("value");
      for (JsonString bean : beans.getValuesAs(JsonString.class)) {
        String name = bean.getString().replaceFirst(":", "/").replace(" ", "%20");
        next.add(Call.get("/jolokia/list/" + name));
      }
    }
  }

  private RawHttp.Answer lasting(Call call, RawHttp.Answer answer) {
    List<String> headers =
        answer.headers().stream()
            // when it was sent; that less an hour; when the server unpacked the file
            .map(line -> line.replaceFirst("(?i)^(date|expires|last-modified): .*", "$1: (time)"))
            // the file's size, then when the server unpacked it
            .map(line -> line.replaceFirst("(?i)^(etag: W/\"\\d+)-\\d+\"$", "$1-(time)\""))
            .map(line -> line.replace(":" + port, ":(port)"))
            .toList();
    String body =
        answer
            .body()
            .replace(":" + port, ":(port)")
            // the clocks of Jolokia, in each of its answers, and of the session
            .replaceAll("\"(timestamp|now)\":\\d+", "\"$1\":0")
            // Jolokia's id: address, process, hash code of an object
            .replaceAll("\\b[0-9.]+-\\d+-[0-9a-f]+-servlet\\b", "(agent)");
    if (call.path().startsWith("/jolokia/list/")) {
      body = ordered(json(body)).toString();
    }
    return new RawHttp.Answer(answer.status(), headers, body);
  }

  private static JsonValue json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  /** Members of an object have no order, overloads neither: the JVM tells a bean's in any. */
  private static JsonValue ordered(JsonValue value) {
    if (value instanceof JsonObject object) {
      JsonObjectBuilder members = Json.createObjectBuilder();
      new TreeMap<>(object).forEach((name, member) -> members.add(name, ordered(member)));
      return members.build();
    }
    if (value instanceof JsonArray array) {
      JsonArrayBuilder elements = Json.createArrayBuilder();
      Stream<JsonValue> all = array.stream().map(Crawl::ordered);
      (array.stream().allMatch(Crawl::isOperation)
              ? all.sorted(Comparator.comparing(JsonValue::toString))
              : all)
          .forEach(elements::add);
      return elements.build();
    }
    return value;
  }

  private static boolean isOperation(JsonValue value) {
    return value instanceof JsonObject object && object.containsKey("args");
  }
}
