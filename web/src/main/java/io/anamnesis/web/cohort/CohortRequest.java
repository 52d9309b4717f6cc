package io.anamnesis.web.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.RowOrder;
import io.anamnesis.protocol.query.RowPlace;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.web.query.MalformedQuery;
import io.anamnesis.web.query.QueryFields;
import io.anamnesis.web.query.QuerySettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/cohorts/query}.
 *
 * @param limit rows of the page, or of the whole answer where it is streamed
 */
record CohortRequest(CohortQuery query, long limit, Duration deadline) {
    private static final int MAX_NAME_CHARS = 200;
    private static final Set<String> FIELDS =
            Set.of("criteria", "unknown", "columns", "order", "limit", "cursor", "explain", "deadlineMs");

    /** @param streamed whether all rows are asked for, one a line */
    static CohortRequest read(JsonNode body, Caller caller, boolean streamed, QuerySettings settings)
            throws MalformedQuery {
        QueryFields fields = new QueryFields(body, FIELDS);
        Criterion criterion = fields.required("criteria");
        RowOrder order = order(fields.object("order", Set.of("by", "descending")));
        RowPlace after = Cursor.read(fields.text("cursor"), order);
        List<String> columns = fields.texts("columns", CohortQuery.MAX_COLUMNS, MAX_NAME_CHARS);
        long limit = streamed
                ? fields.integer("limit", settings.maxStreamRows(), 0, settings.maxStreamRows())
                : fields.integer("limit", settings.page(), 0, settings.maxPage());
        int page = (int) (streamed ? Math.min(limit, settings.streamPage()) : limit);
        CohortQuery query = new CohortQuery(
                caller,
                criterion,
                fields.word("unknown", UnknownPolicy.EXCLUDE),
                columns,
                order,
                page,
                after,
                fields.flag("explain"));
        return new CohortRequest(query, limit, fields.deadline(settings));
    }

    private static RowOrder order(@Nullable QueryFields order) throws MalformedQuery {
        return order == null ? RowOrder.BY_PATIENT : new RowOrder(order.text("by"), order.flag("descending"));
    }
}
