package io.anamnesis.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsDriftTest {
    private static final String DRIFT = """
            {"nodes":["n-1","n-2"],"silent":["n-3"],"behind":["n-4"],"model":{"name":"high","version":2,"strategy":"late","generation":3},"patients":500,"level":"alarm","series":[
            {"of":"wearables","name":"heart-rate.mean[24h]","level":"alarm","psi":0.7512,"psiByChance":0.0311,"ks":0.4,
             "missingThen":0.1,"missingNow":0.25},
            {"of":"score","name":"yes","level":"steady","psi":0.02,"missingThen":0}]}
            """;

    private final StringWriter out = new StringWriter();
    private final CommandLine root = Main.commandLine(
            new Terminal(new PrintWriter(out), new PrintWriter(new StringWriter()), false),
            Main.class,
            Wiring::start,
            EmbeddedStorage::start);

    private List<String> drift(String url, String token, String... more) {
        List<String> words = new ArrayList<>(List.of("models", "drift", "--url", url, "--token", token));
        words.addAll(List.of(more));
        assertThat(root.execute(words.toArray(String[]::new))).isZero();
        return out.toString().lines().map(String::strip).toList();
    }

    @Test
    void a_node_without_a_trained_model_says_so(@TempDir Path folder) throws IOException {
        try (MemoryNode node = new MemoryNode(folder)) {
            List<String> lines = drift(node.url(), node.token);

            assertThat(lines.get(0)).isEqualTo("0 patients of 1 node beside those of default 1: unknown");
            assertThat(lines.get(1)).isEqualTo("The model came without histograms of what it was made with.");
        }
    }

    @Test
    void what_is_steady_is_only_counted_until_all_is_asked_for() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/drift", exchange -> {
            byte[] body = DRIFT.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();

            List<String> lines = drift(url, "t");
            assertThat(lines).hasSize(6);
            assertThat(lines.get(0)).isEqualTo("500 patients of 2 nodes beside those of high 2: alarm");
            assertThat(lines.get(1)).isEqualTo("n-3 did not answer: its patients are not in it.");
            assertThat(lines.get(2)).isEqualTo("n-4 is at another model: its patients are not in it.");
            assertThat(lines.get(4).split(" {2,}| (?=[0-9])"))
                    .containsExactly(
                            "alarm", "wearables", "heart-rate.mean[24h]", "0.751", "0.031", "0.400", "25 %", "10 %");
            assertThat(lines.get(5)).isEqualTo("1 more are steady; --all shows them.");

            assertThat(drift(url, "t", "--all")).anyMatch(line -> line.startsWith("steady    score"));
        } finally {
            server.stop(0);
        }
    }
}
