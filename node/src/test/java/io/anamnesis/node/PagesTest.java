package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.browser.Tab;
import io.anamnesis.protocol.access.Caller;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What all pages share, in a real browser over a whole node. */
class PagesTest {
    @RegisterExtension
    static final NodeAndBrowser PAGES = new NodeAndBrowser("");

    @Test
    void an_address_with_a_token_signs_in_and_loses_the_token() {
        Tab tab = PAGES.tab(1280, 900);

        tab.visit(PAGES.node().page("/app/", "/"));

        tab.untilText("Patients");
        tab.untilText("dr-1");
        assertThat(tab.evaluate("location.href").asText()).doesNotContain(PAGES.node().token);
        assertThat(tab.evaluate("history.length").asInt()).isLessThanOrEqualTo(2);
        assertThat(tab.wrong()).isEmpty();
        assertThat(tab.requests())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(PAGES.node().url() + "/"));
        assertThat(tab.requests()).noneMatch(url -> url.contains(PAGES.node().token));
    }

    @Test
    void who_is_not_signed_in_gets_a_form_that_says_what_is_wrong_with_a_token() throws Exception {
        Tab tab = PAGES.tab(390, 844);
        tab.visit(PAGES.node().url() + "/app/");

        tab.fill("#token", "nonsense");
        tab.clickText("Sign in");
        tab.untilText("This is no token");
        assertThat(tab.barriers()).isEmpty();
        assertThat(tab.overflows()).isFalse();

        tab.fill("#token", PAGES.node().token);
        tab.clickText("Sign in");
        tab.untilText("Patients");
    }

    @Test
    void a_token_that_the_server_refuses_leads_back_to_the_form() throws Exception {
        Tab tab = PAGES.tab(1280, 900);
        String expired = Wiring.token(
                PAGES.node().home(), new Caller("dr-2", Set.of("clinician"), "TREAT"), Duration.ofSeconds(3));

        tab.visit(PAGES.node().url() + "/app/#token=" + expired);

        tab.untilText("dr-2");
        tab.untilText("Your token has expired");
    }

    @Test
    void the_theme_follows_the_system_until_one_is_chosen_and_is_kept() {
        Tab tab = PAGES.tab(1280, 900);
        tab.visit(PAGES.node().page("/app/", "/"));
        tab.untilText("Patients");
        String background = "getComputedStyle(document.body).backgroundColor";
        String light = tab.evaluate(background).asText();
        tab.dark(true);
        String dark = tab.evaluate(background).asText();
        assertThat(dark).isNotEqualTo(light);

        tab.click(".who button.plain");
        tab.until("document.documentElement.dataset.theme === 'light'");

        assertThat(tab.evaluate(background).asText()).isEqualTo(light);
        tab.evaluate("location.reload()");
        tab.until("document.documentElement.dataset.theme === 'light' && document.querySelector('.who')");
        assertThat(tab.evaluate(background).asText()).isEqualTo(light);
        tab.evaluate("localStorage.clear()");
    }

    @Test
    void the_first_key_skips_to_the_content() {
        Tab tab = PAGES.tab(1280, 900);
        tab.visit(PAGES.node().page("/app/", "/live"));
        tab.untilText("Named cohorts");

        tab.press("Tab");
        assertThat(tab.evaluate("document.activeElement.textContent").asText()).isEqualTo("Skip to the content");
        tab.press("Enter");

        assertThat(tab.evaluate("document.activeElement.id").asText()).isEqualTo("main");
    }
}
