package io.anamnesis.sharding.everynode;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Asks all nodes at once and tells who was silent. Safe on any thread.
 *
 * @param <Q> what those who answer are told
 */
public final class EveryNode<Q> {
    private static final Duration LISTED_WITHIN = Duration.ofSeconds(3);

    private final ActorSystem<?> system;
    private final ServiceKey<Q> key;

    /** @param key under which one actor of each node is registered that answers */
    public EveryNode(ActorSystem<?> system, ServiceKey<Q> key) {
        this.system = system;
        this.key = key;
    }

    /**
     * What came in time.
     *
     * @param told in the order of the nodes' addresses
     * @param silent members that did not answer: that can't be reached, are of a build without the question, or are too slow
     */
    public record Gathered<T>(List<T> told, List<String> silent) {
        public Gathered {
            told = List.copyOf(told);
            silent = List.copyOf(silent);
        }
    }

    /**
     * Asks. Fails only on bugs.
     *
     * @param within for each answer
     */
    public <T> CompletionStage<Gathered<T>> ask(Function<ActorRef<T>, Q> question, Duration within) {
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        system.receptionist(),
                        replyTo -> Receptionist.find(key, replyTo),
                        LISTED_WITHIN,
                        system.scheduler())
                .thenApply(listing -> listing.getServiceInstances(key))
                .exceptionally(failure -> Set.of())
                .thenCompose(tellers -> asked(tellers, question, within));
    }

    private <T> CompletionStage<Gathered<T>> asked(
            Set<ActorRef<Q>> tellers, Function<ActorRef<T>, Q> question, Duration within) {
        Map<String, CompletableFuture<T>> answers = new TreeMap<>();
        for (ActorRef<Q> teller : tellers) {
            answers.put(
                    node(teller.path().address()),
                    AskPattern.<Q, T>ask(teller, question::apply, within, system.scheduler())
                            .toCompletableFuture());
        }
        return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                .handle((done, failure) -> gathered(answers));
    }

    private <T> Gathered<T> gathered(Map<String, CompletableFuture<T>> answers) {
        TreeSet<String> silent = new TreeSet<>();
        Cluster.get(system)
                .state()
                .getMembers()
                .forEach(member -> silent.add(member.address().hostPort()));
        List<T> told = new ArrayList<>();
        answers.forEach((node, answer) -> {
            if (!answer.isCompletedExceptionally()) {
                told.add(answer.join());
                silent.remove(node);
            }
        });
        return new Gathered<>(told, List.copyOf(silent));
    }

    /** An actor of this node has an address without a host. */
    private String node(Address address) {
        Address whole =
                address.hasLocalScope() ? Cluster.get(system).selfMember().address() : address;
        return whole.hostPort();
    }
}
