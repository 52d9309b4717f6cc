package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.port.ModelStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Writes and reads a part of what a model was trained on. */
final class ModelDataCell {
    private final CqlRequests requests;
    private final Executor decoding;
    private final PreparedStatement insert;
    private final PreparedStatement insertForAWhile;
    private final PreparedStatement select;

    ModelDataCell(CqlRequests requests, Executor decoding) {
        this.requests = requests;
        this.decoding = decoding;
        this.insert = requests.prepare("INSERT INTO model_data (name, version, part, content) VALUES (?, ?, ?, ?)");
        this.insertForAWhile =
                requests.prepare("INSERT INTO model_data (name, version, part, content) VALUES (?, ?, ?, ?) USING TTL "
                        + ModelStore.STAGED_SECONDS);
        this.select = requests.prepare("SELECT content FROM model_data WHERE name = ? AND version = ? AND part = ?");
    }

    CompletionStage<Void> write(String name, int version, int part, ByteBuffer content) {
        return requests.write(
                "Writing what a model was trained on", insert.bind(name, version, part, content.duplicate()));
    }

    CompletionStage<Void> stage(String upload, int part, ByteBuffer content) {
        return requests.write(
                "Staging what a model is to be trained on",
                insertForAWhile.bind(upload, ModelStore.STAGED, part, content.duplicate()));
    }

    CompletionStage<List<ByteBuffer>> read(String name, int version, int part) {
        return requests.rows(
                "Reading what a model was trained on",
                select.bind(name, version, part),
                decoding,
                ModelDataCell::content);
    }

    private static ByteBuffer content(Row row) {
        return ByteBuffer.wrap(SavedContent.bytes(Objects.requireNonNull(row.getByteBuffer("content"))));
    }
}
