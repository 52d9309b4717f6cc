package io.anamnesis.web.similarity;

import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.query.QueryDesk;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /v1/similarity/query} and {@code GET /v1/patients/{id}/similar}. */
public final class SimilarityRoutes {
    private final QueryDesk desk;

    public SimilarityRoutes(QueryDesk desk) {
        this.desk = desk;
    }

    /** Near a patient or vectors, as the body says. */
    public void query(RoutingContext context) {
        desk.body(
                context,
                body -> answer(context, SimilarityRequest.read(body, BearerHandler.caller(context), desk.settings())));
    }

    /** Near the patient of the path. */
    public void similar(RoutingContext context) {
        SimilarityRequest request;
        try {
            request = SimilarityRequest.read(
                    new QueryParameters(context), BearerHandler.caller(context), desk.settings());
        } catch (Refused e) {
            e.problem().send(context.request());
            return;
        }
        if (desk.admitted(context)) {
            answer(context, request);
        }
    }

    private void answer(RoutingContext context, SimilarityRequest request) {
        desk.ask(
                context,
                queries -> queries.similar(request.query(), request.deadline()),
                answer -> QueryDesk.json(context, SimilarityBody.of(answer)));
    }
}
