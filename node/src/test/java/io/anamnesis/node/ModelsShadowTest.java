package io.anamnesis.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code models shadow}, {@code models repeat}, {@code models export} and what {@code models train} sends of the cluster's patients, against a server that answers one thing. */
class ModelsShadowTest {
    private static final String SHADOW = """
            {"nodes":["n-1"],"silent":["n-2"],"behind":[],"champion":{"name":"high","version":1},"challenger":{"name":"high","version":2},
             "patients":500,"both":480,"agree":441,"label":"dx:C79","scores":[{"name":"yes","difference":-0.0123,"distance":0.05,
             "stability":0.031,"champion":[400,0,0,0,0,0,0,0,0,80],"challenger":[380,20,0,0,0,0,0,0,0,80],
             "challengerKnown":{"patients":470,"squared":0.1234,"tenths":[{"from":0.0,"patients":390,"told":0.04,"observed":0.05}]}}]}
            """;
    private static final String JOBS = """
            {"jobs":[{"id":"t-1","state":"%s","stage":"judging","endedAt":"2026-03-01T00:00:00Z","outcome":"%s"}]}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine root = Main.commandLine(
            new Terminal(new PrintWriter(out), new PrintWriter(err), false),
            Main.class,
            Wiring::start,
            EmbeddedStorage::start);
    private final HttpServer server = server();
    private final List<String> asked = new ArrayList<>();

    private static HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(String path, String body) {
        server.createContext(path, exchange -> answer(exchange, body));
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        asked.add(exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int models(String... words) {
        List<String> all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(words));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort(), "--token", "t"));
        return root.execute(all.toArray(String[]::new));
    }

    @Test
    void what_differs_and_what_became_of_patients_is_told() {
        answers("/v1/shadow", SHADOW);

        assertThat(models("shadow", "--label", "dx:C79")).isZero();

        assertThat(asked).containsExactly("/v1/shadow?label=dx%3AC79 ");
        assertThat(out.toString().lines())
                .containsExactly(
                        "n-2 did not answer: its patients are not in it.",
                        "high 2 beside high 1, of 500 patients; 480 have a score by both, the same class of 441",
                        "yes: -0.0123 on the mean, 0.0500 apart, PSI 0.0310",
                        "  patients by tenth of the champion's   400 0 0 0 0 0 0 0 0 80",
                        "  patients by tenth of the challenger's 380 20 0 0 0 0 0 0 0 80",
                        "  the challenger's squared error 0.1234 over 470; told > observed (patients):  0.04>0.05 (390)");
    }

    @Test
    void a_node_without_a_challenger_says_so(@TempDir Path folder) throws IOException {
        try (MemoryNode node = new MemoryNode(folder)) {
            assertThat(root.execute("models", "shadow", "--url", node.url(), "--token", node.token))
                    .isZero();

            assertThat(out.toString().strip()).isEqualTo("Nothing is compared. There is no challenger.");
        }
    }

    @Test
    void a_version_that_comes_out_the_same_is_a_success_and_another_is_none() {
        answers("/v1/models/high/2/repetition", "{\"id\":\"t-1\"}");
        answers("/v1/jobs", JOBS.formatted("done", "high 2 trained again is the same to the bit"));

        assertThat(models("repeat", "high", "2")).isZero();
        assertThat(out.toString()).contains("the same to the bit");

        server.removeContext("/v1/jobs");
        answers("/v1/jobs", JOBS.formatted("failed", "high 2 trained again is another model"));
        assertThat(models("repeat", "high", "2")).isEqualTo(1);
        assertThat(err.toString()).contains("It is not repeated: high 2 trained again is another model.");
    }

    @Test
    void a_version_is_written_to_a_file_and_no_other_file_is_lost(@TempDir Path folder) throws IOException {
        answers("/v1/models/high/2/onnx", "graph");
        Path file = folder.resolve("high.onnx");

        assertThat(models("export", "high", "2", "--output", file.toString())).isZero();
        assertThat(file).hasContent("graph");
        assertThat(out.toString().strip()).isEqualTo("Wrote 5 bytes to " + file + ".");

        Files.writeString(file, "mine");
        assertThat(models("export", "high", "2", "--output", file.toString())).isEqualTo(1);
        assertThat(file).hasContent("mine");
        assertThat(err.toString()).contains("is there already and was left as it is");
    }

    @Test
    void a_version_that_is_not_there_is_not_exported(@TempDir Path folder) throws IOException {
        try (MemoryNode node = new MemoryNode(folder)) {
            Path file = folder.resolve("none.onnx");

            assertThat(root.execute(
                            "models",
                            "export",
                            "none",
                            "1",
                            "--output",
                            file.toString(),
                            "--url",
                            node.url(),
                            "--token",
                            node.researcher))
                    .isEqualTo(1);

            assertThat(err.toString()).contains("No model 'none' has a version 1.");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void a_training_of_an_event_sends_what_was_asked_for() {
        answers("/v1/models/spread/training", "{\"id\":\"t-1\"}");
        answers("/v1/jobs", JOBS.formatted("done", "spread 1: C 0.7"));

        assertThat(models(
                        "train",
                        "spread",
                        "--cohort",
                        "dx:C50",
                        "--event",
                        "dx:C79",
                        "--death",
                        "--from",
                        "first(dx:C50)",
                        "--horizon",
                        "730",
                        "--start-from",
                        "wide@3"))
                .isZero();

        assertThat(asked.get(0))
                .contains(
                        "\"event\":\"dx:C79\"",
                        "\"from\":\"first(dx:C50)\"",
                        "\"orDeath\":true",
                        "\"horizonDays\":730",
                        "\"startFrom\":{\"name\":\"wide\",\"version\":3}")
                .doesNotContain("label");
    }

    @Test
    void a_training_sends_what_is_chosen_and_nothing_of_what_is_not() {
        answers("/v1/models/rare/training", "{\"id\":\"t-1\"}");
        answers("/v1/jobs", JOBS.formatted("done", "rare 1: AUROC 0.7"));
        String[] plain = {"train", "rare", "--cohort", "dx:C50", "--label", "dx:C79", "--strategy", "early"};
        String[] chosen = Stream.concat(
                        Stream.of(plain), Stream.of("--mask-rate", "0.5", "--class-weights", "balanced"))
                .toArray(String[]::new);

        assertThat(models(chosen)).isZero();
        assertThat(models(plain)).isZero();

        assertThat(asked.get(0)).contains("\"maskRate\":0.5", "\"classWeights\":\"balanced\"");
        assertThat(asked)
                .filteredOn(each -> each.startsWith("/v1/models/rare/training"))
                .last()
                .asString()
                .doesNotContain("maskRate", "classWeights");
    }

    @Test
    void a_training_that_says_two_things_or_half_of_one_is_a_fault_of_usage() {
        assertThat(models("train", "m", "--cohort", "dx:C50")).isEqualTo(2);
        assertThat(models("train", "m", "--cohort", "dx:C50", "--label", "dx:C79", "--death"))
                .isEqualTo(2);
        assertThat(models("train", "m", "--cohort", "dx:C50", "--death")).isEqualTo(2);
        assertThat(models("train", "m", "--cohort", "dx:C50", "--label", "dx:C79", "--horizon", "9"))
                .isEqualTo(2);
        assertThat(models("train", "m", "--cohort", "dx:C50", "--label", "dx:C79", "--start-from", "wide"))
                .isEqualTo(2);
        assertThat(models("train", "m", "--cohort", "dx:C50", "--label", "dx:C79", "--mask-rate", "0.2"))
                .as("late fusion masks nothing")
                .isEqualTo(2);
        assertThat(models(
                        "train",
                        "m",
                        "--cohort",
                        "dx:C50",
                        "--label",
                        "dx:C79",
                        "--strategy",
                        "early",
                        "--mask-rate",
                        "1"))
                .isEqualTo(2);
        assertThat(models(
                        "train",
                        "m",
                        "--cohort",
                        "dx:C50",
                        "--death",
                        "--from",
                        "dx:C50",
                        "--class-weights",
                        "balanced"))
                .isEqualTo(2);
        assertThat(asked).isEmpty();
    }
}
