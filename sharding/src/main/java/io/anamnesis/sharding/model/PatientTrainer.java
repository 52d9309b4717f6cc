package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.fusion.LateFusion;
import io.anamnesis.sharding.serving.Evidence;
import io.anamnesis.sharding.serving.ModelForm;
import io.anamnesis.sharding.training.Forerunner;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Learns from patients of the cluster, of whom it reads all stored digests, or of a folder: has a model learned and judged ({@link
 * StrategyTrainer}), and puts it on record. Blocks: for the training thread.
 */
final class PatientTrainer {
    private static final long PATIENCE_SECONDS = 60;
    private static final int ATTEMPTS = 10;

    /** In a version's configuration: what it tells, unless that is very long. */
    static final String GOAL = "goal";

    /** What a label's goal begins with. */
    static final String LABEL = "label: ";

    /** In a version's configuration: how many of a folder's columns patients of the cluster had then. */
    static final String COLUMNS_KNOWN = "columns known here";

    private static final int MOST_GOAL_CHARS = 2_000;

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

    /** What a training made. */
    private record Made(StrategyTrainer.Learned learned, ModelArtefact artefact) {}

    /**
     * Trains.
     *
     * @param now for ages in criteria, and as the time on record
     * @return what came of it, for people
     */
    String train(TrainingRequest request, String by, Instant now, TrainingDesk.Course course) throws TrainingStopped {
        PatientColumns columns = new DigestScan(digests, settings, slices).read(course);
        CohortData data = CohortData.of(columns, request, now, settings);
        // the hash comes first: a long criterion is cut at its end
        String reference = "digests: sha256:" + data.hash() + "; at: " + now + "; cohort: "
                + CriterionText.print(Objects.requireNonNull(request.cohort())) + "; "
                + request.goal().text();
        return onRecord(request, data, new Lineage(by, now, reference, Map.of(), ""), course);
    }

    /**
     * Trains from a folder.
     *
     * @param now as the time on record
     * @return what came of it, and how much of it the cluster's patients have
     */
    String train(FolderTraining folder, String by, Instant now, TrainingDesk.Course course) throws TrainingStopped {
        KnownColumns known = KnownColumns.of(folder.data(), new DigestScan(digests, settings, slices), course);
        String reference = folder.reference() + "; at: " + now + "; "
                + folder.request().goal().text();
        Map<String, String> more = Map.of(COLUMNS_KNOWN, known.share());
        return onRecord(
                folder.request(),
                folder.data(),
                new Lineage(by, now, reference, more, folder.notes() + known.remark()),
                course);
    }

    /** As above, of what another node took and staged. */
    String train(FolderTraining.Staged staged, String by, Instant now, TrainingDesk.Course course)
            throws TrainingStopped {
        return train(staged.read(new TrainingArchive(models)), by, now, course);
    }

    /**
     * Where a training comes from.
     *
     * @param more of the configuration
     * @param remark what is to be said of it beside how it was judged
     */
    private record Lineage(String by, Instant now, String reference, Map<String, String> more, String remark) {}

    private String onRecord(TrainingRequest request, CohortData data, Lineage lineage, TrainingDesk.Course course)
            throws TrainingStopped {
        Made made = make(request, data, course);
        course.check();
        byte[] table = TrainingTable.of(request, data).bytes();
        ModelVersion kept = keep(request, lineage, data, made.learned(), made.artefact(), table.length);
        if (table.length <= TrainingArchive.MOST_BYTES) {
            course.at("keeping what was learned from", slices + 1L, slices + 2L);
            new TrainingArchive(models).keep(kept, table);
        }
        Criterion cohort = request.cohort();
        if (cohort != null) {
            new CohortArchive(models).keep(kept, cohort);
        }
        return kept.name() + " " + kept.version() + ": " + made.learned().remark() + lineage.remark();
    }

