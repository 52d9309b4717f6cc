package io.anamnesis.ops.metrics;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.protocol.model.Job;
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
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.client.Models;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** No models but one, of which two numbers have drifted. */
final class DriftedModels implements Models {
    @Override
    public CompletionStage<DriftView> drift(Caller caller) {
        throw new AssertionError("metrics are of one node");
    }

    @Override
    public CompletionStage<DriftView> ownDrift(Caller caller) {
        return CompletableFuture.completedStage(new DriftView(
                List.of("n-1"),
                List.of(),
                List.of(),
                new FusionView.Model("m", 1, "late", 1),
                500,
                DriftView.Level.ALARM,
                null,
                List.of(
                        new DriftView.Series("wearables", "a", DriftView.Level.ALARM, 0.75, 0.25, 0.5, 0, 0.0),
                        new DriftView.Series("wearables", "b", DriftView.Level.STEADY, 0.1, 0.25, 0.1, 0, 0.0))));
    }

    @Override
    public CompletionStage<List<ModelVersion>> list(
            @Nullable String afterName, int afterVersion, int limit, Caller caller) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<QueryResult<ModelVersion>> find(String name, int version, Caller caller) {
        return CompletableFuture.completedStage(unknown());
    }

    @Override
    public CompletionStage<QueryResult<ModelCohort>> cohort(String name, int version, Caller caller) {
        return CompletableFuture.completedStage(unknown());
    }

    @Override
    public CompletionStage<QueryResult<byte[]>> onnx(String name, int version, Caller caller) {
        return CompletableFuture.completedStage(unknown());
    }

    @Override
    public CompletionStage<List<Promotion>> promotions(String alias, long before, int limit, Caller caller) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<QueryResult<ShadowView>> shadow(@Nullable Criterion label, Caller caller) {
        return CompletableFuture.completedStage(unknown());
    }

    @Override
    public CompletionStage<QueryResult<Promotion>> promote(
            String alias, String name, int version, String reason, Caller caller) {
        return CompletableFuture.completedStage(unknown());
    }

    @Override
    public List<NodeProgress> progress() {
        return List.of();
    }

    @Override
    public CompletionStage<QueryResult<Job>> train(TrainingRequest request, Caller caller) {
        return CompletableFuture.completedStage(unknown());
    }

    @Override
    public CompletionStage<QueryResult<Job>> train(TrainingRequest request, TrainingFolder folder, Caller caller) {
        return CompletableFuture.completedStage(unknown());
    }

    @Override
    public CompletionStage<QueryResult<Job>> repeat(String name, int version, Caller caller) {
        return CompletableFuture.completedStage(unknown());
    }

    @Override
    public CompletionStage<List<Job>> jobs(Caller caller) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<Cancellation> cancel(String id, Caller caller) {
        return CompletableFuture.completedStage(new Cancellation(null, null));
    }

    private static <T> QueryResult<T> unknown() {
        return new QueryResult.Refused<>(new Rejection.UnknownModel("m", 1));
    }
}
