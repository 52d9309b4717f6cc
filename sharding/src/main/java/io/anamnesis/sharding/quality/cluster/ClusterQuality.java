package io.anamnesis.sharding.quality.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.sharding.client.QualityDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The quality desk of a node, that also asks those of the other nodes. Safe on any thread. */
public final class ClusterQuality implements QualityDesk {
    private static final ServiceKey<QualityMessage> KEY = ServiceKey.create(QualityMessage.class, "quality-counts");
    private static final Duration WITHIN = Duration.ofSeconds(3);

    private final ActorSystem<?> system;
    private final QualityDesk own;

    private ClusterQuality(ActorSystem<?> system, QualityDesk own) {
        this.system = system;
        this.own = own;
    }

    /** Begins to tell the counts of this node to those who ask. */
    public static ClusterQuality start(ActorSystem<?> system, QualityDesk own) {
        system.systemActorOf(teller(own), "quality-counts", Props.empty());
        return new ClusterQuality(system, own);
    }

    private static Behavior<QualityMessage> teller(QualityDesk own) {
        return Behaviors.setup(context -> {
            context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
            return Behaviors.receive(QualityMessage.class)
                    .onMessage(QualityMessage.Ask.class, ask -> {
                        ask.replyTo().tell(new QualityMessage.Told(own.counts()));
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    @Override
    public CompletionStage<PatientReply> keep(
            PatientId patient, String sourceSystem, String rule, String pointer, String reason, JsonNode document) {
        return own.keep(patient, sourceSystem, rule, pointer, reason, document);
    }

    @Override
    public QuarantineStore quarantine() {
        return own.quarantine();
    }

    @Override
    public List<Count> counts() {
        return own.counts();
    }

    @Override
    public CompletionStage<Everywhere> everywhere() {
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        system.receptionist(), replyTo -> Receptionist.find(KEY, replyTo), WITHIN, system.scheduler())
                .thenCompose(listing -> asked(listing.getServiceInstances(KEY)))
                .exceptionally(failure -> everywhere(own.counts(), 1));
    }

    private CompletionStage<Everywhere> asked(Set<ActorRef<QualityMessage>> tellers) {
        List<CompletableFuture<List<Count>>> answers = new ArrayList<>();
        for (ActorRef<QualityMessage> teller : tellers) {
            answers.add(AskPattern.<QualityMessage, QualityMessage.Told>ask(
                            teller, QualityMessage.Ask::new, WITHIN, system.scheduler())
                    .thenApply(QualityMessage.Told::counts)
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> sum(answers));
    }

    /** A member that can't be reached is not asked, and one of an older build does not know the question: both are silent. */
    private Everywhere everywhere(List<Count> counts, int told) {
        int members = 0;
        for (Member member : Cluster.get(system).state().getMembers()) {
            members += member.status() == MemberStatus.removed() ? 0 : 1;
        }
        return new Everywhere(counts, told, Math.max(0, members - told));
    }

    private Everywhere sum(List<CompletableFuture<List<Count>>> answers) {
        TreeMap<String, Count> sums = new TreeMap<>();
        int told = 0;
        for (CompletableFuture<List<Count>> answer : answers) {
            if (!answer.isCompletedExceptionally()) {
                told++;
                answer.join().forEach(count -> sums.merge(count.rule() + "\n" + count.source(), count, Count::plus));
            }
        }
        List<Count> all = new ArrayList<>(sums.values());
        all.sort(Comparator.comparing(Count::rule).thenComparing(Count::source));
        return everywhere(all, told);
    }
}
