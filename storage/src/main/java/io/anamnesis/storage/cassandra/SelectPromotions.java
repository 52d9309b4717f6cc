package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.model.Promotion;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Reads promotions of an alias below a generation, the newest first. */
final class SelectPromotions {
    private final CqlRequests requests;
    private final Executor decoding;
    private final PreparedStatement select;

    SelectPromotions(CqlRequests requests, Executor decoding) {
        this.requests = requests;
        this.decoding = decoding;
        this.select = requests.prepare("""
                SELECT alias, generation, name, version, promoted_by, promoted_at, reason FROM model_alias
                WHERE alias = ? AND generation < ? LIMIT ?""");
    }

    CompletionStage<List<Promotion>> run(String alias, long before, int limit) {
        return requests.rows(
                "Reading promotions", select.bind(alias, before, limit), decoding, SelectPromotions::promotion);
    }

    private static Promotion promotion(Row row) {
        return new Promotion(
                text(row, "alias"),
                row.getLong("generation"),
                text(row, "name"),
                row.getInt("version"),
                text(row, "promoted_by"),
                Objects.requireNonNull(row.getInstant("promoted_at")),
                text(row, "reason"));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
