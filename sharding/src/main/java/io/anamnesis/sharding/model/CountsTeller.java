package io.anamnesis.sharding.model;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.sharding.index.DriftStatus;
import io.anamnesis.sharding.serving.ServedModel;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the counts of this node to those who ask.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code AskDrift}</td><td>how the node's patients are spread over the bins of its model's histograms</td></tr>
 * <tr><td>{@code AskShadow}</td><td>what the champion and the challenger say of the node's patients</td></tr>
 * </table>
 *
 * <p>An index that is too busy to look leaves a question unanswered: who asked names the node as silent.
 */
final class CountsTeller extends AbstractBehavior<CountsMessage> {
    private final ModelLibrary library;
    private final String node;

    private CountsTeller(ActorContext<CountsMessage> context, ModelLibrary library, String node) {
        super(context);
        this.library = library;
        this.node = node;
        context.getSystem().receptionist().tell(Receptionist.register(EveryNode.KEY, context.getSelf()));
    }

    static Behavior<CountsMessage> create(ModelLibrary library, String node) {
        return Behaviors.setup(context -> new CountsTeller(context, library, node));
    }

    @Override
    public Receive<CountsMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(CountsMessage.AskDrift.class, this::onAskDrift)
                .onMessage(CountsMessage.AskShadow.class, this::onAskShadow)
                .build();
    }

    private Behavior<CountsMessage> onAskDrift(CountsMessage.AskDrift ask) {
        var unused = library.drift().thenAccept(status -> ask.replyTo().tell(told(node, status)));
        return this;
    }

    private Behavior<CountsMessage> onAskShadow(CountsMessage.AskShadow ask) {
        ServedModel champion = library.models().champion();
        ServedModel challenger = library.models().challenger();
        if (challenger == null || !Shadow.areAlike(champion, challenger)) {
            ask.replyTo()
                    .tell(new CountsMessage.ShadowTold(
                            node,
                            champion.identity(),
                            challenger == null ? null : challenger.identity(),
                            0,
                            0,
                            0,
                            List.of()));
            return this;
        }
        try {
            Criterion label = ask.label() == null ? null : CriterionText.parse(ask.label());
            var unused = new Shadow(champion, challenger, label, library.now())
                    .told(library.index(), node)
                    .thenAccept(told -> ask.replyTo().tell(told));
        } catch (MalformedCriterion e) {
            // whoever asked has read it: a node of another build, which is told of as silent
            getContext().getLog().warn("a label is asked for that this node can't read");
        }
        return this;
    }

    static CountsMessage.DriftTold told(String node, DriftStatus status) {
        FusionView.Model model = status.model().identity();
        List<List<Long>> counts = status.counts().stream()
                .map(bins -> Arrays.stream(bins).boxed().toList())
                .toList();
        return new CountsMessage.DriftTold(
                node, model.name(), model.version(), model.generation(), status.patients(), counts);
    }
}
