package io.anamnesis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ServerTest {
    @Test
    void unknown_path_is_a_404_problem() {
        try (Edge edge = Edge.start()) {
            HttpResponse<String> response = edge.get("/v2/nothing");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo("not-found");
        }
    }

    @Test
    void wrong_method_is_a_405_problem_that_says_what_is_allowed() {
        try (Edge edge = Edge.start()) {
            HttpResponse<String> messages = edge.get("/v1/messages");
            HttpResponse<String> patient =
                    edge.send(edge.request("/v1/patients/p1").DELETE().build());

            assertThat(messages.statusCode()).isEqualTo(405);
            assertThat(messages.headers().firstValue("Allow")).contains("POST");
            assertThat(patient.headers().firstValue("Allow")).contains("GET, HEAD");
            assertThat(Edge.json(patient.body()).path("code").asText()).isEqualTo("method-not-allowed");
        }
    }

    @Test
    void without_a_token_the_answer_is_a_401_problem_with_a_challenge() {
        try (Edge edge = Edge.start()) {
            HttpResponse<String> response =
                    edge.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port + "/v1/patients/p1"))
                            .build());

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"anamnesis\"");
            assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo("token-missing");
            assertThat(edge.patients.commands()).isEmpty();
        }
    }

    @Test
    void a_bad_or_expired_token_is_refused_on_every_guarded_route() {
        try (Edge edge = Edge.start()) {
            String foreign = new io.anamnesis.web.token.Tokens(
                            io.anamnesis.web.token.SigningKey.random(), java.time.InstantSource.system())
                    .issue("u-1", Set.of(), "TREAT", Duration.ofHours(1));
            for (String path : List.of("/v1/patients/p1", "/v1/patients/p1/windows", "/v1/feeds/patients/p1")) {
                HttpResponse<String> response =
                        edge.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port + path))
                                .header("Authorization", "Bearer " + foreign)
                                .build());

                assertThat(response.statusCode()).isEqualTo(401);
                assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                        .contains("error=\"invalid_token\"");
                assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo("token-refused");
            }
        }
    }

    @Test
    void without_required_tokens_anyone_is_anonymous_but_a_bad_token_still_fails() {
        try (Edge edge = Edge.start("anamnesis.web.token-required = off")) {
            URI uri = URI.create("http://127.0.0.1:" + edge.port + "/v1/patients/p1");

            assertThat(edge.send(HttpRequest.newBuilder(uri).build()).statusCode())
                    .isEqualTo(404);
            assertThat(edge.patients.commands().get(0).caller().subject()).isEqualTo("anonymous");
            assertThat(edge.send(HttpRequest.newBuilder(uri)
                                    .header("Authorization", "Bearer x.y.z")
                                    .build())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void further_routes_are_mounted_before_ours_and_without_a_token() {
        try (Edge edge = Edge.start(List.of(router ->
                router.get("/livez").handler(context -> context.response().end("up"))))) {
            HttpResponse<String> response =
                    edge.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port + "/livez"))
                            .build());

            assertThat(response.body()).isEqualTo("up");
        }
    }

    @Test
    void more_requests_than_the_limit_get_503_and_places_come_free_again() {
        try (Edge edge = Edge.start("anamnesis.web.max-concurrent-requests = 2")) {
            CompletableFuture<io.anamnesis.protocol.patient.PatientReply> later = new CompletableFuture<>();
            edge.patients.answer(command -> later);
            var client = java.net.http.HttpClient.newHttpClient();
            var request = edge.request("/v1/patients/p1").build();
            var first = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            var second = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            org.awaitility.Awaitility.await()
                    .until(() -> edge.patients.commands().size() == 2);

            HttpResponse<String> third = edge.get("/v1/patients/p1");
            later.complete(new io.anamnesis.protocol.patient.PatientReply.Rejected(
                    new io.anamnesis.protocol.patient.Rejection.UnknownPatient()));

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            assertThat(Edge.json(third.body()).path("code").asText()).isEqualTo("server-busy");
            assertThat(first.join().statusCode()).isEqualTo(404);
            assertThat(second.join().statusCode()).isEqualTo(404);
            assertThat(edge.get("/v1/patients/p1").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void who_offers_http_2_over_clear_text_is_answered_whole_by_http_1() throws Exception {
        try (Edge edge = Edge.start()) {
            String expected = edge.get("/openapi.yaml").body();

            for (int i = 0; i < 20; i++) {
                // each connection begins with the offer
                HttpResponse<String> offered = HttpClient.newHttpClient()
                        .send(edge.request("/openapi.yaml").build(), HttpResponse.BodyHandlers.ofString());

                assertThat(offered.body()).isEqualTo(expected);
                assertThat(offered.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            }
        }
    }

    @Test
    void an_idle_connection_is_closed() throws Exception {
        try (Edge edge = Edge.start("anamnesis.web { idle-timeout = 300 ms, feed.ping-interval = 100 ms,"
                        + " query { deadline = 100 ms, max-deadline = 200 ms } }");
                var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), edge.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("POST /v1/messages HTTP/1.1\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
