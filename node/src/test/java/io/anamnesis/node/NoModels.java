package io.anamnesis.node;

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

/** There are no models, and none can be trained. */
final class NoModels implements Models {
    @Override
    public CompletionStage<List<ModelVersion>> list(
            @Nullable String afterName, int afterVersion, int limit, Caller caller) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<QueryResult<ModelVersion>> find(String name, int version, Caller caller) {
        return CompletableFuture.completedStage(refused());
    }

    @Override
    public CompletionStage<QueryResult<ModelCohort>> cohort(String name, int version, Caller caller) {
        return CompletableFuture.completedStage(refused());
    }

    @Override
    public CompletionStage<QueryResult<byte[]>> onnx(String name, int version, Caller caller) {
        return CompletableFuture.completedStage(refused());
    }

    @Override
    public CompletionStage<List<Promotion>> promotions(String alias, long before, int limit, Caller caller) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<QueryResult<ShadowView>> shadow(@Nullable Criterion label, Caller caller) {
        return CompletableFuture.completedStage(refused());
    }

    @Override
    public CompletionStage<QueryResult<Promotion>> promote(
            String alias, String name, int version, String reason, Caller caller) {
        return CompletableFuture.completedStage(refused());
    }

    @Override
    public List<NodeProgress> progress() {
        return List.of();
    }

    @Override
    public CompletionStage<DriftView> ownDrift(Caller caller) {
        return drift(caller);
    }

    @Override
    public CompletionStage<DriftView> drift(Caller caller) {
        return CompletableFuture.completedStage(new DriftView(
                List.of(),
                List.of(),
                List.of(),
                new FusionView.Model("none", 1, "default", 0),
                0,
                DriftView.Level.UNKNOWN,
                "There are no models here.",
                List.of()));
    }

    @Override
    public CompletionStage<QueryResult<Job>> train(TrainingRequest request, Caller caller) {
        return CompletableFuture.completedStage(refused());
    }

    @Override
    public CompletionStage<QueryResult<Job>> train(TrainingRequest request, TrainingFolder folder, Caller caller) {
        return CompletableFuture.completedStage(refused());
    }

    @Override
    public CompletionStage<QueryResult<Job>> repeat(String name, int version, Caller caller) {
        return CompletableFuture.completedStage(refused());
    }

    @Override
    public CompletionStage<List<Job>> jobs(Caller caller) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<Cancellation> cancel(String id, Caller caller) {
        return CompletableFuture.completedStage(new Cancellation(null, null));
    }

    private static <T> QueryResult<T> refused() {
        return new QueryResult.Refused<>(new Rejection.Unavailable("There are no models here."));
    }
}
