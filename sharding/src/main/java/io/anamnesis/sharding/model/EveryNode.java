package io.anamnesis.sharding.model;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asks all nodes at once and tells who was silent. Safe on any thread. */
final class EveryNode {
    static final ServiceKey<CountsMessage> KEY = ServiceKey.create(CountsMessage.class, "model-counts");
    private static final Duration LISTED_WITHIN = Duration.ofSeconds(3);

    private final ActorSystem<?> system;

    EveryNode(ActorSystem<?> system) {
        this.system = system;
    }

    /**
     * What came in time.
     *
     * @param told by node
     * @param silent members that did not answer: that can't be reached, are of an older build, or are too slow
     */
    record Gathered<T>(List<T> told, List<String> silent) {}

    /** Fails only on bugs. */
    <T extends CountsMessage.FromNode> CompletionStage<Gathered<T>> ask(
            Function<ActorRef<T>, CountsMessage> question, Duration within) {
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        system.receptionist(),
                        replyTo -> Receptionist.find(KEY, replyTo),
                        LISTED_WITHIN,
                        system.scheduler())
                .thenApply(listing -> listing.getServiceInstances(KEY))
                .exceptionally(failure -> Set.of())
                .thenCompose(tellers -> asked(tellers, question, within));
    }

    private <T extends CountsMessage.FromNode> CompletionStage<Gathered<T>> asked(
            Set<ActorRef<CountsMessage>> tellers, Function<ActorRef<T>, CountsMessage> question, Duration within) {
        List<CompletableFuture<T>> answers = new ArrayList<>();
        for (ActorRef<CountsMessage> teller : tellers) {
            answers.add(AskPattern.<CountsMessage, T>ask(teller, question::apply, within, system.scheduler())
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> gathered(answers));
    }

    private <T extends CountsMessage.FromNode> Gathered<T> gathered(List<CompletableFuture<T>> answers) {
        TreeSet<String> silent = new TreeSet<>();
        for (Member member : Cluster.get(system).state().getMembers()) {
            if (member.status() != MemberStatus.removed()) {
                silent.add(member.address().hostPort());
            }
        }
        List<T> told = new ArrayList<>();
        for (CompletableFuture<T> answer : answers) {
            if (!answer.isCompletedExceptionally()) {
                told.add(answer.join());
                silent.remove(answer.join().node());
            }
        }
        told.sort(Comparator.comparing(CountsMessage.FromNode::node));
        return new Gathered<>(told, List.copyOf(silent));
    }
}
