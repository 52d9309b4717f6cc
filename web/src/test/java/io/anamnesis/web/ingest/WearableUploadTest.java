package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.WearableSamples;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.web.Edge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WearableUploadTest {
    private static final String PATH = "/v1/ingest/wearables/";

    private @Nullable Edge open;

    @AfterEach
    void stop() {
        if (open != null) {
            open.close();
        }
    }

    @Test
    void a_recognised_file_becomes_messages_of_500_samples_and_a_report() {
        Edge edge = start("");

        HttpResponse<String> response = edge.post(PATH + "auto?zone=UTC", "text/csv", iglu("p1", 1_200));

        JsonNode summary = Edge.summary(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(summary.path("accepted").asInt()).isEqualTo(3);
        assertThat(summary.path("format").asText()).isEqualTo("iglu");
        assertThat(summary.path("rows").asInt()).isEqualTo(1_200);
        assertThat(summary.path("samples").asInt()).isEqualTo(1_200);
        assertThat(recorded(edge)).extracting(m -> samples(m).size()).containsExactly(500, 500, 200);
        assertThat(recorded(edge)).allSatisfy(message -> {
            assertThat(message.patient().value()).isEqualTo("p1");
            assertThat(message.source().system()).isEqualTo("iglu");
            assertThat(message.id().value()).matches("w-[0-9a-f]{32}");
        });
        assertThat(Edge.lines(response.body()))
                .extracting(l -> l.path("line").asInt())
                .contains(2, 502, 1_002);
    }

    @Test
    void a_file_sent_again_gives_duplicates_and_no_new_facts() {
        Edge edge = start("");
        edge.post(PATH + "auto?zone=UTC", "text/csv", iglu("p1", 700));

        HttpResponse<String> again = edge.post(PATH + "iglu?zone=UTC", "text/csv", Gzip.of(iglu("p1", 700)));

        assertThat(Edge.summary(again.body()).path("duplicates").asInt()).isEqualTo(2);
        assertThat(Edge.summary(again.body()).path("accepted").asInt()).isZero();
    }

    @Test
    void a_row_that_leaves_something_open_is_refused_with_its_line() {
        Edge edge = start("");
        String file = "id,time,gl\np1,2026-03-01 08:00:00,100\np1,not a time,101\n-p,2026-03-01 08:10:00,102\n";

        HttpResponse<String> response =
                edge.post(PATH + "iglu?zone=UTC", "text/csv", file.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Edge.lines(response.body()))
                .anyMatch(l -> l.path("line").asInt() == 3
                        && l.path("status").asText().equals("rejected")
                        && !l.path("code").asText().isEmpty())
                .anyMatch(l ->
                        l.path("line").asInt() == 4 && l.path("code").asText().equals("bad-patient-id"));
        assertThat(Edge.summary(response.body()).path("refusedRows").asInt()).isEqualTo(1);
    }

    @Test
    void if_nothing_was_taken_the_status_is_422_with_the_report() {
        HttpResponse<String> response = start("").post(PATH + "iglu", "text/csv", iglu("p1", 3));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(Edge.summary(response.body())
                        .path("refusedByCode")
                        .path("zone-required")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void if_every_patient_is_overloaded_the_status_is_429() {
        Edge edge = start("");
        edge.patients.reject(new Rejection.Overloaded(4));

        assertThat(edge.post(PATH + "iglu?zone=UTC", "text/csv", iglu("p1", 3)).statusCode())
                .isEqualTo(429);
    }

    @Test
    void the_query_names_the_patient_and_the_source() {
        Edge edge = start("");
        String file = "timeStamp,glucoseValue\n2026-03-01 08:00:00,5.5\n";

        HttpResponse<String> response = edge.post(
                PATH + "cgmanalyzer?zone=Europe/Rome&patient=p%207&source=clinic-3",
                "text/csv",
                file.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(recorded(edge).get(0).patient().value()).isEqualTo("p 7");
        assertThat(recorded(edge).get(0).source().system()).isEqualTo("clinic-3");
        assertThat(recorded(edge).get(0).observedAt()).isEqualTo("2026-03-01T07:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, 404, unknown-format",
        "auto?zone=Mars/Base, 400, bad-parameter",
        "auto?dateOrder=year-first, 400, bad-parameter",
        "auto?patient=-x, 400, bad-parameter",
        "auto?source=%20, 400, bad-parameter"
    })
    void what_the_path_or_query_can_not_mean_is_a_problem(String rest, int status, String code) {
        HttpResponse<String> response = start("").post(PATH + rest, "text/csv", iglu("p1", 1));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo(code);
    }

    @Test
    void a_file_that_no_reader_knows_is_a_422_problem_with_the_readers_reason() {
        HttpResponse<String> response =
                start("").post(PATH + "auto", "text/plain", "Dear all\n".getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo("unreadable-file");
        assertThat(Edge.json(response.body()).path("reason").asText()).isEqualTo("unrecognised-format");
    }

    @Test
    void a_file_that_is_too_large_when_unpacked_is_a_413_problem() {
        Edge edge = start("anamnesis.web.ingest.max-body = 20 KiB");

        HttpResponse<String> response = edge.post(PATH + "iglu?zone=UTC", "text/csv", Gzip.of(iglu("p1", 2_000)));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void no_more_messages_wait_than_the_limit_allows() {
        Edge edge = start("anamnesis.web.ingest { max-in-flight = 3, file-pipe = 1 KiB }");
        Queue<CompletableFuture<PatientReply>> waiting = new ConcurrentLinkedQueue<>();
        AtomicInteger most = new AtomicInteger();
        edge.patients.answer(command -> {
            CompletableFuture<PatientReply> later = new CompletableFuture<>();
            waiting.add(later);
            most.accumulateAndGet(waiting.size(), Math::max);
            return later;
        });

        CompletableFuture<HttpResponse<String>> response =
                CompletableFuture.supplyAsync(() -> edge.post(PATH + "iglu?zone=UTC", "text/csv", iglu("p1", 5_000)));
        await().until(() -> waiting.size() == 3);
        await().during(Duration.ofMillis(200)).until(() -> waiting.size() == 3);
        while (!response.isDone()) {
            CompletableFuture<PatientReply> next = waiting.poll();
            if (next != null) {
                next.complete(new PatientReply.Accepted(1));
            }
        }

        assertThat(most).hasValue(3);
        assertThat(Edge.summary(response.join().body()).path("accepted").asInt())
                .isEqualTo(10);
    }

    @Test
    void more_files_than_the_limit_get_503_and_a_client_that_leaves_frees_its_place() throws IOException {
        Edge edge = start("anamnesis.web.ingest { max-concurrent-files = 1, max-in-flight = 1 }");
        edge.patients.answer(command -> new CompletableFuture<>());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port)) {
            socket.getOutputStream()
                    .write(("POST " + PATH + "iglu?zone=UTC HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + edge.token
                                    + "\r\nContent-Length: 1000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(iglu("p1", 6_000));
            await().until(() -> !edge.patients.commands().isEmpty());

            HttpResponse<String> second = edge.post(PATH + "iglu?zone=UTC", "text/csv", iglu("p1", 1));
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(Edge.json(second.body()).path("code").asText()).isEqualTo("server-busy");
        }
        edge.patients.answer(null);

        await().untilAsserted(() -> assertThat(edge.post(PATH + "iglu?zone=UTC", "text/csv", iglu("p2", 1))
                        .statusCode())
                .isEqualTo(200));
    }

    private Edge start(String settings) {
        open = Edge.start(settings);
        return open;
    }

    private static byte[] iglu(String patient, int rows) {
        StringBuilder file = new StringBuilder("id,time,gl\n");
        LocalDateTime time = LocalDateTime.of(2026, 3, 1, 8, 0);
        for (int i = 0; i < rows; i++) {
            file.append(patient)
                    .append(',')
                    .append(time.plusMinutes(5L * i).toString().replace('T', ' '))
                    .append(":00,")
                    .append(100 + i % 50)
                    .append('\n');
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<ModalityMessage> recorded(Edge edge) {
        return edge.patients.commands().stream()
                .map(PatientCommand.Record.class::cast)
                .map(PatientCommand.Record::message)
                .toList();
    }

    private static WearableSamples samples(ModalityMessage message) {
        return ((Payload.WearablePayload) message.payload()).samples();
    }
}
