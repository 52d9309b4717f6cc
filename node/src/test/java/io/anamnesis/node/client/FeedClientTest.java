package io.anamnesis.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.wire.WireMappers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedClientTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<String> interruptions = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Thread watching;

    @AfterEach
    void stop() throws Exception {
        if (watching != null) {
            watching.interrupt();
            watching.join(10_000);
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_feed_that_breaks_off_goes_on_through_another_node_without_a_gap_or_a_repeat() throws Exception {
        URI dying = node((socket, query) -> {
            send(socket, snapshot(10));
            send(socket, delta(11, 10));
            send(socket, delta(12, 11));
            socket.close((short) 1001, "leaving");
        });
        URI other = node((socket, query) -> {
            send(socket, delta(12, 11));
            send(socket, delta(13, 12));
            send(socket, new FeedFrame.Heartbeat(13, Instant.EPOCH));
        });

        watch(null, dying, other);

        await().atMost(Duration.ofSeconds(20)).until(() -> seen.contains(13L) && seen.size() >= 5);
        assertThat(seen).containsExactly(10L, 11L, 12L, 13L, 13L);
        assertThat(asked).containsExactly("/v1/feeds/patients/p%201", "/v1/feeds/patients/p%201?fromSeq=12");
        assertThat(interruptions).containsExactly("closed with code 1001, leaving");
    }

    @Test
    void a_missing_event_is_asked_for_again() throws Exception {
        URI node = node((socket, query) -> {
            if (query == null) {
                send(socket, snapshot(1));
                send(socket, delta(4, 3));
            } else {
                send(socket, delta(2, 1));
                send(socket, delta(4, 2));
            }
        });

        watch(null, node);

        await().atMost(Duration.ofSeconds(20)).until(() -> seen.contains(4L));
        assertThat(seen).containsExactly(1L, 2L, 4L);
        assertThat(interruptions).containsExactly("an event was missing");
    }

    @Test
    void a_refusal_for_good_ends_the_watch() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(401).end());
        int port = listen(server);
        FeedClient client = client(URI.create("http://127.0.0.1:" + port));

        assertThatThrownBy(() -> client.run(null))
                .isInstanceOf(FeedClient.FeedRefused.class)
                .hasMessageContaining("it answered 401");
    }

    @Test
    void a_feed_that_is_closed_as_refused_ends_the_watch() throws Exception {
        FeedClient client = client(node((socket, query) -> socket.close((short) 4401, "token-refused")));

        assertThatThrownBy(() -> client.run(5L))
                .isInstanceOf(FeedClient.FeedRefused.class)
                .hasMessageContaining("token-refused");
    }

    private void watch(@Nullable Long fromSeq, URI... nodes) {
        FeedClient client = client(nodes);
        Thread thread = new Thread(() -> {
            try {
                client.run(fromSeq);
            } catch (FeedClient.FeedRefused e) {
                interruptions.add("refused");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        watching = thread;
    }

    private FeedClient client(URI... nodes) {
        return new FeedClient(new NodeRing(List.of(nodes)), "token", "p 1", new FeedWatcher() {
            @Override
            public void frame(FeedFrame frame, String json) {
                seen.add(frame.seq());
            }

            @Override
            public void interrupted(URI node, String why) {
                interruptions.add(why);
            }
        });
    }

    private URI node(BiConsumer<ServerWebSocket, @Nullable String> script) throws Exception {
        HttpServer server = vertx.createHttpServer().webSocketHandler(socket -> {
            asked.add(socket.uri());
            script.accept(socket, socket.query());
        });
        return URI.create("http://127.0.0.1:" + listen(server));
    }

    private static int listen(HttpServer server) throws Exception {
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    private static void send(ServerWebSocket socket, FeedFrame frame) {
        try {
            socket.writeTextMessage(
                    WireMappers.outside().writerFor(FeedFrame.class).writeValueAsString(frame));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FeedFrame snapshot(long seq) {
        return new FeedFrame.Snapshot(
                seq, new ProfileView(new PatientId("p 1"), seq, seq, null, Map.of(), List.of(), 0, 0, 0, 0));
    }

    private static FeedFrame delta(long seq, long prevSeq) {
        return new FeedFrame.Delta(
                seq,
                prevSeq,
                "m-" + seq,
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
