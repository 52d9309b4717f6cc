package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.protocol.port.WindowStore;
import io.anamnesis.storage.Limits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Windows, one partition for each metric of a patient. */
final class CassandraWindows implements WindowStore {
    private final Mutations mutations;
    private final InsertWindows insertWindows;
    private final SelectWindows selectWindows;

    CassandraWindows(CqlRequests requests, CassandraSettings.Layout layout) {
        mutations = new Mutations(layout);
        insertWindows = new InsertWindows(requests);
        selectWindows = new SelectWindows(requests);
    }

    /** Metrics side by side, the mutations of one metric one after the other. */
    @Override
    public CompletionStage<Void> save(PatientId patient, List<WindowView> windows) {
        return CompletableFuture.allOf(windows.stream()
                .collect(Collectors.groupingBy(WindowView::metric, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ofMetric -> saveMetric(patient, ofMetric).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public CompletionStage<List<WindowView>> read(
            PatientId patient, String metric, Instant from, Instant to, int limit) {
        Limits.requirePage(limit);
        return from.isBefore(to)
                ? selectWindows.run(patient, metric, nextMilli(from), nextMilli(to), limit)
                : CompletableFuture.completedStage(List.of());
    }

    private CompletionStage<Void> saveMetric(PatientId patient, List<WindowView> windows) {
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (List<WindowView> run : mutations.cut(windows, window -> InsertWindows.ROW_BYTES)) {
            done = done.thenCompose(before -> insertWindows.run(patient, run));
        }
        return done;
    }

    /** Starts are whole milliseconds, so those at or after an instant are those at or after the next whole one. */
    private static Instant nextMilli(Instant instant) {
        Instant floor = instant.truncatedTo(ChronoUnit.MILLIS);
        return floor.equals(instant) ? floor : floor.plusMillis(1);
    }
}
