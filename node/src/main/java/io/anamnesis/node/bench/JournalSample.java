package io.anamnesis.node.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of the journal what the system wrote in a round and how: the events of one append carry the same time of
 * receipt, so that neighbours of one patient with equal times are one batch.
 */
final class JournalSample {
    private static final int MOST_ROWS = 5_000;

    /**
     * @param batches rows of each append, in the order of the journal
     * @param rows some of the rows
     */
    record Written(List<Integer> batches, List<JournalRow> rows) {
        Written {
            batches = List.copyOf(batches);
            rows = List.copyOf(rows);
        }

        double rowsABatch() {
            return batches.stream().mapToInt(Integer::intValue).average().orElse(0);
        }

        double payloadBytes() {
            return rows.stream()
                    .mapToInt(row -> row.payload().remaining())
                    .average()
                    .orElse(0);
        }
    }

    private final CqlSession session;
    private final long bucketSize;
    private final PreparedStatement times;
    private final PreparedStatement whole;
    private final Map<String, Long> seen = new HashMap<>();

    JournalSample(CqlSession session, String keyspace, long bucketSize) {
        this.session = session;
        this.bucketSize = bucketSize;
        String from = " FROM " + keyspace + ".patient_event WHERE patient_id = ? AND bucket = ? AND seq > ?";
        this.times = session.prepare("SELECT seq, received_at" + from);
        this.whole = session.prepare("SELECT " + JournalRow.COLUMNS + from + " LIMIT 100");
    }

    /** What was written for these patients since the last call. */
    Written since(List<String> patients) {
        List<Integer> batches = new ArrayList<>();
        List<JournalRow> rows = new ArrayList<>();
        for (String patient : patients) {
            long from = seen.getOrDefault(patient, 0L);
            if (rows.size() < MOST_ROWS) {
                session.execute(whole.bind(patient, from / bucketSize, from))
                        .forEach(row -> rows.add(JournalRow.of(row)));
            }
            seen.put(patient, batches(patient, from, batches));
        }
        return new Written(batches, rows);
    }

    private long batches(String patient, long from, List<Integer> batches) {
        long last = from;
        int size = 0;
        Instant receivedAt = null;
        for (long bucket = from / bucketSize; ; bucket++) {
            boolean any = false;
            for (Row row : session.execute(times.bind(patient, bucket, from))) {
                any = true;
                last = row.getLong(0);
                @Nullable Instant at = row.getInstant(1);
                if (size > 0 && !Objects.equals(at, receivedAt)) {
                    batches.add(size);
                    size = 0;
                }
                size++;
                receivedAt = at;
            }
            if (!any && bucket > from / bucketSize) {
                break;
            }
        }
        if (size > 0) {
            batches.add(size);
        }
        return last;
    }
}
