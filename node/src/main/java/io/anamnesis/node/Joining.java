package io.anamnesis.node;

import akka.actor.typed.ActorSystem;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.javadsl.AkkaManagement;
import io.anamnesis.node.cli.CommandFailure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has a node that was given no list look for the others, and join them. */
final class Joining {
    private static final Duration BIND_WITHIN = Duration.ofSeconds(10);

    private Joining() {}

    /**
     * Answers those that ask whether this node is in a cluster, and begins to ask others.
     *
     * @throws CommandFailure where it can't be asked
     */
    static void begin(ActorSystem<?> system, Discovery discovery) {
        if (discovery.listed()) {
            return;
        }
        try {
            AkkaManagement.get(system).start().toCompletableFuture().get(BIND_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailure(
                    "The contact port " + discovery.contactPort() + " can't be opened, so no node could find this one.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while the contact port was opened.", e);
        }
        ClusterBootstrap.get(system).start();
    }
}