    /**
     * Trains a version once more from what it was trained on, whatever became of the patients since.
     *
     * @return that it is the same
     * @throws TrainingStopped where it is not, or can't be done
     */
    String repeat(String name, int version, TrainingDesk.Course course) throws TrainingStopped {
        ModelVersion then = within(models.find(name, version))
                .orElseThrow(() -> new TrainingStopped("there is no " + name + " " + version));
        course.at("reading what it was trained on", 0, slices + 2L);
        TrainingTable table = TrainingTable.read(new TrainingArchive(models).read(name, version));
        Made made = make(table.request(name), table.data(), course);
        String now = made.artefact().hash();
        if (!now.equals(then.artefactHash())) {
            throw new TrainingStopped(name + " " + version + " trained again is another model: sha256:" + now
                    + ", on record sha256:" + then.artefactHash());
        }
        return name + " " + version + " trained again is the same to the bit: sha256:" + now;
    }

    private Made make(TrainingRequest request, CohortData data, TrainingDesk.Course course) throws TrainingStopped {
        Forerunner forerunner = forerunner(request, data);
        StrategyTrainer.Learned learned =
                new StrategyTrainer(fusedWidth, forerunner).learn(request, data, course, slices, slices + 2L);
        ModelArtefact artefact = ModelForm.write(
                learned.model(),
                data.features(),
                new Evidence(
                        References.of(data, learned.model().outcome().names(), learned.unseen()),
                        learned.intervals(),
                        learned.horizon()));
        if (artefact.size() > ModelVersion.MAX_ARTEFACT_BYTES) {
            throw new TrainingStopped("the model takes " + artefact.size() + " bytes, at most "
                    + ModelVersion.MAX_ARTEFACT_BYTES + " are kept");
        }
        return new Made(learned, artefact);
    }

    private @Nullable Forerunner forerunner(TrainingRequest request, CohortData data) throws TrainingStopped {
        TrainingRequest.Start start = request.startFrom();
        if (start == null) {
            return null;
        }
        String which = start.name() + " " + start.version();
        ModelArtefact artefact = within(models.artefact(start.name(), start.version()))
                .orElseThrow(() -> new TrainingStopped("there is no " + which + " to start from"));
        FusionModel model;
        try {
            model = ModelForm.read(start.name(), start.version(), 0, artefact).model();
        } catch (IllegalArgumentException e) {
            throw new TrainingStopped(which + " can't be started from: " + e.getMessage());
        }
        if (!(model instanceof LateFusion late)) {
            throw new TrainingStopped("a model starts from late fusion, and " + which + " is " + model.strategy());
        }
        Forerunner forerunner = new Forerunner(late);
        if (!forerunner.fits(data.set().labels()) || forerunner.known(data.set().blocks()) == 0) {
            throw new TrainingStopped(which + " tells other scores, or looks at none of the same numbers");
        }
        return forerunner;
    }

    private ModelVersion keep(
            TrainingRequest request,
            Lineage lineage,
            CohortData data,
            StrategyTrainer.Learned learned,
            ModelArtefact artefact,
            int dataBytes)
            throws TrainingStopped {
        Map<String, String> configuration = new HashMap<>(learned.configuration());
        configuration.putAll(lineage.more());
        configuration.put("seed", Long.toString(request.seed()));
        configuration.put(
                "data kept",
                dataBytes <= TrainingArchive.MOST_BYTES
                        ? dataBytes + " bytes"
                        : "no: " + dataBytes + " bytes, at most " + TrainingArchive.MOST_BYTES + " are");
        TrainingRequest.Start start = request.startFrom();
        if (start != null) {
            configuration.put("start from", start.name() + " " + start.version());
        }
        configuration.put("exclude", String.join(" ", request.exclude()));
        configuration.put("patients learned from", Integer.toString(learned.learned()));
        configuration.put("patients kept apart", Integer.toString(learned.apart()));
        String goal = request.goal().text();
        if (goal.length() <= MOST_GOAL_CHARS) {
            configuration.put(GOAL, goal);
        }
        String reference = lineage.reference();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ModelVersion> latest = within(models.latest(request.name()));
            ModelVersion version = ModelVersion.of(
                    request.name(),
                    latest.map(ModelVersion::version).orElse(0) + 1,
                    learned.model().strategy(),
                    lineage.by(),
                    lineage.now(),
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
