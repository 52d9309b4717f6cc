package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.TupleType;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;

/** A cell of a column {@code frozen<tuple<uuid, blob>>}: which save wrote the cell, and what; see {@link SaveOrder}. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared
record SavedContent(UUID saveId, byte[] body) {
    static TupleType type(PreparedStatement insert, String column) {
        return (TupleType) insert.getVariableDefinitions().get(column).getType();
    }

    TupleValue toTuple(TupleType type) {
        return type.newValue().setUuid(0, saveId).setByteBuffer(1, ByteBuffer.wrap(body));
    }

    static SavedContent of(Row row, String column) {
        TupleValue tuple = Objects.requireNonNull(row.getTupleValue(column));
        ByteBuffer body = Objects.requireNonNull(tuple.getByteBuffer(1));
        return new SavedContent(Objects.requireNonNull(tuple.getUuid(0)), bytes(body));
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
