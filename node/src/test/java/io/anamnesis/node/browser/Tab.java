package io.anamnesis.node.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** One tab. It writes down what goes wrong in it and what it asks other servers for. */
public final class Tab {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AXE = "axe.min.js";
    private static final String TWO_PICTURES = "new Promise(done => setTimeout(() =>"
            + " requestAnimationFrame(() => requestAnimationFrame(() => done(0))), 50))";

    private final Chromium browser;
    private final String session;
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Tab(Chromium browser, String session, int width, int height) {
        this.browser = browser;
        this.session = session;
        browser.listen(session, this::heard);
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            run(domain + ".enable");
        }
        size(width, height);
    }

    private void heard(JsonNode event) {
        JsonNode params = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                wrong.add(params.path("exceptionDetails")
                        .path("exception")
                        .path("description")
                        .asText());
            case "Log.entryAdded" -> {
                if (params.path("entry").path("level").asText().equals("error")) {
                    wrong.add(params.path("entry").path("text").asText() + " "
                            + params.path("entry").path("url").asText());
                }
            }
            case "Network.requestWillBeSent" ->
                requests.add(params.path("request").path("url").asText());
            default -> {}
        }
    }

    public void size(int width, int height) {
        browser.ask(session, "Emulation.setDeviceMetricsOverride", node -> node.put("width", width)
                .put("height", height)
                .put("deviceScaleFactor", 1)
                .put("mobile", width < 500));
    }

    /** Dark or light, as the system would say. */
    public void dark(boolean dark) {
        browser.ask(session, "Emulation.setEmulatedMedia", node -> node.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light"));
        // colours fade over, and what is on its way has a contrast of its own
        evaluate(
                "Promise.race([new Promise(done => setTimeout(done, 2000)), Promise.allSettled(document.getAnimations()"
                        + ".filter(each => each instanceof CSSTransition).map(each => each.finished))]).then(() => true)");
    }

    /** As if it were printed. */
    public void print(boolean printed) {
        browser.ask(session, "Emulation.setEmulatedMedia", node -> node.put("media", printed ? "print" : ""));
    }

    public void visit(String url) {
        browser.ask(session, "Page.navigate", node -> node.put("url", url));
    }

    /** The value of an expression, of a promise what it comes to. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = browser.ask(session, "Runtime.evaluate", node -> node.put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true)
                .put("userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": "
                    + answer.path("exceptionDetails")
                            .path("exception")
                            .path("description")
                            .asText());
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true. */
    public void until(String expression) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(evaluate("Boolean(" + expression + ")").asBoolean())
                                .as("%s%nin a page that says:%n%s%nand went wrong by:%n%s", expression, text(), wrong)
                                .isTrue());
    }

    /** Waits until the page says this. */
    public void untilText(String words) {
        until("document.body.innerText.includes(" + quoted(words) + ")");
    }

    public String text() {
        return evaluate("document.body.innerText").asText();
    }

    /** Clicks the first element of a selector, once it is there. */
    public void click(String selector) {
        until("document.querySelector(" + quoted(selector) + ")");
        evaluate("document.querySelector(" + quoted(selector) + ").click()");
    }

    /** Clicks the button or link that says this, once it is there. */
    public void clickText(String words) {
        String found = "[...document.querySelectorAll('button, a, summary, [role=option]')].find(e =>"
                + " e.textContent.trim() === " + quoted(words) + ")";
        until(found);
        evaluate(found + ".click()");
    }

    /** Fills a field as if it were typed. */
    public void fill(String selector, String text) {
        until("document.querySelector(" + quoted(selector) + ")");
        evaluate("document.querySelector(" + quoted(selector) + ").focus()");
        evaluate("document.activeElement.select?.()");
        browser.ask(session, "Input.insertText", node -> node.put("text", text));
    }

    /** Presses a key where the focus is, such as {@code ArrowRight} or {@code Enter}. */
    public void press(String key) {
        String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
        for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
            browser.ask(session, "Input.dispatchKeyEvent", node -> {
                node.put("type", type).put("key", key).put("code", key).put("windowsVirtualKeyCode", keyCode(key));
                if (!text.isEmpty() && type.equals("keyDown")) {
                    node.put("text", text);
                }
            });
        }
    }

    private static int keyCode(String key) {
        return switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case "Escape" -> 27;
            case "ArrowLeft" -> 37;
            case "ArrowUp" -> 38;
            case "ArrowRight" -> 39;
            case "ArrowDown" -> 40;
            case "Home" -> 36;
            case "End" -> 35;
            default -> key.charAt(0);
        };
    }

    /** From now on the page gets no answer of addresses with this part in them, until they are let go. */
    public void holdAnswers(String part) {
        holdFirstAnswers(part, Integer.MAX_VALUE);
    }

    /** The same of the first ones only: later ones come through. */
    public void holdFirstAnswers(String part, int most) {
        evaluate("window.held = []; window.freely ??= window.fetch; let left = " + most + ";"
                + " window.fetch = async (url, options) => {"
                + " const hold = String(url).includes(" + quoted(part) + ") && left-- > 0;"
                + " const answer = await freely(url, options);"
                + " if (hold) { await new Promise(go => held.push(go)); }"
                + " return answer; }; 0");
    }

    /** The same, and what is let go is an answer of this status: nobody was asked. */
    public void holdAnswersAs(String part, int status) {
        evaluate("window.held = []; window.freely ??= window.fetch;"
                + " window.fetch = (url, options) => String(url).includes(" + quoted(part) + ")"
                + " ? new Promise(go => held.push(() => go(new Response('{}', { status: " + status + " }))))"
                + " : freely(url, options); 0");
    }

    /** Waits until so many answers are held. */
    public void untilHeld(int answers) {
        until("held.length >= " + answers);
    }

    /** Lets all go that are held, and holds no more; what the page makes of them is drawn when this returns. */
    public void letAnswersGo() {
        evaluate("window.fetch = freely; held.forEach(go => go()); " + TWO_PICTURES);
    }

    /** Waits until the browser has drawn what is known now. */
    public void drawn() {
        evaluate(TWO_PICTURES);
    }

    /** As at a first visit. */
    public void withoutCache() {
        browser.ask(session, "Network.setCacheDisabled", node -> node.put("cacheDisabled", true));
    }

    /** Everything from the top of the page to its end. */
    public void picture(Path file) throws IOException {
        JsonNode shot = browser.ask(session, "Page.captureScreenshot", node -> node.put("format", "png")
                .put("captureBeyondViewport", true));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    /** What axe finds of serious or critical impact, one line each. */
    public List<String> barriers() throws IOException {
        try (var in = Tab.class.getClassLoader().getResourceAsStream(AXE)) {
            String script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            evaluate(script + ";0");
        }
        JsonNode violations =
                evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
                        + ".then(r => r.violations.map(v => ({impact: v.impact, id: v.id, where: v.nodes.map(n => n.html.slice(0, 160)"
                        + " + ' ' + (n.any[0]?.message ?? '')).join(' | ')})))");
        List<String> found = new ArrayList<>();
        violations.forEach(each -> {
            if (List.of("serious", "critical").contains(each.path("impact").asText())) {
                found.add(each.path("id").asText() + ": " + each.path("where").asText());
            }
        });
        return found;
    }

    /** Whether the page is wider than the window. */
    public boolean overflows() {
        return evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                .asBoolean();
    }

    /** Exceptions, refusals of the content policy, and requests that failed. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void run(String method) {
        browser.ask(session, method, node -> {});
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
