package io.anamnesis.web.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.web.Edge;
import io.anamnesis.web.MemoryFeeds.Watch;
import io.vertx.core.Future;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedRouteTest {
    private @Nullable Edge open;

    @AfterEach
    void stop() {
        if (open != null) {
            open.close();
        }
    }

    @Test
    void frames_arrive_in_order_as_json_with_their_type() {
        Edge edge = start("");
        Queue<String> received = new ConcurrentLinkedQueue<>();
        WebSocket socket = Edge.await(connect(edge, "/v1/feeds/patients/p1?fromSeq=4"));
        socket.textMessageHandler(received::add);
        Watch watch = watch(edge);

        watch.listener.frame(delta(5));
        watch.listener.frame(new FeedFrame.Heartbeat(5, Instant.EPOCH));
        watch.listener.frame(new FeedFrame.Conflated(5, 9, 4));

        await().until(() -> received.size() == 3);
        assertThat(watch.fromSeq).isEqualTo(4);
        assertThat(watch.patient.value()).isEqualTo("p1");
        assertThat(watch.caller.subject()).isEqualTo("u-1");
        assertThat(received)
                .extracting(text -> Edge.json(text).path("type").asText())
                .containsExactly("delta", "heartbeat", "conflated");
        assertThat(Edge.json(received.element()).path("prevSeq").asLong()).isEqualTo(4);
    }

    @Test
    void without_fromSeq_the_feed_decides_where_to_begin() {
        Edge edge = start("");
        Edge.await(connect(edge, "/v1/feeds/patients/p1"));

        assertThat(watch(edge).fromSeq).isNull();
    }

    @Test
    void frames_are_asked_for_as_the_socket_takes_them() {
        Edge edge = start("anamnesis.web.feed.frames-ahead = 3");
        Queue<String> received = new ConcurrentLinkedQueue<>();
        WebSocket socket = Edge.await(connect(edge, "/v1/feeds/patients/p1"));
        socket.textMessageHandler(received::add);
        Watch watch = watch(edge);
        assertThat(watch.requested).hasValue(3);

        for (int i = 1; i <= 3; i++) {
            watch.listener.frame(delta(i));
        }

        await().untilAtomic(watch.requested, org.hamcrest.Matchers.equalTo(6L));
    }

    @Test
    void a_watcher_that_does_not_read_is_not_sent_more_than_the_buffers_hold() {
        Edge edge = start("anamnesis.web.feed { frames-ahead = 4, write-queue = 16 KiB }");
        WebSocket socket = Edge.await(connect(edge, "/v1/feeds/patients/p1"));
        socket.pause();
        Watch watch = watch(edge);

        long sent = 0;
        long quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < Duration.ofSeconds(1).toNanos()) {
            if (sent < watch.requested.get()) {
                watch.listener.frame(heavy(++sent));
                quietSince = System.nanoTime();
            }
            assertThat(sent).as("frames of 8 KiB to a socket that nobody reads").isLessThan(8_000);
        }
        long stalledAt = sent;
        assertThat(watch.requested.get() - stalledAt).isZero();

        socket.resume();
        await().until(() -> watch.requested.get() > stalledAt);
    }

    @Test
    void a_watcher_that_leaves_ends_its_feed() {
        Edge edge = start("");
        WebSocket socket = Edge.await(connect(edge, "/v1/feeds/patients/p1"));
        Watch watch = watch(edge);

        socket.close();

        await().until(() -> watch.closed);
    }

    @Test
    void a_feed_that_ends_says_why() {
        Edge edge = start("");
        WebSocket socket = Edge.await(connect(edge, "/v1/feeds/patients/p1"));

        watch(edge).listener.closed(new Rejection.UnknownPatient());

        await().until(socket::isClosed);
        assertThat(socket.closeStatusCode()).isEqualTo((short) 4404);
        assertThat(socket.closeReason()).isEqualTo("unknown-patient");
    }

    @Test
    void a_browser_offers_its_token_as_a_subprotocol() {
        Edge edge = start("");
        WebSocketConnectOptions options =
                options(edge, "/v1/feeds/patients/p1").setSubProtocols(List.of("bearer", edge.token));

        WebSocket socket = Edge.await(client(edge).connect(options));

        assertThat(socket.subProtocol()).isEqualTo("bearer");
        assertThat(watch(edge).caller.subject()).isEqualTo("u-1");
    }

    @Test
    void without_a_token_or_with_one_in_the_query_there_is_no_upgrade() {
        Edge edge = start("");

        assertThat(refusedStatus(client(edge).connect(options(edge, "/v1/feeds/patients/p1"))))
                .isEqualTo(401);
        assertThat(refusedStatus(client(edge).connect(options(edge, "/v1/feeds/patients/p1?token=" + edge.token))))
                .isEqualTo(401);
        assertThat(edge.feeds.watches()).isEmpty();
    }

    @Test
    void a_feed_ends_when_its_token_does() {
        Edge edge = start("");
        String shortLived = edge.tokens.issue("u-1", Set.of(), "TREAT", Duration.ofSeconds(4));
        WebSocket socket = Edge.await(client(edge)
                .connect(options(edge, "/v1/feeds/patients/p1").addHeader("Authorization", "Bearer " + shortLived)));

        await().until(socket::isClosed);

        assertThat(socket.closeStatusCode()).isEqualTo((short) 4401);
        assertThat(watch(edge).closed).isTrue();
    }

    @Test
    void more_feeds_than_the_limits_allow_are_refused_and_places_come_free_again() {
        Edge edge = start("anamnesis.web.feed { max-feeds = 3, max-feeds-per-subject = 2 }");
        WebSocket first = Edge.await(connect(edge, "/v1/feeds/patients/p1"));
        Edge.await(connect(edge, "/v1/feeds/patients/p1"));

        assertThat(refusedStatus(connect(edge, "/v1/feeds/patients/p1"))).isEqualTo(429);
        first.close();
        await().until(() -> edge.feeds.watches().get(0).closed);
        Edge.await(connect(edge, "/v1/feeds/patients/p1"));
        String other = edge.tokens.issue("u-2", Set.of(), "TREAT", Duration.ofMinutes(1));
        WebSocketConnectOptions options =
                options(edge, "/v1/feeds/patients/p1").addHeader("Authorization", "Bearer " + other);
        Edge.await(client(edge).connect(options));

        assertThat(refusedStatus(client(edge).connect(options))).isEqualTo(503);
    }

    @Test
    void a_watcher_that_answers_no_ping_is_closed() {
        Edge edge = start("anamnesis.web.feed.ping-interval = 200 ms");
        WebSocket socket = Edge.await(connect(edge, "/v1/feeds/patients/p1"));
        Watch watch = watch(edge);
        await().during(Duration.ofSeconds(1)).until(() -> !watch.closed);

        socket.pause();
        for (int i = 1; i <= 2_000 && !watch.closed; i++) {
            watch.listener.frame(heavy(i));
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> watch.closed);
        socket.resume();
    }

    @Test
    void a_server_that_stops_tells_its_watchers_and_waits_for_none_that_does_not_read() {
        Edge edge = start("");
        WebSocket reads = Edge.await(connect(edge, "/v1/feeds/patients/p1"));
        WebSocket stalls = Edge.await(connect(edge, "/v1/feeds/patients/p2"));
        stalls.pause();
        await().until(() -> edge.feeds.watches().size() == 2);
        for (int i = 1; i <= 2_000; i++) {
            edge.feeds.watches().get(1).listener.frame(heavy(i));
        }

        Edge.await(edge.server.stop());
        stalls.resume(); // the client itself would not close otherwise

        await().until(reads::isClosed);
        assertThat(reads.closeStatusCode()).isEqualTo((short) 1001);
        assertThat(edge.feeds.watches()).allMatch(watch -> watch.closed);
    }

    @Test
    void a_plain_get_is_told_to_upgrade() {
        Edge edge = start("");

        HttpResponse<String> response = edge.get("/v1/feeds/patients/p1");

        assertThat(response.statusCode()).isEqualTo(426);
        assertThat(response.headers().firstValue("Upgrade")).contains("websocket");
        assertThat(edge.get("/v1/feeds/patients/p1?fromSeq=x").statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/feeds/patients/-").statusCode()).isEqualTo(400);
    }

    private Edge start(String settings) {
        open = Edge.start(settings);
        return open;
    }

    private static WebSocketClient client(Edge edge) {
        return edge.vertx.createWebSocketClient();
    }

    private static Future<WebSocket> connect(Edge edge, String uri) {
        return client(edge).connect(options(edge, uri).addHeader("Authorization", "Bearer " + edge.token));
    }

    private static WebSocketConnectOptions options(Edge edge, String uri) {
        return new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(edge.port)
                .setURI(uri);
    }

    private static Watch watch(Edge edge) {
        await().until(() -> !edge.feeds.watches().isEmpty()
                && edge.feeds.watches().get(0).requested.get() > 0);
        return edge.feeds.watches().get(0);
    }

    private static int refusedStatus(Future<WebSocket> connecting) {
        try {
            connecting.toCompletionStage().toCompletableFuture().get();
            return 101;
        } catch (ExecutionException e) {
            return e.getCause() instanceof UpgradeRejectedException refused ? refused.getStatus() : -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FeedFrame delta(long seq) {
        return new FeedFrame.Delta(
                seq,
                seq - 1,
                "m" + seq,
                Modality.WEARABLES,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                0,
                0,
                0,
                0,
                List.of(),
                0);
    }

    private static FeedFrame heavy(long seq) {
        return new FeedFrame.Delta(
                seq,
                seq - 1,
                "m".repeat(8_192),
                Modality.WEARABLES,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                0,
                0,
                0,
                0,
                List.of(),
                0);
    }
}
