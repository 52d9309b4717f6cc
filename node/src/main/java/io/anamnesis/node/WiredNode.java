package io.anamnesis.node;

import akka.Done;
import akka.actor.typed.ActorSystem;
import io.anamnesis.ops.cluster.Stage;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.storage.Storage;
import io.anamnesis.web.WebServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that was put together by {@link Wiring}. */
final class WiredNode implements RunningNode {
    private static final Logger LOG = LoggerFactory.getLogger(WiredNode.class);
    /** For all steps together: less than those who stop this process wait before they kill it. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(25);

    /** What a step has even when those before it used up all the time. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private final int httpPort;
    private final WebServer web;
    private final Vertx vertx;
    private final ActorSystem<Void> system;
    private final NodeExecutors executors;
    private final DigestCache cache;
    private final Storage storage;
    private final Operating operating;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();

    WiredNode(
            int httpPort,
            WebServer web,
            Vertx vertx,
            ActorSystem<Void> system,
            NodeExecutors executors,
            DigestCache cache,
            Storage storage,
            Operating operating) {
        this.httpPort = httpPort;
        this.web = web;
        this.vertx = vertx;
        this.system = system;
        this.executors = executors;
        this.cache = cache;
        this.storage = storage;
        this.operating = operating;
        CompletionStage<Done> ended = system.getWhenTerminated();
        ended.thenRunAsync(this::stop);
    }

    @Override
    public int httpPort() {
        return httpPort;
    }

    @Override
    public void stop() {
        if (!stopping.compareAndSet(false, true)) {
            terminated.join();
            return;
        }
        long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
        operating.stage().enter(Stage.LEAVING);
        step("edge", () -> within(web.stop(), deadline));
        step("actors", () -> {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(left(deadline), TimeUnit.NANOSECONDS);
        });
        step("executors", executors::close);
        step("digest cache", cache::close);
        step("storage", storage::close);
        step("tracing", operating::close);
        step("event loops", () -> within(vertx.close(), deadline));
        terminated.complete(null);
    }

    private static void within(Future<Void> done, long deadline) throws Exception {
        done.toCompletionStage().toCompletableFuture().get(left(deadline), TimeUnit.NANOSECONDS);
    }

    private static long left(long deadline) {
        return Math.max(LEAST.toNanos(), deadline - System.nanoTime());
    }

    private interface Step {
        void run() throws Exception;
    }

    /** One step that fails does not keep the others from being taken. */
    private static void step(String name, Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("stopping the {} was interrupted", name);
        } catch (Exception e) {
            LOG.warn("stopping the {} failed: {}", name, e.toString());
        }
    }

    @Override
    public boolean staysOut() {
        return operating.stage().staysOut();
    }

    @Override
    public CompletionStage<Void> terminated() {
        return terminated.minimalCompletionStage();
    }
}
