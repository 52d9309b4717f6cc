package io.anamnesis.sharding.model;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.patient.FusionView.Model;
import io.anamnesis.sharding.evaluation.PairedScores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What nodes ask each other of counts over their patients. */
sealed interface CountsMessage {
    /** Tell how your patients are spread. Answered by {@link DriftTold}. */
    record AskDrift(ActorRef<DriftTold> replyTo) implements CountsMessage {}

    /**
     * Tell what the champion and the challenger say of your patients. Answered by {@link ShadowTold}.
     *
     * @param label a criterion as text; null where nobody asks whether it is so
     */
    record AskShadow(ActorRef<ShadowTold> replyTo, @Nullable String label) implements CountsMessage {}

    /**
     * What two models say of a node's patients.
     *
     * @param champion of the node
     * @param challenger of the node; null where it has none
     * @param patients of the node
     * @param both of whom both have a score
     * @param agree of whom both find the same class the most probable
     * @param scores one a probability; none where the two do not tell the same
     */
    record ShadowTold(
            String node,
            Model champion,
            @Nullable Model challenger,
            long patients,
            long both,
            long agree,
            List<PairedScores> scores)
            implements CountsMessage {
        public ShadowTold {
            scores = List.copyOf(scores);
        }
    }

    /**
     * What a pass over the node's patients came to; never leaves the node.
     *
     * @param told null where it failed
     */
    record Looked(Pass pass, @Nullable ShadowTold told) implements CountsMessage {}

    /** A pass over a node's patients: by which models, and for which label. */
    record Pass(Model champion, Model challenger, @Nullable String label) {}

    /**
     * How a node's patients are spread over the bins of its model's histograms.
     *
     * @param model that its patients are fused by
     * @param counts by bin, a list a histogram of the model
     */
    record DriftTold(String node, String model, int version, long generation, long patients, List<List<Long>> counts)
            implements CountsMessage {
        public DriftTold {
            counts = counts.stream().map(List::copyOf).toList();
        }
    }
}
