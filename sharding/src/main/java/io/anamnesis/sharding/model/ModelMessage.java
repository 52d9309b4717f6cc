package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import java.util.List;

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

    /** Whoever runs the job is to give it up. */
    record Cancel(String job) implements ModelMessage {}

    /** What a desk tells itself. */
    non-sealed interface Internal extends ModelMessage {}
}
