package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.model.ModelVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reads versions of models: one, the latest of a name, or those behind one. */
final class SelectModels {
    private static final String ROWS =
            "SELECT name, version, strategy, created_by, created_at, data, features, metrics,"
                    + " configuration, artefact_hash, artefact_bytes FROM model_version WHERE shelf = ? AND ";

    private final CqlRequests requests;
    private final Executor decoding;
    private final PreparedStatement one;
    private final PreparedStatement latest;
    private final PreparedStatement behind;

    SelectModels(CqlRequests requests, Executor decoding) {
        this.requests = requests;
        this.decoding = decoding;
        this.one = requests.prepare(ROWS + "name = ? AND version = ?");
        this.latest = requests.prepare(ROWS + "name = ? ORDER BY name DESC, version DESC LIMIT 1");
        this.behind = requests.prepare(ROWS + "(name, version) > (?, ?) LIMIT ?");
    }

    CompletionStage<List<ModelVersion>> one(String name, int version) {
        return requests.rows(
                "Reading a model", one.bind(InsertModel.SHELF, name, version), decoding, SelectModels::version);
    }

    CompletionStage<List<ModelVersion>> latest(String name) {
        return requests.rows(
                "Reading the latest model", latest.bind(InsertModel.SHELF, name), decoding, SelectModels::version);
    }

    /** @param name a name, or empty text, which is before all */
    CompletionStage<List<ModelVersion>> behind(String name, int version, int limit) {
        return requests.rows(
                "Reading models",
                behind.bind(InsertModel.SHELF, name, version, limit),
                decoding,
                SelectModels::version);
    }

    private static ModelVersion version(Row row) {
        return new ModelVersion(
                text(row, "name"),
                row.getInt("version"),
                text(row, "strategy"),
                text(row, "created_by"),
                Objects.requireNonNull(row.getInstant("created_at")),
                text(row, "data"),
                row.getInt("features"),
                new TreeMap<>(orEmpty(row.getMap("metrics", String.class, Double.class))),
                new TreeMap<>(orEmpty(row.getMap("configuration", String.class, String.class))),
                text(row, "artefact_hash"),
                row.getInt("artefact_bytes"));
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
