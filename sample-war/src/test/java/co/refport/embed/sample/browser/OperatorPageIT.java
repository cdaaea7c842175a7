package co.refport.embed.sample.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's page of the sample. */
@ExtendWith(BrowserSuite.class)
class OperatorPageIT {

  private final World world;
  private final Sample sample;

  OperatorPageIT(World world) {
    this.world = world;
    this.sample = world.plainSample();
  }

  private Visitor visitor(int width) {
    return world.visitor(
        options ->
            options
                .setViewportSize(width, 900)
                .setHttpCredentials("operator", Sample.OPERATOR_PASSWORD));
  }

  private Page opened(Visitor visitor) {
    Page page = visitor.open(sample.url("/operator/")).page();
    assertThat(page.locator("#key-list li").first()).isVisible();
    assertThat(page.locator("#program-list li").first()).isVisible();
    settled(page);
    return page;
  }

  /** Waits until the list of keys is the current one, and the panel takes the next command. */
  private static void settled(Page page) {
    assertThat(page.locator("#keys")).hasAttribute("aria-busy", "false");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void whoIsNotSignedInSeesNothing() {
    Visitor visitor = world.visitor();
    assertThatThrownBy(() -> visitor.open(sample.url("/operator/")))
        .hasMessageContaining("ERR_INVALID_AUTH_CREDENTIALS");
    assertThat(visitor.page().getByText("API keys")).hasCount(0);
    assertThat(visitor.requests("/api/operator/")).isEmpty();
  }

  @Test
  void aKeyIsIssuedShownOnceAndRevokedByTheKeyboardAlone() {
    Visitor visitor = visitor(1280);
    Page page = opened(visitor);
    page.getByLabel("New key", new Page.GetByLabelOptions().setExact(true))
        .selectOption("for 30 days");
    button(page, "Issue").focus();
    page.keyboard().press("Enter");
    Locator key = page.locator("#issued-key");
    assertThat(key).hasText(Pattern.compile("rk_[0-9A-Za-z]{49}"));
    assertThat(page.locator("#issued-title")).isFocused();
    String text = key.textContent();
    settled(page);

    Locator row = page.locator("#key-list li").first();
    assertThat(row.locator(".state")).hasText("active");
    String id = row.locator("code").textContent();
    button(page, "I have it").press("Enter");
    assertThat(page.locator("#issued")).isHidden();
    assertThat(page.locator("body")).not().containsText(text);
    assertThat(page.content()).doesNotContain(text);

    button(page, "Revoke " + id).press("Enter");
    Locator question = page.getByRole(AriaRole.DIALOG);
    assertThat(question).containsText("cannot be undone");
    page.keyboard().press("Escape");
    assertThat(question).isHidden();
    assertThat(row.locator(".state")).hasText("active");

    button(page, "Revoke " + id).press("Enter");
    button(page, "Revoke the key").press("Enter");
    assertThat(row.locator(".state")).hasText("revoked");
    assertThat(page.locator("#keys").getByRole(AriaRole.STATUS)).containsText(id + " is revoked");
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void aPartnerIsLookedUpAndSuspended() {
    sample.token(Sample.User.BRUNO);
    Visitor visitor = visitor(1280);
    Page page = opened(visitor);
    page.getByLabel("Look up by").selectOption("Email");
    page.getByLabel("Tenant id, email or enrollment id to look up").fill("bruno@example.com");
    page.keyboard().press("Enter");
    Locator partner = page.locator("#enrollment-list li");
    assertThat(partner).containsText("org_002");
    button(page, "Suspend").click();
    assertThat(partner.locator(".state")).hasText("suspended");
    assertThat(button(page, "Resume")).isFocused();
    button(page, "Resume").click();
    assertThat(partner.locator(".state")).hasText("active");
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void twoEnrollmentsOfOnePersonAreMerged() {
    String tenantId = "org_moved";
    sample.mint(tenantId, "carla@old.example.com");
    // named by the new email alone, the person became a second partner
    sample.mint(null, "carla@new.example.com");
    assertThat(sample.minting(tenantId, "carla@new.example.com")).isEqualTo(409);

    Visitor visitor = visitor(1280);
    Page page = opened(visitor);
    Locator partner = page.locator("#enrollment-list li");
    lookUp(page, "Email", "carla@new.example.com");
    String winner = partner.locator("h3 code").textContent();
    lookUp(page, "Tenant id", tenantId);
    assertThat(partner).containsText("carla@old.example.com");
    page.getByLabel("New email").fill("carla@new.example.com");
    button(page, "Set email").press("Enter");
    assertThat(page.locator("#enrollments").getByRole(AriaRole.ALERT))
        .containsText("Another partner has this email.");

    page.getByLabel("Merge into the enrollment").fill(winner);
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("cannot be undone");
    button(page, "Merge the enrollments").press("Enter");
    assertThat(partner.locator("h3 code")).hasText(winner);
    assertThat(partner).containsText("carla@new.example.com");
    assertThat(partner).containsText(tenantId);
    assertThat(sample.minting(tenantId, "carla@new.example.com")).isEqualTo(200);
  }

  @Test
  void emailAndTenantIdAreChanged() {
    sample.mint("org_dora", "dora@example.com");
    Visitor visitor = visitor(1280);
    Page page = opened(visitor);
    Locator partner = page.locator("#enrollment-list li");
    lookUp(page, "Email", "dora@example.com");
    page.getByLabel("New email").fill("dora@new.example.com");
    button(page, "Set email").click();
    assertThat(partner).containsText("dora@new.example.com");
    page.getByLabel("New tenant id").fill("org_dora_2");
    button(page, "Set tenant id").click();
    assertThat(partner).containsText("org_dora_2");
    button(page, "Remove tenant id").click();
    assertThat(button(page, "Remove tenant id")).hasCount(0);
    assertThat(partner).containsText("none");
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void erasedPartnerIsGone() {
    sample.mint("org_emil", "emil@example.com");
    Visitor visitor = visitor(320);
    Page page = opened(visitor);
    lookUp(page, "Tenant id", "org_emil");
    assertThat(page.evaluate(World.SIDEWAYS)).isEqualTo(0);
    button(page, "Erase partner").press("Enter");
    page.keyboard().press("Escape");
    assertThat(page.locator("#enrollment-list li")).hasCount(1);
    button(page, "Erase partner").press("Enter");
    button(page, "Erase the partner").press("Enter");
    assertThat(page.locator("#enrollments").getByRole(AriaRole.STATUS)).containsText("is erased");
    assertThat(page.locator("#enrollment-list li")).hasCount(0);
    lookUp(page, "Email", "emil@example.com");
    assertThat(page.locator("#enrollments").getByRole(AriaRole.ALERT))
        .containsText("no such enrollment");
  }

  private static void lookUp(Page page, String by, String value) {
    page.getByLabel("Look up by").selectOption(by);
    page.getByLabel("Tenant id, email or enrollment id to look up").fill(value);
    page.keyboard().press("Enter");
    // the answer of this look-up: the list is emptied or has what was asked for
    assertThat(page.locator("#enrollments")).hasAttribute("aria-busy", "false");
  }

  @Test
  void whatWentWrongIsSaidInWords() {
    Page page = opened(visitor(1280));
    Locator programs = page.locator("#programs");
    page.getByLabel("Origins that may frame the portal of prg_demo").fill("https://*");
    button(page, "Save origins of prg_demo").click();
    assertThat(programs.getByRole(AriaRole.ALERT)).containsText("Origin 1 is not valid");

    page.route("**/origins", OperatorPageIT::unavailable);
    button(page, "Save origins of prg_demo").click();
    assertThat(programs.getByRole(AriaRole.ALERT)).containsText("The store is away. It may or may");
    page.unroute("**/origins");

    page.getByLabel("Origins that may frame the portal of prg_demo").fill("");
    button(page, "Save origins of prg_demo").click();
    assertThat(programs.getByRole(AriaRole.STATUS)).containsText("are saved");
    assertThat(programs.locator(".problem")).isHidden();
  }

  private static void unavailable(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(503)
            .setContentType("application/json")
            .setBody("{\"error\":{\"message\":\"The store is away\"}}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 375, 1280})
  void nothingIsTooWide(int width) {
    Page page = opened(visitor(width));
    button(page, "Issue").click();
    assertThat(page.locator("#issued")).isVisible();
    assertThat(page.evaluate(World.SIDEWAYS)).isEqualTo(0);
  }
}
