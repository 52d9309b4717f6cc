package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.model.Promotion;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Adds a promotion, where its generation is free. */
final class InsertPromotion {
    private final CqlRequests requests;
    private final Executor decoding;
    private final PreparedStatement insert;

    InsertPromotion(CqlRequests requests, Executor decoding) {
        this.requests = requests;
        this.decoding = decoding;
        this.insert = requests.prepare("""
                INSERT INTO model_alias (alias, generation, name, version, promoted_by, promoted_at, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS""");
    }

    /** Whether it was free; see {@link InsertModel#run}. */
    CompletionStage<Boolean> run(Promotion promotion) {
        return requests.rows(
                        "Promoting a model",
                        insert.bind(
                                promotion.alias(),
                                promotion.generation(),
                                promotion.name(),
                                promotion.version(),
                                promotion.promotedBy(),
                                promotion.promotedAt(),
                                promotion.reason()),
                        decoding,
                        row -> row.getBoolean("[applied]"))
                .thenApply(applied -> applied.contains(true));
    }
}
