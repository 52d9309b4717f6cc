package io.anamnesis.sharding.quality.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.sharding.everynode.EveryNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The quality desk of a node, that also asks those of the other nodes. Safe on any thread. */
public final class ClusterQuality implements QualityDesk {
    private static final ServiceKey<QualityMessage> KEY = ServiceKey.create(QualityMessage.class, "quality-counts");
    private static final Duration WITHIN = Duration.ofSeconds(3);

    private final EveryNode<QualityMessage> everyNode;
    private final QualityDesk own;

    private ClusterQuality(ActorSystem<?> system, QualityDesk own) {
        this.everyNode = new EveryNode<>(system, KEY);
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

    /** Where nobody can be found, this node's alone. */
    @Override
    public CompletionStage<Everywhere> everywhere() {
        return everyNode
                .<QualityMessage.Told>ask(QualityMessage.Ask::new, WITHIN)
                .thenApply(gathered -> {
                    List<QualityMessage.Told> told = gathered.told();
                    return told.isEmpty()
                            ? new Everywhere(
                                    own.counts(),
                                    1,
                                    Math.max(0, gathered.silent().size() - 1))
                            : new Everywhere(
                                    sum(told), told.size(), gathered.silent().size());
                });
    }

    private static List<Count> sum(List<QualityMessage.Told> told) {
        TreeMap<String, Count> sums = new TreeMap<>();
        told.forEach(each ->
                each.counts().forEach(count -> sums.merge(count.rule() + "\n" + count.source(), count, Count::plus)));
        List<Count> all = new ArrayList<>(sums.values());
        all.sort(Comparator.comparing(Count::rule).thenComparing(Count::source));
        return all;
    }
}
