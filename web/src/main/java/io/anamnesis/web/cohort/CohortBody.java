package io.anamnesis.web.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.CohortRow;
import io.anamnesis.protocol.query.RowOrder;
import io.anamnesis.protocol.query.RowPlace;
import io.anamnesis.web.query.CoverageBody;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of a page.
 *
 * @param next the {@code cursor} of the next page, or absent at the end
 * @param explained how each node found its share, where asked for
 */
record CohortBody(
        CoverageBody coverage,
        Counts counts,
        List<Row> rows,
        @Nullable String next,
        @Nullable List<JsonNode> explained) {
    /** How many there are; see {@link CohortCounts}. */
    record Counts(long matched, long unmatched, long unknown, Map<String, Long> decidableWith) {
        static Counts of(CohortCounts counts) {
            Map<String, Long> decidable = new TreeMap<>();
            counts.decidableWith().forEach((modality, count) -> decidable.put(modality.wireName(), count));
            return new Counts(counts.matched(), counts.unmatched(), counts.unknown(), decidable);
        }
    }

    /** A patient; {@code unknown} is there only where nobody can tell. */
    record Row(PatientId patient, long seq, @Nullable Boolean unknown, Map<String, Double> numbers) {
        static Row of(CohortRow row) {
            return new Row(row.patient(), row.seq(), row.unknown() ? true : null, row.numbers());
        }
    }

    static CohortBody of(CohortAnswer answer, RowOrder order, boolean explained) {
        return new CohortBody(
                CoverageBody.of(answer.coverage()),
                Counts.of(answer.counts()),
                answer.rows().stream().map(Row::of).toList(),
                next(answer.next(), order),
                explained ? answer.explained() : null);
    }

    static @Nullable String next(@Nullable RowPlace place, RowOrder order) {
        return place == null ? null : Cursor.write(place, order);
    }
}
