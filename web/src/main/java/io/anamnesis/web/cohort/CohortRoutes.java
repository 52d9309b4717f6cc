package io.anamnesis.web.cohort;

import io.anamnesis.web.query.QueryDesk;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** {@code POST /v1/cohorts/query} and {@code POST /v1/cohorts/aggregate}. */
public final class CohortRoutes {
    private final QueryDesk desk;

    public CohortRoutes(QueryDesk desk) {
        this.desk = desk;
    }

    /** Who fits: a page as JSON, or all as NDJSON where the client accepts that. */
    public void query(RoutingContext context) {
        boolean streamed = streamed(context);
        desk.body(context, body -> {
            CohortRequest request = CohortRequest.read(body, BearerHandler.caller(context), streamed, desk.settings());
            if (streamed) {
                new CohortStream(desk, context, request).begin();
            } else {
                page(context, request);
            }
        });
    }

    /** What those who fit have in common. */
    public void aggregate(RoutingContext context) {
        desk.body(context, body -> {
            AggregateRequest request = AggregateRequest.read(body, BearerHandler.caller(context), desk.settings());
            desk.ask(
                    context,
                    queries -> queries.aggregate(request.query(), request.deadline()),
                    answer -> QueryDesk.json(context, AggregateBody.of(answer)));
        });
    }

    private void page(RoutingContext context, CohortRequest request) {
        desk.ask(
                context,
                queries -> queries.cohort(request.query(), request.deadline()),
                answer -> QueryDesk.json(
                        context,
                        CohortBody.of(
                                answer, request.query().order(), request.query().explain())));
    }

    private static boolean streamed(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(CohortStream.MEDIA_TYPE);
    }
}
