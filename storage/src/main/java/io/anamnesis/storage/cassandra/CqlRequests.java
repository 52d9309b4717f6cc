package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.anamnesis.protocol.measure.StoreMeasures;
import io.anamnesis.protocol.port.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Runs statements; every failure becomes a {@link StorageException} that says what was being done. */
final class CqlRequests {
    private final CqlSession session;
    private final StoreMeasures measures;

    CqlRequests(CqlSession session, StoreMeasures measures) {
        this.session = session;
        this.measures = measures;
    }

    /** Every statement of ours may be repeated: a second run of the same values changes nothing. */
    PreparedStatement prepare(String cql) {
        return session.prepare(SimpleStatement.newInstance(cql).setIdempotent(true));
    }

    CompletionStage<Void> write(String what, Statement<?> statement) {
        return guarded(what, session.executeAsync(statement).thenApply(CqlRequests::nothing));
    }

    /** One partition, one mutation: all or nothing, and never a log of batches. A single statement goes as it is. */
    CompletionStage<Void> writeTogether(String what, List<? extends BatchableStatement<?>> statements) {
        if (statements.size() == 1) {
            return write(what, statements.get(0));
        }
        return write(
                what,
                BatchStatement.newInstance(BatchType.UNLOGGED)
                        .addAll(statements)
                        .setIdempotent(true));
    }

    /** All rows over all pages; the statement's limit bounds them. */
    <T> CompletionStage<List<T>> rows(String what, Statement<?> statement, Executor executor, Function<Row, T> decode) {
        List<T> rows = new ArrayList<>();
        return guarded(
                what,
                session.executeAsync(statement)
                        .thenComposeAsync(page -> gather(page, rows, executor, decode), executor));
    }

    private static <T> CompletionStage<List<T>> gather(
            AsyncResultSet page, List<T> rows, Executor executor, Function<Row, T> decode) {
        page.currentPage().forEach(row -> rows.add(decode.apply(row)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenComposeAsync(next -> gather(next, rows, executor, decode), executor)
                : CompletableFuture.completedStage(rows);
    }

    private <T> CompletionStage<T> guarded(String what, CompletionStage<T> stage) {
        long begun = System.nanoTime();
        return stage.whenComplete(
                        (done, failure) -> measures.answered(what, System.nanoTime() - begun, failure != null))
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(storageException(what, failure)));
    }

    /** The driver's message names nodes, levels and times, never values. */
    private static StorageException storageException(String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new StorageException(what + " failed: " + cause.getMessage(), cause);
    }

    @SuppressWarnings("NullAway") // a Void has no other value
    private static Void nothing(AsyncResultSet ignored) {
        return null;
    }
}
