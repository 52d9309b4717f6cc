package io.anamnesis.storage.schema;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;

/** Settings that decide where rows are found: the first start writes them, every later one has to agree. */
public final class FixedSettings {
    private final CqlSession session;

    /**
     * Works on the keyspace of a session.
     *
     * @param session with the migrated keyspace
     */
    public FixedSettings(CqlSession session) {
        this.session = session;
    }

    /**
     * Fixes a setting, or checks that it is what it was. Blocks.
     *
     * @throws SchemaException where the keyspace was filled under another value
     */
    public void require(String name, String value) {
        Row row = session.execute(SimpleStatement.newInstance(
                                "INSERT INTO storage_constant (name, value) VALUES (?, ?) IF NOT EXISTS", name, value)
                        .setConsistencyLevel(ConsistencyLevel.QUORUM))
                .one();
        if (row == null || row.getBoolean("[applied]")) {
            return;
        }
        String kept = row.getString("value");
        if (!value.equals(kept)) {
            throw new SchemaException("Setting " + name + " is " + value + ", but the data was written with " + kept
                    + " and can't be found with another value: set it back to " + kept);
        }
    }
}
