package io.anamnesis.sharding.model;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.sharding.index.DriftStatus;
import io.anamnesis.sharding.serving.ServedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the counts of this node to those who ask.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code AskDrift}</td><td>how the node's patients are spread over the bins of its model's histograms</td></tr>
 * <tr><td>{@code AskShadow}</td><td>what the champion and the challenger say of the node's patients</td></tr>
 * </table>
 *
 * <p>Who asks the same as somebody before them waits for the same pass over the patients. An index that is too busy, or has {@value #MOST_PASSES}
 * passes under way, leaves a question unanswered: who asked names the node as silent.
 */
final class CountsTeller extends AbstractBehavior<CountsMessage> {
    static final ServiceKey<CountsMessage> KEY = ServiceKey.create(CountsMessage.class, "model-counts");

    /** A pass takes the index's threads for seconds where there are many patients. */
    private static final int MOST_PASSES = 2;

    private static final int MOST_WAITING = 64;

    private final ModelLibrary library;
    private final String node;
    /** Those under way, and who waits for each. */
    private final Map<CountsMessage.Pass, List<ActorRef<CountsMessage.ShadowTold>>> passes = new HashMap<>();

    private CountsTeller(ActorContext<CountsMessage> context, ModelLibrary library, String node) {
        super(context);
        this.library = library;
        this.node = node;
        context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
    }

    static Behavior<CountsMessage> create(ModelLibrary library, String node) {
        return Behaviors.setup(context -> new CountsTeller(context, library, node));
    }

    @Override
    public Receive<CountsMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(CountsMessage.AskDrift.class, this::onAskDrift)
                .onMessage(CountsMessage.AskShadow.class, this::onAskShadow)
                .onMessage(CountsMessage.Looked.class, this::onLooked)
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
        CountsMessage.Pass pass = new CountsMessage.Pass(champion.identity(), challenger.identity(), ask.label());
        List<ActorRef<CountsMessage.ShadowTold>> waiting = passes.get(pass);
        if (waiting != null && waiting.size() < MOST_WAITING) {
            waiting.add(ask.replyTo());
        } else if (waiting == null && passes.size() < MOST_PASSES) {
            begin(pass, champion, challenger, ask.replyTo());
        }
        return this;
    }

    private void begin(
            CountsMessage.Pass pass,
            ServedModel champion,
            ServedModel challenger,
            ActorRef<CountsMessage.ShadowTold> replyTo) {
        String text = pass.label();
        try {
            Criterion label = text == null ? null : CriterionText.parse(text);
            passes.put(pass, new ArrayList<>(List.of(replyTo)));
            getContext()
                    .pipeToSelf(
                            new Shadow(champion, challenger, label, library.now()).told(library.index(), node),
                            (told, failure) -> new CountsMessage.Looked(pass, told));
        } catch (MalformedCriterion e) {
            // whoever asked has read it: a node of another build, which is told of as silent
            getContext().getLog().warn("a label is asked for that this node can't read");
        }
    }

    private Behavior<CountsMessage> onLooked(CountsMessage.Looked looked) {
        List<ActorRef<CountsMessage.ShadowTold>> waiting = passes.remove(looked.pass());
        CountsMessage.ShadowTold told = looked.told();
        if (waiting != null && told != null) {
            waiting.forEach(each -> each.tell(told));
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
