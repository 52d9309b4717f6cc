package io.anamnesis.storage.memory;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.protocol.port.WindowStore;
import io.anamnesis.storage.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;

/** A sorted map per patient and metric. */
final class MemoryWindows implements WindowStore {
    private record Series(PatientId patient, String metric) {}

    private final Map<Series, NavigableMap<Instant, WindowView>> windows = new ConcurrentHashMap<>();
    private final Executor executor;

    MemoryWindows(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Void> save(PatientId patient, List<WindowView> saved) {
        return runAsync(
                () -> saved.forEach(window -> of(patient, window.metric()).put(window.start(), window)), executor);
    }

    @Override
    public CompletionStage<List<WindowView>> read(
            PatientId patient, String metric, Instant from, Instant to, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> from.isBefore(to)
                        ? of(patient, metric).subMap(from, to).values().stream()
                                .limit(limit)
                                .toList()
                        : List.of(),
                executor);
    }

    private NavigableMap<Instant, WindowView> of(PatientId patient, String metric) {
        return windows.computeIfAbsent(new Series(patient, metric), absent -> new ConcurrentSkipListMap<>());
    }
}
