package io.anamnesis.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.anamnesis.node.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code models train --folder} sends, against a server that answers one thing. */
class ModelsFolderTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine root = Main.commandLine(
            new Terminal(new PrintWriter(out), new PrintWriter(err), false),
            Main.class,
            Wiring::start,
            EmbeddedStorage::start);
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> sent = new TreeMap<>();
    private final HttpServer server = server();

    @TempDir
    private Path folder = Path.of("");

    private HttpServer server() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/v1/models", this::take);
            made.createContext(
                    "/v1/jobs",
                    exchange -> answer(
                            exchange,
                            200,
                            "{\"jobs\":[{\"id\":\"t-1\",\"state\":\"done\",\"stage\":\"\",\"endedAt\":\"2026-03-01T00:00:00Z\",\"outcome\":\"m 1: AUROC 0.7\"}]}"));
            made.start();
            return made;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                sent.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        boolean right = sent.containsKey("labels.csv");
        answer(exchange, right ? 200 : 422, right ? "{\"id\":\"t-1\"}" : "{\"detail\":\"Nothing is trained.\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int train(String... words) {
        List<String> all = new ArrayList<>(List.of("models", "train", "m"));
        all.addAll(List.of(words));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort(), "--token", "t"));
        return root.execute(all.toArray(String[]::new));
    }

    @Test
    void the_tables_of_a_folder_and_what_is_chosen_are_sent() throws IOException {
        // Given
        String large = "id,x\n" + "p-1,1\n".repeat(40_000);
        Files.writeString(folder.resolve("labels.csv"), "id,class\n");
        Files.writeString(folder.resolve("mrna.csv"), large);
        Files.writeString(folder.resolve("notes.txt"), "not a table");
        Files.writeString(folder.resolve(".hidden.csv"), "not for others");

        // When
        assertThat(train(
                        "--folder",
                        folder.toString(),
                        "--modality",
                        "mrna.csv=genomics",
                        "--strategy",
                        "attention",
                        "--seed",
                        "7",
                        "--exclude",
                        "age,sex",
                        "--start-from",
                        "rich@3"))
                .as(err.toString())
                .isZero();

        // Then
        assertThat(asked)
                .containsExactly("POST /v1/models/m/folder-training?strategy=attention&seed=7&exclude=age%2Csex"
                        + "&classWeights=none&startFrom=rich%403&modalities=mrna%3Agenomics application/zip");
        assertThat(sent).containsOnlyKeys("labels.csv", "mrna.csv");
        assertThat(sent.get("mrna.csv")).isEqualTo(large);
        assertThat(out.toString()).contains("m 1: AUROC 0.7").doesNotContain(folder.toString());
    }

    @Test
    void a_folder_without_labels_is_not_sent() throws IOException {
        Files.writeString(folder.resolve("mrna.csv"), "id,x\n");

        assertThat(train("--folder", folder.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("has no labels.csv");
        assertThat(train("--folder", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("can't be read as a folder");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_folder_goes_without_what_the_clusters_patients_are_asked_for() {
        assertThat(train("--folder", folder.toString(), "--cohort", "dx:C50")).isEqualTo(2);
        assertThat(train("--folder", folder.toString(), "--label", "dx:C79")).isEqualTo(2);
        assertThat(train("--folder", folder.toString(), "--death")).isEqualTo(2);
        assertThat(train("--label", "dx:C79")).isEqualTo(2);
        assertThat(train("--cohort", "dx:C50", "--label", "dx:C79", "--modality", "a=genomics"))
                .isEqualTo(2);
        assertThat(train("--folder", folder.toString(), "--mask-rate", "0.2")).isEqualTo(2);
        assertThat(train("--folder", folder.toString(), "--start-from", "rich")).isEqualTo(2);
        assertThat(asked).isEmpty();
    }
}
