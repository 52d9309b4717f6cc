package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.evaluation.ClassScores;
import io.anamnesis.sharding.fusion.FusionPass;
import io.anamnesis.sharding.fusion.LateFusion;
import io.anamnesis.sharding.serving.ModelForm;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Folds;
import io.anamnesis.sharding.training.LateTrainer;
import io.anamnesis.sharding.training.TrainingPlan;
import io.anamnesis.sharding.training.TrainingSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Learns late fusion from patients of the cluster: reads all stored digests, keeps a quarter of the patients apart, learns from the
 * others, judges on that quarter, and puts the model on record. Blocks: for the training thread.
 */
final class PatientTrainer {
    private static final int PARTS = 4;
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
        course.check();
        course.at("learning from " + data.set().size() + " patients", slices, slices + 2L);
        Folds folds = Folds.of(data.set().labels(), PARTS, request.seed());
        TrainingSet learn = data.set().rows(folds.outside(0));
        TrainingSet apart = data.set().rows(folds.within(0));
        TrainingPlan plan = TrainingPlan.standard(request.seed()).withFusedWidth(fusedWidth);
        LateFusion model = new LateTrainer(plan).train(learn);
        course.check();
        course.at("judging on " + apart.size() + " patients kept apart", slices + 1L, slices + 2L);
        Map<String, Double> metrics = judge(model, apart);
        ModelArtefact artefact = ModelForm.write(model, data.features());
        if (artefact.size() > ModelVersion.MAX_ARTEFACT_BYTES) {
            throw new TrainingStopped("the model takes " + artefact.size() + " bytes, at most "
                    + ModelVersion.MAX_ARTEFACT_BYTES + " are kept");
        }
        course.check();
        ModelVersion kept = keep(request, by, now, data, learn.size(), metrics, artefact);
        return kept.name() + " " + kept.version() + ": AUROC " + metrics.get("AUROC") + " on " + apart.size()
                + " patients kept apart";
    }

    private static Map<String, Double> judge(LateFusion model, TrainingSet apart) {
        FusionPass pass = model.newPass();
        double[][] scores = new double[apart.size()][model.outcome().scores()];
        for (int row = 0; row < scores.length; row++) {
            pass.run(apart.patient(row));
            for (int k = 0; k < scores[row].length; k++) {
                scores[row][k] = pass.score(k);
            }
        }
        Map<String, Double> metrics = new TreeMap<>(ClassScores.of(scores, ((ClassLabels) apart.labels()).toArray()));
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    private ModelVersion keep(
            TrainingRequest request,
            String by,
            Instant now,
            CohortData data,
            int learned,
            Map<String, Double> metrics,
            ModelArtefact artefact)
            throws TrainingStopped {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("seed", Long.toString(request.seed()));
        configuration.put("exclude", String.join(" ", request.exclude()));
        configuration.put("patients learned from", Integer.toString(learned));
        configuration.put("patients kept apart", Integer.toString(data.set().size() - learned));
        // the hash comes first: a long criterion is cut at its end
        String reference = "digests: sha256:" + data.hash() + "; at: " + now + "; cohort: "
                + CriterionText.print(request.cohort()) + "; label: " + CriterionText.print(request.label());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ModelVersion> latest = within(models.latest(request.name()));
            ModelVersion version = ModelVersion.of(
                    request.name(),
                    latest.map(ModelVersion::version).orElse(0) + 1,
                    "late",
                    by,
                    now,
                    reference.substring(0, Math.min(reference.length(), ModelVersion.MAX_DATA)),
                    data.features().stream().mapToInt(List::size).sum(),
                    metrics,
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
