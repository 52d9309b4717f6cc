package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.ShadowView;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.everynode.EveryNode;
import io.anamnesis.sharding.serving.ServedModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sets the challenger beside the champion, over all nodes. Any thread. */
record ShadowDesk(ModelLibrary library, EveryNode<CountsMessage> everyNode) {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    /** What a version was trained to tell; null where that is not on record. */
    private record Goal(@Nullable String text) {}

    CompletionStage<QueryResult<ShadowView>> shadow(@Nullable Criterion label) {
        if (label != null && TrainingDesk.asksWhoIsNearest(label)) {
            return CompletableFuture.completedStage(new QueryResult.Refused<>(
                    new Rejection.Malformed("/label", "Who is nearest changes with every patient: it is no label.")));
        }
        ServedModel champion = library.models().champion();
        ServedModel challenger = library.models().challenger();
        if (challenger == null) {
            return compared(champion, null, null, "There is no challenger.");
        }
        if (!Shadow.areAlike(champion, challenger)) {
            return compared(champion, challenger, null, "The two do not tell probabilities of the same.");
        }
        return goal(champion)
                .thenCombine(goal(challenger), (first, second) -> same(first, second))
                .thenCompose(goal -> {
                    if (goal.isEmpty()) {
                        return compared(champion, challenger, null, "The two were not trained to tell the same.");
                    }
                    String text = label == null ? labelOf(goal.get()) : CriterionText.print(label);
                    return compared(champion, challenger, text, null);
                });
    }

    /** Empty where both are known and differ. */
    private static Optional<Goal> same(Goal first, Goal second) {
        if (first.text() == null || second.text() == null) {
            return Optional.of(new Goal(null));
        }
        return first.equals(second) ? Optional.of(first) : Optional.empty();
    }

    private CompletionStage<Goal> goal(ServedModel model) {
        return library.store()
                .find(model.identity().name(), model.identity().version())
                .thenApply(found -> new Goal(found.map(ModelVersion::configuration)
                        .map(configuration -> configuration.get(PatientTrainer.GOAL))
                        .orElse(null)));
    }

    private static @Nullable String labelOf(Goal goal) {
        String text = goal.text();
        return text != null && text.startsWith(PatientTrainer.LABEL)
                ? text.substring(PatientTrainer.LABEL.length())
                : null;
    }

    private CompletionStage<QueryResult<ShadowView>> compared(
            ServedModel champion,
            @Nullable ServedModel challenger,
            @Nullable String label,
            @Nullable String different) {
        if (different != null) {
            return CompletableFuture.completedStage(new QueryResult.Answered<>(ShadowViews.of(
                    champion, challenger, label, different, new EveryNode.Gathered<>(List.of(), List.of()))));
        }
        return everyNode
                .<CountsMessage.ShadowTold>ask(replyTo -> new CountsMessage.AskShadow(replyTo, label), WITHIN)
                .thenApply(gathered ->
                        new QueryResult.Answered<>(ShadowViews.of(champion, challenger, label, null, gathered)));
    }
}
