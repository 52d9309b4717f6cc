package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.sharding.index.DriftStatus;
import io.anamnesis.sharding.index.FusedStatus;
import io.anamnesis.sharding.index.IndexService;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.serving.ModelForm;
import io.anamnesis.sharding.serving.ServedModel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Brings models from the store to where they are served. Any thread. */
record ModelLibrary(
        ModelStore store,
        ActiveModels models,
        IndexService index,
        int fusedWidth,
        Executor executor,
        InstantSource clock) {
    Instant now() {
        return clock.instant();
    }

    CompletionStage<FusedStatus> fused() {
        return index.fused();
    }

    CompletionStage<DriftStatus> drift() {
        return index.drift();
    }

    /** The newest promotion of each alias that has one. */
    CompletionStage<List<Promotion>> newest() {
        return store.promotions(Promotion.CHAMPION, Long.MAX_VALUE, 1)
                .thenCombine(
                        store.promotions(Promotion.CHALLENGER, Long.MAX_VALUE, 1),
                        (champions, challengers) -> Stream.concat(champions.stream(), challengers.stream())
                                .toList());
    }

    /** Has the version served on this node. */
    CompletionStage<Void> serve(Promotion promotion) {
        return store.artefact(promotion.name(), promotion.version())
                .thenCombineAsync(
                        cohort(promotion.name(), promotion.version()),
                        (artefact, cohort) ->
                                read(promotion, artefact).learnedFrom(cohort.orElse(ModelCohort.OF_BEFORE)),
                        executor)
                .thenAccept(model -> activate(model, promotion));
    }

    /** Whom a version learned from; empty where there is none such. */
    CompletionStage<Optional<ModelCohort>> cohort(String name, int version) {
        return new CohortArchive(store).find(name, version);
    }

    private void activate(ServedModel model, Promotion promotion) {
        if (promotion.alias().equals(Promotion.CHAMPION)) {
            models.promote(model);
        } else {
            models.challenge(model);
        }
    }

    /**
     * The model of a promotion.
     *
     * @throws IllegalArgumentException where it can't be served here, and why
     */
    ServedModel read(Promotion promotion, Optional<ModelArtefact> artefact) {
        ServedModel model = ModelForm.read(
                promotion.name(),
                promotion.version(),
                promotion.generation(),
                artefact.orElseThrow(() -> new IllegalArgumentException("the store has no artefact of it")));
        if (model.model().fusedWidth() != fusedWidth) {
            throw new IllegalArgumentException("its fused vector has "
                    + model.model().fusedWidth() + " numbers, those of this cluster have " + fusedWidth);
        }
        return model;
    }
}
