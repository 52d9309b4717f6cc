package io.anamnesis.storage.memory;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.anamnesis.protocol.port.OperatorAction;
import io.anamnesis.protocol.port.OperatorActions;
import io.anamnesis.storage.Limits;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One sorted map: ids begin with the time. */
final class MemoryOperatorActions implements OperatorActions {
    private final NavigableMap<String, OperatorAction> byId = new ConcurrentSkipListMap<>();
    private final Executor executor;

    MemoryOperatorActions(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Void> save(OperatorAction action) {
        return runAsync(() -> byId.put(action.id(), action), executor);
    }

    @Override
    public CompletionStage<List<OperatorAction>> page(YearMonth month, @Nullable String before, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> (before == null ? byId : byId.headMap(before, false))
                        .descendingMap().values().stream()
                                .filter(each ->
                                        OperatorAction.monthOf(each.at()).equals(month))
                                .limit(limit)
                                .toList(),
                executor);
    }
}
