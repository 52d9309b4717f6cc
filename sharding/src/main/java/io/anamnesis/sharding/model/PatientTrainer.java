package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.serving.ModelForm;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Learns from patients of the cluster: reads all stored digests, has a model learned and judged ({@link StrategyTrainer}), and puts it on
 * record. Blocks: for the training thread.
 */
final class PatientTrainer {
    private static final long PATIENCE_SECONDS = 60;
    private static final int ATTEMPTS = 10;

    private final DigestStore digests;
    private final ModelStore models;
    private final ModelSettings settings;
    private final int slices;
    private final int fusedWidth;

    PatientTrainer(DigestStore digests, ModelStore models, ModelSettings settings, int slices, int fusedWidth) {
        this.digests = digests;
        this.models = models;
        this.settings = settings;
        this.slices = slices;
        this.fusedWidth = fusedWidth;
    }

    /**
     * Trains.
     *
     * @param now for ages in criteria, and as the time on record
     * @return what came of it, for people
     */
    String train(TrainingRequest request, String by, Instant now, TrainingDesk.Course course) throws TrainingStopped {
        PatientColumns columns = new DigestScan(digests, settings, slices).read(course);
        CohortData data = CohortData.of(columns, request, now, settings);
        StrategyTrainer.Learned learned =
                new StrategyTrainer(fusedWidth).learn(request, data, course, slices, slices + 2L);
        ModelArtefact artefact = ModelForm.write(
                learned.model(),
                data.features(),
                References.of(data, learned.model().outcome().names(), learned.unseen()));
        if (artefact.size() > ModelVersion.MAX_ARTEFACT_BYTES) {
            throw new TrainingStopped("the model takes " + artefact.size() + " bytes, at most "
                    + ModelVersion.MAX_ARTEFACT_BYTES + " are kept");
        }
        course.check();
        ModelVersion kept = keep(request, by, now, data, learned, artefact);
        return kept.name() + " " + kept.version() + ": " + learned.remark();
    }

    private ModelVersion keep(
            TrainingRequest request,
            String by,
            Instant now,
            CohortData data,
            StrategyTrainer.Learned learned,
            ModelArtefact artefact)
            throws TrainingStopped {
        Map<String, String> configuration = new HashMap<>(learned.configuration());
        configuration.put("seed", Long.toString(request.seed()));
        configuration.put("exclude", String.join(" ", request.exclude()));
        configuration.put("patients learned from", Integer.toString(learned.learned()));
        configuration.put("patients kept apart", Integer.toString(learned.apart()));
        // the hash comes first: a long criterion is cut at its end
        String reference = "digests: sha256:" + data.hash() + "; at: " + now + "; cohort: "
                + CriterionText.print(request.cohort()) + "; label: " + CriterionText.print(request.label());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ModelVersion> latest = within(models.latest(request.name()));
            ModelVersion version = ModelVersion.of(
                    request.name(),
                    latest.map(ModelVersion::version).orElse(0) + 1,
                    learned.model().strategy(),
                    by,
                    now,
                    reference.substring(0, Math.min(reference.length(), ModelVersion.MAX_DATA)),
                    data.features().stream().mapToInt(List::size).sum(),
                    learned.metrics(),
                    configuration,
                    artefact);
            if (within(models.add(version, artefact))) {
                return version;
            }
        }
        throw new TrainingStopped("others put versions of " + request.name() + " on record at the same time");
    }

    /** Waits: nothing else runs on this thread. */
    static <T> T within(CompletionStage<T> stage) throws TrainingStopped {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingStopped("the node stops");
        } catch (ExecutionException | TimeoutException e) {
            throw new TrainingStopped(
                    "the store did not answer: " + e.getClass().getSimpleName());
        }
    }
}
