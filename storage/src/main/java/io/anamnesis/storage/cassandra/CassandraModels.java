package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.storage.Limits;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Versions in one partition, artefacts and parts of what they were trained on each in its own, promotions by alias. The artefact is written before its version is told of. */
final class CassandraModels implements ModelStore {
    private final InsertModel insertModel;
    private final SelectModels selectModels;
    private final ArtefactCell artefacts;
    private final ModelDataCell data;
    private final InsertPromotion insertPromotion;
    private final SelectPromotions selectPromotions;

    CassandraModels(CqlRequests requests, Executor decoding) {
        insertModel = new InsertModel(requests, decoding);
        selectModels = new SelectModels(requests, decoding);
        artefacts = new ArtefactCell(requests, decoding);
        data = new ModelDataCell(requests, decoding);
        insertPromotion = new InsertPromotion(requests, decoding);
        selectPromotions = new SelectPromotions(requests, decoding);
    }

    /** Whoever loses the race for a version has overwritten no artefact: the condition comes first, and only its winner writes. */
    @Override
    public CompletionStage<Boolean> add(ModelVersion version, ModelArtefact artefact) {
        return insertModel
                .run(version)
                .thenCompose(added -> added
                        ? CompletableFuture.completedStage(true)
                        : find(version.name(), version.version())
                                .thenApply(kept -> kept.filter(version::equals).isPresent()))
                .thenCompose(ours -> ours
                        ? artefacts.write(version, artefact).thenApply(done -> true)
                        : CompletableFuture.completedStage(false));
    }

    @Override
    public CompletionStage<Optional<ModelVersion>> find(String name, int version) {
        return selectModels.one(name, version).thenApply(found -> found.stream().findFirst());
    }

    @Override
    public CompletionStage<Optional<ModelVersion>> latest(String name) {
        return selectModels.latest(name).thenApply(found -> found.stream().findFirst());
    }

    @Override
    public CompletionStage<Optional<ModelArtefact>> artefact(String name, int version) {
        return artefacts.read(name, version).thenApply(found -> found.stream().findFirst());
    }

    @Override
    public CompletionStage<Void> keepData(String name, int version, int part, ByteBuffer content) {
        Limits.requireDataPart(content);
        return data.write(name, version, part, content);
    }

    @Override
    public CompletionStage<Void> stageData(String upload, int part, ByteBuffer content) {
        Limits.requireDataPart(content);
        return data.stage(upload, part, content);
    }

    @Override
    public CompletionStage<Optional<ByteBuffer>> data(String name, int version, int part) {
        return data.read(name, version, part).thenApply(found -> found.stream().findFirst());
    }

    @Override
    public CompletionStage<List<ModelVersion>> list(@Nullable String afterName, int afterVersion, int limit) {
        Limits.requirePage(limit);
        return selectModels.behind(afterName == null ? "" : afterName, afterVersion, limit);
    }

    @Override
    public CompletionStage<Boolean> promote(Promotion promotion) {
        return insertPromotion
                .run(promotion)
                .thenCompose(added -> added
                        ? CompletableFuture.completedStage(true)
                        : promotions(promotion.alias(), promotion.generation() + 1, 1)
                                .thenApply(kept -> kept.contains(promotion)));
    }

    @Override
    public CompletionStage<List<Promotion>> promotions(String alias, long before, int limit) {
        Limits.requirePage(limit);
        return selectPromotions.run(alias, before, limit);
    }
}
