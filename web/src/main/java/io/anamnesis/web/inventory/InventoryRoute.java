package io.anamnesis.web.inventory;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.Aggregation;
import io.anamnesis.protocol.query.Aggregation.Dimension;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.query.QueryDesk;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/inventory}. */
public final class InventoryRoute implements Handler<RoutingContext> {
    private static final String AGES = "1,7,30,365";
    private static final int MAX_AGES = 20;
    private static final Criterion ALL = all();

    private final QueryDesk desk;
    private final QualityDesk quality;
    private final InstantSource clock;

    public InventoryRoute(QueryDesk desk, QualityDesk quality, InstantSource clock) {
        this.desk = desk;
        this.quality = quality;
        this.clock = clock;
    }

    /** What everybody either has or has not. */
    private static Criterion all() {
        try {
            return CriterionText.parse("modality:clinical present or modality:clinical missing");
        } catch (MalformedCriterion e) {
            throw new IllegalStateException("a constant is a criterion", e);
        }
    }

    @Override
    public void handle(RoutingContext context) {
        if (!desk.admitted(context)) {
            return;
        }
        try {
            QueryParameters query = new QueryParameters(context);
            Criterion criterion = criterion(query.optional("criteria"));
            List<Double> edges = ages(query.optional("ages"));
            Caller caller = BearerHandler.caller(context);
            AggregateQuery question = new AggregateQuery(caller, criterion, UnknownPolicy.EXCLUDE, aggregations(edges));
            desk.ask(
                    context,
                    queries -> queries.aggregate(question, desk.settings().deadline()),
                    answer -> Future.fromCompletionStage(
                                    quality.everywhere(), context.vertx().getOrCreateContext())
                            .onSuccess(all ->
                                    QueryDesk.json(context, InventoryBody.of(answer, edges, clock.instant(), all)))
                            .onFailure(context::fail));
        } catch (Refused e) {
            e.problem().send(context.request());
        }
    }

    private static Criterion criterion(@Nullable String text) throws Refused {
        if (text == null) {
            return ALL;
        }
        try {
            return CriterionText.parse(text);
        } catch (MalformedCriterion e) {
            throw new Refused(new Problem(ProblemCode.MALFORMED_QUERY, "criteria: " + e.where() + ": " + e.detail()));
        }
    }

    /** Days, ascending. */
    private static List<Double> ages(@Nullable String text) throws Refused {
        try {
            List<Double> edges = Arrays.stream((text == null ? AGES : text).split(",", MAX_AGES + 1))
                    .map(Double::valueOf)
                    .toList();
            if (edges.size() <= MAX_AGES) {
                return new Dimension.Bins("", edges).edges();
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new Refused(
                Problem.parameter("ages", "1 to " + MAX_AGES + " ascending numbers of days, such as " + AGES));
    }

    /** The patterns, then for each modality its ages, then its ages by source. */
    private static List<Aggregation> aggregations(List<Double> edges) {
        List<Aggregation> all = new ArrayList<>();
        all.add(new Aggregation.Missingness());
        for (Modality modality : Modality.values()) {
            String days = modality.wireName() + ".days-since-last";
            all.add(new Aggregation.Histogram(days, edges));
            all.add(new Aggregation.CrossTable(
                    new Dimension.Terms("source", "system", modality), new Dimension.Bins(days, edges)));
        }
        return all;
    }
}
