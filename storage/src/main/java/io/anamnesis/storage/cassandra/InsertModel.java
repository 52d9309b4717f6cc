package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.model.ModelVersion;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Adds a version of a model, where its number is free. */
final class InsertModel {
    /** All versions are in one partition. */
    static final int SHELF = 0;

    private final CqlRequests requests;
    private final Executor decoding;
    private final PreparedStatement insert;

    InsertModel(CqlRequests requests, Executor decoding) {
        this.requests = requests;
        this.decoding = decoding;
        this.insert = requests.prepare("""
                INSERT INTO model_version (shelf, name, version, strategy, created_by, created_at, data, features,
                    metrics, configuration, artefact_hash, artefact_bytes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS""");
    }

    /** Whether it was free. After a timeout that was none it is not, though what is there is this. */
    CompletionStage<Boolean> run(ModelVersion version) {
        return requests.rows(
                        "Adding a model",
                        insert.bind(
                                SHELF,
                                version.name(),
                                version.version(),
                                version.strategy(),
                                version.createdBy(),
                                version.createdAt(),
                                version.data(),
                                version.features(),
                                version.metrics(),
                                version.configuration(),
                                version.artefactHash(),
                                version.artefactBytes()),
                        decoding,
                        row -> row.getBoolean("[applied]"))
                .thenApply(applied -> applied.contains(true));
    }
}
