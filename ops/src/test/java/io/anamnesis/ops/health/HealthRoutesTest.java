package io.anamnesis.ops.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.ops.metrics.IndexFigures;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthRoutesTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<CompletionStage<Boolean>> storage =
            new AtomicReference<>(CompletableFuture.completedFuture(true));
    private final HttpServer server = started();

    private HttpServer started() {
        Router router = Router.router(vertx);
        new HealthRoutes(
                        List.of(
                                new ReadinessCheck("cluster", () -> CompletableFuture.completedFuture(true)),
                                new ReadinessCheck("storage", storage::get)),
                        Duration.ofMillis(200))
                .accept(router);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_node_is_ready_when_every_check_holds() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).isEqualTo("{\"ready\":true,\"checks\":{\"cluster\":true,\"storage\":true}}");
    }

    @Test
    void a_check_of_the_start_asks_no_more_once_it_has_held() {
        AtomicInteger asked = new AtomicInteger();
        ReadinessCheck check =
                ReadinessCheck.now("shards", () -> asked.incrementAndGet() == 2).once();

        assertThat(List.of(
                        check.holds().get().toCompletableFuture().join(),
                        check.holds().get().toCompletableFuture().join(),
                        check.holds().get().toCompletableFuture().join()))
                .containsExactly(false, true, true);
        assertThat(asked).hasValue(2);
    }

    @Test
    void the_index_is_waited_for_at_the_start_and_not_for_ever() {
        Slices slices = new Slices();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        IndexLoaded loaded = new IndexLoaded(slices, Duration.ofSeconds(60), now::get);
        assertThat(loaded.holds(false)).as("not joined").isFalse();
        assertThat(loaded.holds(true)).as("no slice yet").isFalse();

        slices.all = List.of(new IndexFigures.Slice(0, true, 1), new IndexFigures.Slice(1, false, 0));
        now.set(Instant.EPOCH.plusSeconds(10));
        assertThat(loaded.holds(true)).as("one loads").isFalse();
        slices.all = List.of(new IndexFigures.Slice(0, true, 1), new IndexFigures.Slice(1, true, 0));
        assertThat(loaded.holds(true)).isTrue();
        slices.all = List.of(new IndexFigures.Slice(2, false, 0));
        assertThat(loaded.holds(true))
                .as("a slice that comes later is told only")
                .isTrue();
    }

    @Test
    void a_node_without_slices_and_one_whose_index_takes_too_long_are_ready_in_the_end() {
        Slices slices = new Slices();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        IndexLoaded none = new IndexLoaded(slices, Duration.ofSeconds(60), now::get);
        none.holds(true);
        now.set(Instant.EPOCH.plusSeconds(5));
        assertThat(none.holds(true)).isTrue();

        slices.all = List.of(new IndexFigures.Slice(0, false, 0));
        IndexLoaded slow = new IndexLoaded(slices, Duration.ofSeconds(60), now::get);
        assertThat(slow.holds(true)).isFalse();
        now.set(Instant.EPOCH.plusSeconds(65));
        assertThat(slow.holds(true)).isTrue();
    }

    private static final class Slices implements IndexFigures.Source {
        private List<IndexFigures.Slice> all = List.of();

        @Override
        public List<IndexFigures.Slice> slices() {
            return all;
        }

        @Override
        public IndexFigures weighed() {
            return IndexFigures.NONE;
        }
    }

    @Test
    void a_check_that_fails_or_hangs_makes_it_unready_and_named_but_alive() throws Exception {
        storage.set(CompletableFuture.failedFuture(new IOException("away")));
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        storage.set(new CompletableFuture<>());
        HttpResponse<String> hanging = get("/readyz");
        assertThat(hanging.statusCode()).isEqualTo(503);
        assertThat(hanging.body()).contains("\"cluster\":true,\"storage\":false");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }
}
