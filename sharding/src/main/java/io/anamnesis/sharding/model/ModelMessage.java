package io.anamnesis.sharding.model;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What nodes tell each other of models. */
sealed interface ModelMessage {
    /** A version was promoted. */
    record Promoted(Promotion promotion) implements ModelMessage {}

    /** How far a node is, and what it trains. */
    record Told(NodeProgress progress, List<Job> jobs) implements ModelMessage {
        public Told {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * Whoever runs the job is to give it up.
     *
     * @param by who asks; null where a node of before says so
     */
    record Cancel(String job, @Nullable String by) implements ModelMessage {}

    /** Begin to train. Answered by {@link Begun}. */
    record Train(TrainingRequest request, Caller caller, ActorRef<ModelMessage> replyTo) implements ModelMessage {}

    /** Begin to train from a folder that the asking node took. Answered by {@link Begun}. */
    record TrainFolder(FolderTraining.Staged folder, Caller caller, ActorRef<ModelMessage> replyTo)
            implements ModelMessage {}

    /** Begin to train a version once more. Answered by {@link Begun}. */
    record Repeat(String name, int version, Caller caller, ActorRef<ModelMessage> replyTo) implements ModelMessage {}

    /** A training is under way, or why it is not. */
    record Begun(@Nullable Job job, @Nullable Rejection refused) implements ModelMessage {}

    /** What a desk tells itself. */
    non-sealed interface Internal extends ModelMessage {}
}
