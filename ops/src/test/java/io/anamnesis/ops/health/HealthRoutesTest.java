package io.anamnesis.ops.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
