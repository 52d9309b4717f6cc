package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.query.QueryResult;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for answers of a cluster, not for ever. */
final class Awaited {
    private Awaited() {}

    static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    static <T> T answered(QueryResult<T> result) {
        assertThat(result).isInstanceOf(QueryResult.Answered.class);
        return ((QueryResult.Answered<T>) result).answer();
    }
}
