package io.anamnesis.web.query;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.NearestTo;
import java.time.Duration;

/** The keys under {@code anamnesis.web.query}; {@code reference.conf} explains each. */
public record QuerySettings(
        Duration deadline,
        Duration maxDeadline,
        int maxBody,
        int maxConcurrentQueries,
        int page,
        int maxPage,
        int streamPage,
        long maxStreamRows,
        int neighbours) {

    public QuerySettings {
        if (deadline.toMillis() < 1 || deadline.compareTo(maxDeadline) > 0) {
            throw new ConfigException.BadValue("anamnesis.web.query", "1 ms <= deadline <= max-deadline");
        }
        if (page < 1 || page > maxPage || maxPage > CohortQuery.MAX_LIMIT) {
            throw new ConfigException.BadValue(
                    "anamnesis.web.query", "1 <= page <= max-page <= " + CohortQuery.MAX_LIMIT);
        }
        if (streamPage < 1 || streamPage > CohortQuery.MAX_LIMIT || maxStreamRows < streamPage) {
            throw new ConfigException.BadValue(
                    "anamnesis.web.query",
                    "1 <= stream-page <= " + CohortQuery.MAX_LIMIT + ", and max-stream-rows is no less");
        }
        if (neighbours < 1 || neighbours > NearestTo.MAX_K || maxBody < 1 || maxConcurrentQueries < 1) {
            throw new ConfigException.BadValue(
                    "anamnesis.web.query",
                    "neighbours is 1 to " + NearestTo.MAX_K + ", max-body and max-concurrent-queries at least 1");
        }
    }

    /** Reads the settings out of their own section. */
    public static QuerySettings from(Config query) {
        return new QuerySettings(
                query.getDuration("deadline"),
                query.getDuration("max-deadline"),
                Math.toIntExact(query.getMemorySize("max-body").toBytes()),
                query.getInt("max-concurrent-queries"),
                query.getInt("page"),
                query.getInt("max-page"),
                query.getInt("stream-page"),
                query.getLong("max-stream-rows"),
                query.getInt("neighbours"));
    }
}
