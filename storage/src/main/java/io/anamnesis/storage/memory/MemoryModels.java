package io.anamnesis.storage.memory;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.storage.Limits;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Sorted maps. */
final class MemoryModels implements ModelStore {
    private record Key(String name, int version) {}

    private record Kept(ModelVersion version, ModelArtefact artefact) {}

    private record PartKey(String name, int version, int part) {}

    private record Place(String alias, long generation) {}

    private final NavigableMap<Key, Kept> models =
            new ConcurrentSkipListMap<>(Comparator.comparing(Key::name).thenComparingInt(Key::version));
    private final NavigableMap<Place, Promotion> promotions = new ConcurrentSkipListMap<>(
            Comparator.comparing(Place::alias).thenComparing(Place::generation, Comparator.reverseOrder()));
    private final Map<PartKey, byte[]> data = new ConcurrentHashMap<>();
    private final Executor executor;

    MemoryModels(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Boolean> add(ModelVersion version, ModelArtefact artefact) {
        return supplyAsync(
                () -> {
                    Kept kept =
                            models.putIfAbsent(new Key(version.name(), version.version()), new Kept(version, artefact));
                    return kept == null || kept.version().equals(version);
                },
                executor);
    }

    @Override
    public CompletionStage<Optional<ModelVersion>> find(String name, int version) {
        return supplyAsync(() -> kept(name, version).map(Kept::version), executor);
    }

    @Override
    public CompletionStage<Optional<ModelVersion>> latest(String name) {
        return supplyAsync(
                () -> Optional.ofNullable(models.floorEntry(new Key(name, Integer.MAX_VALUE)))
                        .map(entry -> entry.getValue().version())
                        .filter(version -> version.name().equals(name)),
                executor);
    }

    @Override
    public CompletionStage<Optional<ModelArtefact>> artefact(String name, int version) {
        return supplyAsync(() -> kept(name, version).map(Kept::artefact), executor);
    }

    @Override
    public CompletionStage<Void> keepData(String name, int version, int part, ByteBuffer content) {
        Limits.requireDataPart(content);
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return runAsync(() -> data.put(new PartKey(name, version, part), bytes), executor);
    }

    /** Never forgotten: memory lives no longer. */
    @Override
    public CompletionStage<Void> stageData(String upload, int part, ByteBuffer content) {
        return keepData(upload, STAGED, part, content);
    }

    @Override
    public CompletionStage<Optional<ByteBuffer>> data(String name, int version, int part) {
        return supplyAsync(
                () -> Optional.ofNullable(data.get(new PartKey(name, version, part)))
                        .map(bytes -> ByteBuffer.wrap(bytes.clone())),
                executor);
    }

    private Optional<Kept> kept(String name, int version) {
        return Optional.ofNullable(models.get(new Key(name, version)));
    }

    @Override
    public CompletionStage<List<ModelVersion>> list(@Nullable String afterName, int afterVersion, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> models.tailMap(new Key(afterName == null ? "" : afterName, afterVersion), false).values().stream()
                        .limit(limit)
                        .map(Kept::version)
                        .toList(),
                executor);
    }

    @Override
    public CompletionStage<Boolean> promote(Promotion promotion) {
        return supplyAsync(
                () -> {
                    Promotion kept =
                            promotions.putIfAbsent(new Place(promotion.alias(), promotion.generation()), promotion);
                    return kept == null || kept.equals(promotion);
                },
                executor);
    }

    @Override
    public CompletionStage<List<Promotion>> promotions(String alias, long before, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> promotions.tailMap(new Place(alias, before), false).values().stream()
                        .takeWhile(each -> each.alias().equals(alias))
                        .limit(limit)
                        .toList(),
                executor);
    }
}
