package io.anamnesis.node;

import static io.anamnesis.node.MemoryCluster.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.browser.Chromium;
import io.anamnesis.node.browser.Tab;
import io.anamnesis.protocol.access.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console's places for models, work and shards in a real browser, over two nodes. */
class ConsoleModelsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PATIENTS = 120;
    /** A promotion takes long enough to be given up. */
    private static final String SLOWLY =
            "anamnesis.sharding { fusion.rows-a-beat = 1, model.drift-least = 10, balance.every = 1s }";

    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void versions_are_promoted_and_given_up_and_drift_and_work_are_told_in_words() throws Exception {
        assumeTrue(Chromium.program().isPresent(), Chromium.ABSENT);
        try (MemoryCluster cluster = new MemoryCluster(folder);
                Chromium browser = Chromium.start()) {
            // Given two nodes without a model
            MemoryNode node = cluster.add(ALL, SLOWLY);
            cluster.add(ALL, SLOWLY);
            cluster.untilWhole();
            Tab tab = visit(browser, node, 1280, "/models");
            Tab phone = visit(browser, node, 390, "/models");
            tab.untilText("no version was promoted yet");
            tab.untilText("No model is on record.");
            tab.untilText("Nothing is under way, and nothing was of late.");
            tab.untilText("The model came without histograms of what it was made with.");
            shots(tab, phone, "models-none");

            // Given two versions on record
            node.record(readings(0));
            trained(node, 1);
            trained(node, 2);
            tab.untilText("AUROC");

            // When the first is promoted from the page
            promote(tab, 1);
            tab.untilText("late-glucose 1 by op-1");
            tab.until("!document.querySelector('[aria-label^=\"Cancel\"]')"
                    + " && document.body.innerText.includes('serves on 2 nodes')");

            // Then drift is told of each number, and of those who changed
            node.record(readings(1_000));
            tab.untilText("These are no longer the patients that the model was made with.");
            tab.untilText("heart-rate.");

            // When the second is promoted and given up
            promote(tab, 2);
            tab.click("[aria-label='Cancel promotion-2']");
            tab.untilText("What served before serves again, on every node.");
            tab.clickText("Give it up");

            // Then what served before serves again, and that is on record
            tab.untilText("given up: late-glucose 1 serves again");
            tab.untilText("Gives up promotion 2: late-glucose 1 serves again");
            assertThat(node.get("/v1/aliases").path("champion").path("version").asInt())
                    .isEqualTo(1);
            shots(tab, phone, "models");

            // Then the work of each node is told, and why no shard moves
            tab.evaluate("location.hash = '#/work'");
            phone.evaluate("location.hash = '#/work'");
            for (String title : List.of("Index slices", "Patients in memory", "Feeds", "Live cohorts", "Cassandra")) {
                tab.untilText(title);
            }
            phone.untilText("Processes");
            tab.untilText("no search by graph was sampled yet");
            tab.untilText("data, edge, trainer");
            shots(tab, phone, "work");
            tab.evaluate("location.hash = '#/'");
            phone.evaluate("location.hash = '#/'");
            tab.untilText("The shards are even: 64 a node.");
            tab.clickText("Even out now …");
            tab.fill("#reason", "to see what it says");
            tab.click("dialog[open] button.primary");
            tab.untilText("No move would make them more even, so nothing moves.");
            tab.click("dialog[open] button[type=button]");

            // When one shard is sent to the other node
            int shard = shardOf(node);
            tab.evaluate("document.querySelector('.balance details').open = true");
            phone.untilText("The shards are even: 64 a node.");
            phone.evaluate("document.querySelector('.balance details').open = true");
            tab.fill("#shard", Integer.toString(shard));
            tab.evaluate("document.querySelector('#shard-to').value = '"
                    + cluster.nodes.get(1).address() + "'");
            shots(tab, phone, "shards");
            tab.clickText("Move …");
            tab.fill("#reason", "to look at it alone");
            tab.click("dialog[open] button.primary");
            tab.untilText("An operator has shard " + shard + " move to");
            tab.untilText("1 shard moved from");
            assertThat(tab.requests()).allMatch(url -> url.startsWith(node.url() + "/"));
        }
    }

    private static int shardOf(MemoryNode node) {
        for (JsonNode each : node.ops("shards")) {
            if (each.path("node").asText().equals(node.address())) {
                return each.path("shard").asInt();
            }
        }
        throw new AssertionError("it has none");
    }

    private static void promote(Tab tab, int version) {
        tab.until("document.querySelector('[aria-label=\"Make late-glucose " + version + " the champion\"]')");
        tab.click("[aria-label='Make late-glucose " + version + " the champion']");
        tab.fill("#reason", "better on patients kept apart");
        tab.click("dialog[open] button.primary");
    }

    private static void trained(MemoryNode node, int version) {
        // digests are written behind; before they are there is too little to learn from
        await().atMost(PATIENCE).until(() -> {
            String begun = node.answer(
                            "POST",
                            "/v1/models/late-glucose/training",
                            "application/json",
                            "{\"cohort\":\"heart-rate.mean[all] > 0\",\"label\":\"glucose.mean[all] > 150\",\"exclude\":[\"glucose.\"],"
                                    + "\"strategy\":\"late\",\"seed\":7}",
                            node.researcher)
                    .body();
            assertThat(begun).contains("training-");
            await().atMost(PATIENCE).until(() -> !node.send("GET", "/v1/jobs", "application/json", "")
                    .contains("\"running\""));
            return node.get("/v1/models/late-glucose/" + version)
                            .path("version")
                            .asInt()
                    == version;
        });
    }

    /** Of every second one glucose is high, and so, with exceptions, is the heart rate. */
    private static String readings(int more) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < PATIENTS; i++) {
            boolean exception = i % 12 == 0;
            line(lines, more, i, "glucose", "mg/dL", i % 2 == 0 ? 200 + i % 7 : 100 + i % 7);
            line(
                    lines,
                    more,
                    i,
                    "heart-rate",
                    "/min",
                    ((i % 2 == 0) == !exception ? 95 + i % 11 : 65 + i % 11) + (more > 0 ? 90 : 0));
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, int more, int i, String metric, String unit, double value) {
        lines.append("""
                {"id":"m-%s-%d-%d","patient":"p-%03d","modality":"wearables","source":{"system":"ward","device":"d"},\
                "payload":{"metric":"%s","unit":"%s","samples":[{"observedAt":"2026-03-%02dT08:15:00Z","value":%s}]}}
                """.formatted(metric, more, i, i, metric, unit, more > 0 ? 2 : 1, value));
    }

    private static Tab visit(Chromium browser, MemoryNode node, int width, String place) throws IOException {
        String token =
                Wiring.token(node.home(), new Caller("op-1", Set.of("operator"), "SYSADMIN"), Duration.ofHours(1));
        Tab tab = browser.open(width, 1200);
        tab.visit(node.url() + "/ops/#token=" + token + "&to=" + place);
        return tab;
    }

    private static void shots(Tab tab, Tab phone, String name) throws IOException {
        Path pictures = Path.of("target", "console");
        for (boolean dark : List.of(false, true)) {
            tab.dark(dark);
            phone.dark(dark);
            assertThat(tab.barriers()).isEmpty();
            assertThat(phone.barriers()).isEmpty();
            assertThat(tab.overflows()).isFalse();
            assertThat(phone.overflows()).isFalse();
            tab.picture(pictures.resolve(name + (dark ? "-1280-dark.png" : "-1280.png")));
            phone.picture(pictures.resolve(name + (dark ? "-390-dark.png" : "-390.png")));
        }
        tab.dark(false);
        phone.dark(false);
    }
}
