package io.anamnesis.web;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.ShadowView;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.client.Models;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One model of three versions; promotions and trainings are remembered and nothing comes of them. */
public final class MemoryModels implements Models {
    public static final String NAME = "relapse";

    private final List<Promotion> promotions = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private @Nullable TrainingRequest asked;
    private @Nullable TrainingFolder folder;

    /** The training that was asked for last. */
    public synchronized @Nullable TrainingRequest asked() {
        return asked;
    }

    private static List<ModelVersion> versions() {
        List<ModelVersion> versions = new ArrayList<>();
        for (int version = 1; version <= 3; version++) {
            versions.add(ModelVersion.of(
                    NAME,
                    version,
                    "late",
                    "u-1",
                    Instant.EPOCH,
                    "cohort: age >= 18",
                    12,
                    Map.of("AUROC", 0.75),
                    Map.of("seed", "20"),
                    new ModelArtefact(new byte[] {1})));
        }
        return versions;
    }

    @Override
    public CompletionStage<List<ModelVersion>> list(
            @Nullable String afterName, int afterVersion, int limit, Caller caller) {
        return CompletableFuture.completedStage(versions().stream()
                .filter(each -> afterName == null || each.version() > afterVersion)
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<QueryResult<ModelVersion>> find(String name, int version, Caller caller) {
        return CompletableFuture.completedStage(versions().stream()
                .filter(each -> each.name().equals(name) && each.version() == version)
                .findFirst()
                .<QueryResult<ModelVersion>>map(QueryResult.Answered::new)
                .orElseGet(() -> new QueryResult.Refused<>(new Rejection.UnknownModel(name, version))));
    }

    /** The first is of a build of before, the others learned from grown-ups. */
    @Override
    public CompletionStage<QueryResult<ModelCohort>> cohort(String name, int version, Caller caller) {
        try {
            ModelCohort cohort =
                    version == 1 ? ModelCohort.OF_BEFORE : ModelCohort.of(CriterionText.parse("age >= 18"));
            return CompletableFuture.completedStage(new QueryResult.Answered<>(cohort));
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
    }

    /** The third has no such form. */
    @Override
    public CompletionStage<QueryResult<byte[]>> onnx(String name, int version, Caller caller) {
        return find(name, version, caller)
                .thenApply(found -> found instanceof QueryResult.Refused<ModelVersion> refused
                        ? new QueryResult.Refused<>(refused.rejection())
                        : version == 3
                                ? new QueryResult.Refused<>(
                                        new Rejection.Malformed("/version", "The model can't be exported: too wide"))
                                : new QueryResult.Answered<>(new byte[] {8, 7}));
    }

    @Override
    public synchronized CompletionStage<List<Promotion>> promotions(
            String alias, long before, int limit, Caller caller) {
        return CompletableFuture.completedStage(promotions.stream()
                .filter(each -> each.alias().equals(alias) && each.generation() < before)
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<QueryResult<ShadowView>> shadow(@Nullable Criterion label, Caller caller) {
        return CompletableFuture.completedStage(new QueryResult.Answered<>(shadowed(label)));
    }

    private static ShadowView shadowed(@Nullable Criterion label) {
        ShadowView.Known known = new ShadowView.Known(40, 0.125, List.of(new ShadowView.Tenth(0.5, 40, 0.55, 0.6)));
        List<Long> tenths = List.of(0L, 0L, 0L, 0L, 0L, 90L, 0L, 0L, 0L, 0L);
        return new ShadowView(
                List.of("n-1"),
                List.of("n-2"),
                List.of(),
                new FusionView.Model(NAME, 2, "late", 3),
                new FusionView.Model(NAME, 3, "attention", 1),
                null,
                label == null ? null : CriterionText.print(label),
                100,
                90,
                81L,
                List.of(new ShadowView.Score("yes", -0.01, 0.05, 0.02, tenths, tenths, known, known)));
    }

    @Override
    public synchronized CompletionStage<QueryResult<Promotion>> promote(
            String alias, String name, int version, String reason, Caller caller) {
        if (!name.equals(NAME) || version > 3) {
            return CompletableFuture.completedStage(
                    new QueryResult.Refused<>(new Rejection.UnknownModel(name, version)));
        }
        Promotion promotion =
                new Promotion(alias, promotions.size() + 1L, name, version, caller.subject(), Instant.EPOCH, reason);
        promotions.add(0, promotion);
        return CompletableFuture.completedStage(new QueryResult.Answered<>(promotion));
    }

    @Override
    public List<NodeProgress> progress() {
        return List.of(new NodeProgress("anamnesis@127.0.0.1:2551", 1, NAME, 1, 7, 10, Instant.EPOCH));
    }

    @Override
    public CompletionStage<DriftView> ownDrift(Caller caller) {
        return drift(caller);
    }

    @Override
    public CompletionStage<DriftView> drift(Caller caller) {
        DriftView.Series far = new DriftView.Series(
                "wearables", "glucose.mean[14d]", DriftView.Level.ALARM, 0.5, 0.01, 0.4, 0.125, null);
        DriftView.Series near = new DriftView.Series("score", "yes", DriftView.Level.STEADY, 0.01, 0.01, null, 0, 0.25);
        return CompletableFuture.completedStage(new DriftView(
                List.of("n-1"),
                List.of("n-2"),
                List.of(),
                new FusionView.Model(NAME, 2, "attention", 3),
                400,
                DriftView.Level.ALARM,
                null,
                List.of(far, near)));
    }

    @Override
    public synchronized CompletionStage<QueryResult<Job>> train(TrainingRequest request, Caller caller) {
        asked = request;
        return begun("reading patients", caller);
    }

    @Override
    public synchronized CompletionStage<QueryResult<Job>> train(
            TrainingRequest request, TrainingFolder tables, Caller caller) {
        asked = request;
        folder = tables;
        return begun("reading patients", caller);
    }

    /** What was to be learned from last. */
    public synchronized @Nullable TrainingFolder folder() {
        return folder;
    }

    @Override
    public synchronized CompletionStage<QueryResult<Job>> repeat(String name, int version, Caller caller) {
        return begun("reading what " + name + " " + version + " was trained on", caller);
    }

    private CompletionStage<QueryResult<Job>> begun(String stage, Caller caller) {
        Job job = new Job(
                "training-" + jobs.size(),
                Job.Kind.TRAINING,
                "anamnesis@127.0.0.1:2551",
                Job.State.RUNNING,
                stage,
                1,
                16,
                caller.subject(),
                Instant.EPOCH,
                null,
                null);
        jobs.add(job);
        return CompletableFuture.completedStage(new QueryResult.Answered<>(job));
    }

    @Override
    public synchronized CompletionStage<List<Job>> jobs(Caller caller) {
        return CompletableFuture.completedStage(List.copyOf(jobs));
    }

    @Override
    public synchronized CompletionStage<Cancellation> cancel(String id, Caller caller) {
        return CompletableFuture.completedStage(
                id.startsWith("promotion-")
                        ? new Cancellation(null, "Nothing on record served before, so there is nothing to go back to.")
                        : new Cancellation(
                                jobs.stream()
                                        .filter(job -> job.id().equals(id))
                                        .findFirst()
                                        .orElse(null),
                                null));
    }
}
