package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.web.Edge;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackpressureTest {
    @Test
    void no_more_commands_wait_than_the_limit_allows_until_answers_come() {
        try (Edge edge = Edge.start("anamnesis.web.ingest.max-in-flight = 7")) {
            Queue<CompletableFuture<PatientReply>> waiting = new ConcurrentLinkedQueue<>();
            AtomicInteger most = new AtomicInteger();
            edge.patients.answer(command -> {
                CompletableFuture<PatientReply> later = new CompletableFuture<>();
                waiting.add(later);
                most.accumulateAndGet(waiting.size(), Math::max);
                return later;
            });
            StringBuilder body = new StringBuilder();
            for (int i = 0; i < 1_000; i++) {
                body.append(Edge.message("m" + i, "p1")).append('\n');
            }

            CompletableFuture<HttpResponse<String>> response = post(edge, body.toString());
            await().until(() -> waiting.size() == 7);
            await().during(Duration.ofMillis(200)).until(() -> waiting.size() == 7);
            while (!response.isDone()) {
                CompletableFuture<PatientReply> next = waiting.poll();
                if (next != null) {
                    next.complete(new PatientReply.Accepted(1));
                }
            }

            assertThat(most).hasValue(7);
            assertThat(Edge.summary(response.join().body()).path("accepted").asInt())
                    .isEqualTo(1_000);
        }
    }

    @Test
    void a_body_is_not_read_on_while_no_answer_comes() throws Exception {
        try (Edge edge = Edge.start("anamnesis.web.ingest.max-in-flight = 4")) {
            edge.patients.answer(command -> new CompletableFuture<>());
            AtomicLong sent = new AtomicLong();
            try (Socket socket = chunked(edge)) {
                Thread sender = new Thread(() -> sendForEver(socket, sent, Edge.message("m", "p1") + "\n"));
                sender.setDaemon(true);
                sender.start();
                await().until(() -> edge.patients.commands().size() == 4);
                AtomicLong before = new AtomicLong(-1);
                await().pollInterval(Duration.ofMillis(500))
                        .timeout(Duration.ofSeconds(20))
                        .until(() -> before.getAndSet(sent.get()) == sent.get());

                assertThat(edge.patients.commands()).hasSize(4);
                assertThat(sent.get()).isLessThan(32L << 20); // what the sockets themselves hold
            }
        }
    }

    @Test
    void a_body_is_not_read_on_while_its_report_is_not_taken() throws Exception {
        try (Edge edge = Edge.start("anamnesis.web.idle-timeout = 60 s")) {
            AtomicLong sent = new AtomicLong();
            try (Socket socket = chunked(edge)) {
                Thread sender = new Thread(() -> sendForEver(socket, sent, "{}\n".repeat(100)));
                sender.setDaemon(true);
                sender.start();
                AtomicLong before = new AtomicLong(-1);
                await().pollInterval(Duration.ofMillis(700))
                        .timeout(Duration.ofSeconds(30))
                        .until(() -> before.getAndSet(sent.get()) == sent.get() && sent.get() > 0);

                assertThat(sent.get()).isLessThan(32L << 20);
            }
        }
    }

    @Test
    void a_line_of_100_megabytes_is_refused_in_bounded_memory_and_the_next_is_read() throws Exception {
        try (Edge edge = Edge.start();
                Socket socket = chunked(edge)) {
            byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            long before = used();
            long peak = 0;

            chunk(socket, (Edge.message("before", "p1") + "\n").getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                chunk(socket, piece);
                if (i % 20 == 19) {
                    peak = Math.max(peak, used() - before);
                }
            }
            chunk(socket, ("\n" + Edge.message("after", "p1")).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readNBytes(600), StandardCharsets.US_ASCII);

            assertThat(response)
                    .startsWith("HTTP/1.1 200")
                    .contains("\"line\":2,\"status\":\"rejected\",\"code\":\"line-too-long\"");
            assertThat(response).contains("{\"line\":1,\"id\":\"before\"", "{\"line\":3,\"id\":\"after\"");
            assertThat(peak).isLessThan(24L << 20);
        }
    }

    @Test
    void a_gzip_bomb_is_a_413_problem_after_the_limit_and_no_sooner_held() {
        try (Edge edge = Edge.start("anamnesis.web.ingest.max-body = 64 MiB")) {
            byte[] bomb = Gzip.of(new byte[256 << 20]);

            HttpResponse<String> response =
                    edge.post("/v1/messages", "application/x-ndjson", bomb, "Content-Encoding", "gzip");

            assertThat(bomb.length).isLessThan(1 << 20);
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo("body-too-large");
        }
    }

    @Test
    void a_body_that_is_too_large_after_its_report_began_ends_with_a_summary_that_says_so() {
        try (Edge edge = Edge.start("anamnesis.web.ingest { max-body = 100 KiB, report-hold = 1 KiB }")) {
            byte[] body = Gzip.of((Edge.message("m", "p1") + "\n").repeat(2_000));

            HttpResponse<String> response =
                    edge.post("/v1/messages", "application/x-ndjson", body, "Content-Encoding", "gzip");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(Edge.summary(response.body())
                            .path("problem")
                            .path("code")
                            .asText())
                    .isEqualTo("body-too-large");
            assertThat(Edge.summary(response.body()).path("lines").asInt()).isGreaterThan(100);
        }
    }

    @Test
    void a_declared_length_beyond_the_limit_is_refused_at_once() {
        try (Edge edge = Edge.start("anamnesis.web.ingest.max-body = 1 KiB")) {
            HttpResponse<String> response = edge.messages((Edge.message("m", "p1") + "\n").repeat(100));

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(edge.patients.commands()).isEmpty();
        }
    }

    private static CompletableFuture<HttpResponse<String>> post(Edge edge, String body) {
        HttpRequest request = edge.request("/v1/messages")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Socket chunked(Edge edge) throws IOException {
        Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), edge.port);
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("POST /v1/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + edge.token
                                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n"
                                + "Connection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void chunk(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void sendForEver(Socket socket, AtomicLong sent, String text) {
        byte[] bytes = text.repeat(100).getBytes(StandardCharsets.US_ASCII);
        try {
            while (sent.get() < 256L << 20) {
                chunk(socket, bytes);
                sent.addAndGet(bytes.length);
            }
        } catch (IOException e) {
            // the socket was closed under us: that is how the test ends
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
