package io.anamnesis.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anamnesis.node.browser.Chromium;
import io.anamnesis.node.browser.Tab;
import io.anamnesis.node.client.LineOutcome;
import io.anamnesis.node.client.MessagesClient;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.client.PostAnswer;
import io.anamnesis.node.client.Probe;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.supervise.ChildStatus;
import io.anamnesis.node.supervise.Installation;
import io.anamnesis.node.supervise.JavaCommand;
import io.anamnesis.node.supervise.LocalSystem;
import io.anamnesis.node.supervise.SupervisorListener;
import io.anamnesis.node.supervise.SystemPlan;
import io.anamnesis.protocol.access.Caller;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, over three real nodes under load, one of which is killed and one drained. */
class ConsoleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** What makes the page wider than its window; empty where nothing does. */
    private static final String TOO_WIDE = "document.documentElement.scrollWidth <= innerWidth ? '' :"
            + " document.documentElement.scrollWidth + ' of ' + innerWidth + ': ' + [...document.querySelectorAll('*')]"
            + ".filter(e => !e.closest('.scroll') && e.getBoundingClientRect().right > innerWidth + 1)"
            + ".map(e => e.tagName + '.' + e.className).join(' ')";

    private static final String REFUSED = "connection-refused";

    @TempDir
    Path folder = Path.of("");

    private final AtomicBoolean sending = new AtomicBoolean(true);
    private final AtomicLong acknowledged = new AtomicLong();
    /** Why requests failed. One that was never made, since nobody listens any more, is no failure: it goes to another node. */
    private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void a_node_that_is_killed_is_named_and_comes_back_and_one_is_drained_without_a_failed_request() throws Exception {
        assumeTrue(Chromium.program().isPresent(), Chromium.ABSENT);
        Home home = new Home(folder.resolve("home"));
        try (LocalSystem system = system(home);
                Chromium browser = Chromium.start()) {
            // Given
            system.start();
            URI first = system.state().urls().get(0);
            Thread load = load(home, system.state().urls());
            Tab tab = browser.open(1280, 1600);
            Tab phone = browser.open(390, 844);
            tab.visit(first + "/ops/#token=" + token(home, "operator"));
            phone.visit(first + "/ops/#token=" + token(home, "operator"));
            phone.untilText("Nodes and shards");
            tab.untilText("All is well: 3 nodes carry 128 shards.");
            await().atMost(PATIENCE).until(() -> acknowledged.get() > 1_000);
            shots(tab, phone, "well");

            // When a node is killed, then the page says so, and recovers
            ProcessMark victim =
                    requireNonNull(system.state().nodes().get(1).child().process());
            victim.live().orElseThrow().destroyForcibly();
            says(tab, "can't reach it");
            assertThat(tab.text()).contains("Messages of", "shards wait", "Is its process dead? Then down it now");
            shots(tab, phone, "killed");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(tab.text())
                    .contains("128 of 128 shards in place", "shards moved from", "Can't be reached.")
                    .doesNotContain("no longer a member", "can't reach it"));
            assertThat(tab.evaluate("document.querySelectorAll('.node').length").asInt())
                    .isEqualTo(3);

            // When a node is drained from the page under load, then no request fails, its shards move, the page shows
            // it
            String third = "127.0.0.1:" + system.state().nodes().get(2).remotingPort();
            ProcessMark drained =
                    requireNonNull(system.state().nodes().get(2).child().process());
            failed.clear();
            long before = acknowledged.get();
            tab.click("button[aria-label='Drain " + third + "']");
            tab.click("dialog button.primary");
            tab.untilText("Say why, in three characters or more.");
            tab.fill("#reason", "a new disk");
            shots(tab, phone, "asked");
            tab.click("dialog button.primary");
            says(tab, "It is being drained.");
            says(tab, "Has left.");
            shots(tab, phone, "drained");
            await().atMost(PATIENCE).until(() -> drained.live().isEmpty());
            assertThat(failed).isEmpty();
            assertThat(acknowledged.get()).isGreaterThan(before);

            // Then the action is on record, and the page can be read on a telephone, in the dark
            tab.clickText("Actions");
            says(tab, "a new disk");
            says(tab, "It was out of the cluster after");
            tab.clickText("Configuration");
            says(tab, "anamnesis.ops.cluster.beat");
            assertThat(tab.barriers()).isEmpty();
            assertThat(tab.requests()).allMatch(url -> url.startsWith(first.toString()));
            sending.set(false);
            load.join();
        }
    }

    private static void shots(Tab tab, Tab phone, String name) throws Exception {
        Path pictures = Path.of("target", "console");
        for (boolean dark : List.of(false, true)) {
            tab.dark(dark);
            phone.dark(dark);
            assertThat(tab.barriers()).isEmpty();
            assertThat(tab.evaluate(TOO_WIDE).asText()).isEmpty();
            assertThat(phone.evaluate(TOO_WIDE).asText()).isEmpty();
            tab.picture(pictures.resolve(name + (dark ? "-1280-dark.png" : "-1280.png")));
            phone.picture(pictures.resolve(name + (dark ? "-390-dark.png" : "-390.png")));
        }
        tab.dark(false);
        phone.dark(false);
    }

    private static void says(Tab tab, String words) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> assertThat(tab.text())
                .contains(words));
    }

    private static String token(Home home, String role) throws Exception {
        return Wiring.token(home, new Caller("op-1", Set.of(role), "TREAT"), Duration.ofHours(1));
    }

    private static LocalSystem system(Home home) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(JavaCommand.FLAGS_VARIABLE, "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        JavaCommand java =
                JavaCommand.likeThisProcess(Installation.jvmFlags(System.getenv()), environment, Main.class.getName());
        SystemPlan plan = new SystemPlan(home, java, null, 3, 18_960, Duration.ofMinutes(3));
        return LocalSystem.claim(home, plan, new Probe()::isReady, new Silent()).orElseThrow();
    }

    /** Forty messages at once, to all nodes in turn; one that fails goes to the next. */
    private Thread load(Home home, List<URI> urls) throws Exception {
        MessagesClient client = new MessagesClient(token(home, "clinician"), Duration.ofSeconds(40));
        NodeRing ring = new NodeRing(urls);
        Thread thread = new Thread(
                () -> {
                    for (int batch = 0; sending.get(); batch++) {
                        send(client, ring, batch);
                    }
                },
                "console-load");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void send(MessagesClient client, NodeRing ring, int batch) {
        try {
            URI node = ring.next();
            PostAnswer answer = client.post(node, lines(batch));
            PostAnswer.Refusal problem = answer.problem();
            if (problem != null) {
                ring.failed(node);
                if (!problem.code().equals(REFUSED)) {
                    failed.add(problem.code() + ": " + problem.detail());
                }
            }
            for (LineOutcome outcome : answer.outcomes()) {
                if (outcome.status() == LineOutcome.Status.REFUSED) {
                    failed.add(outcome.code() + ": " + outcome.detail());
                } else {
                    acknowledged.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] lines(int batch) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append(String.format(
                    "{\"id\":\"m-%d-%d\",\"patient\":\"p-%d\",\"modality\":\"wearables\","
                            + "\"source\":{\"system\":\"ward\",\"device\":\"cgm\"},\"payload\":{\"metric\":\"glucose\","
                            + "\"unit\":\"mmol/L\",\"samples\":[{\"observedAt\":\"%s\",\"value\":5.4}]}}\n",
                    batch,
                    i,
                    (batch * 40 + i) % 400,
                    Instant.parse("2026-03-01T00:00:00Z").plusSeconds(batch * 5L)));
        }
        return lines.toString().getBytes(UTF_8);
    }

    private static final class Silent implements SupervisorListener {
        @Override
        public void changed(List<ChildStatus> children) {}

        @Override
        public void waiting(String child) {}

        @Override
        public void ready(String child) {}

        @Override
        public void notice(String sentence) {}
    }
}
