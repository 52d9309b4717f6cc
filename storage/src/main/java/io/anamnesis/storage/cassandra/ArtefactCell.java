package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Writes and reads what a model needs to run. */
final class ArtefactCell {
    private final CqlRequests requests;
    private final Executor decoding;
    private final PreparedStatement insert;
    private final PreparedStatement select;

    ArtefactCell(CqlRequests requests, Executor decoding) {
        this.requests = requests;
        this.decoding = decoding;
        this.insert = requests.prepare("INSERT INTO model_artefact (name, version, content) VALUES (?, ?, ?)");
        this.select = requests.prepare("SELECT content FROM model_artefact WHERE name = ? AND version = ?");
    }

    CompletionStage<Void> write(ModelVersion version, ModelArtefact artefact) {
        return requests.write(
                "Writing a model's artefact",
                insert.bind(version.name(), version.version(), ByteBuffer.wrap(artefact.bytes())));
    }

    CompletionStage<List<ModelArtefact>> read(String name, int version) {
        return requests.rows(
                "Reading a model's artefact", select.bind(name, version), decoding, ArtefactCell::artefact);
    }

    private static ModelArtefact artefact(Row row) {
        ByteBuffer content = Objects.requireNonNull(row.getByteBuffer("content"));
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return new ModelArtefact(bytes);
    }
}
