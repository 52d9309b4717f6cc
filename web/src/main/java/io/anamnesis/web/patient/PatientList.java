package io.anamnesis.web.patient;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.CohortRow;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.Criterion.ModalityIs;
import io.anamnesis.protocol.query.RowOrder;
import io.anamnesis.protocol.query.RowPlace;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.query.CoverageBody;
import io.anamnesis.web.query.QueryDesk;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/patients?prefix=&after=&limit=}: who there is, in the order of ids. The index answers, as it answers cohorts: a
 * page goes on behind an id, so that a prefix is where a page begins, and the first id without it is where the list ends.
 */
public final class PatientList implements Handler<RoutingContext> {
    /** True of everybody, and never unknown. */
    private static final Criterion EVERYBODY = new Criterion.Or(List.of(
            new ModalityIs(Modality.CLINICAL, ModalityIs.State.PRESENT, null),
            new ModalityIs(Modality.CLINICAL, ModalityIs.State.MISSING, null)));

    private static final String AGE = "age";

    /** What ids are made of, ascending; an id begins with a letter or digit. */
    private static final String ALPHABET = " +-.0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";

    private static final int LONGEST_ID = 128;

    private final QueryDesk desk;

    public PatientList(QueryDesk desk) {
        this.desk = desk;
    }

    /**
     * A page.
     *
     * @param nextAfter the {@code after} of the next page, or absent at the end
     */
    record Body(
            CoverageBody coverage,
            List<Entry> patients,
            @Nullable PatientId nextAfter) {}

    /**
     * One patient.
     *
     * @param numbers {@code age} in completed years, where a birth is known
     */
    record Entry(PatientId patient, long seq, Map<String, Double> numbers) {}

    @Override
    public void handle(RoutingContext context) {
        String prefix;
        CohortQuery query;
        try {
            QueryParameters parameters = new QueryParameters(context);
            prefix = prefix(parameters.optional("prefix"));
            query = new CohortQuery(
                    BearerHandler.caller(context),
                    EVERYBODY,
                    UnknownPolicy.EXCLUDE,
                    List.of(AGE),
                    RowOrder.BY_PATIENT,
                    parameters.limit(desk.settings().page(), desk.settings().maxPage()),
                    place(after(parameters.optional("after"), prefix)),
                    false);
        } catch (Refused e) {
            e.problem().send(context.request());
            return;
        }
        if (desk.admitted(context)) {
            desk.ask(
                    context,
                    queries -> queries.cohort(query, desk.settings().deadline()),
                    answer -> QueryDesk.json(context, page(answer, prefix)));
        }
    }

    private static Body page(CohortAnswer answer, String prefix) {
        List<CohortRow> rows = answer.rows().stream()
                .takeWhile(row -> row.patient().value().startsWith(prefix))
                .toList();
        RowPlace next = answer.next();
        return new Body(
                CoverageBody.of(answer.coverage()),
                rows.stream()
                        .map(row -> new Entry(row.patient(), row.seq(), row.numbers()))
                        .toList(),
                next != null && rows.size() == answer.rows().size() ? next.patient() : null);
    }

    private static String prefix(@Nullable String given) throws Refused {
        String prefix = given == null ? "" : given;
        // an id does not end with a space, a prefix may
        if (!prefix.isEmpty() && (prefix.length() >= LONGEST_ID || !PatientId.isValid(prefix + "0"))) {
            throw new Refused(Problem.parameter("prefix", "how a patient id begins, 1 to 127 characters"));
        }
        return prefix;
    }

    private static @Nullable PatientId after(@Nullable String given, String prefix) throws Refused {
        if (given == null) {
            return before(prefix);
        }
        if (!PatientId.isValid(given) || !given.startsWith(prefix)) {
            throw new Refused(Problem.parameter("after", "the nextAfter of the page before, of the same prefix"));
        }
        return new PatientId(given);
    }

    /** The greatest id that stands before all that begin so; null where none does. */
    static @Nullable PatientId before(String prefix) {
        if (prefix.isEmpty()) {
            return null;
        }
        int last = prefix.length() - 1;
        String head = prefix.substring(0, last);
        for (int i = ALPHABET.indexOf(prefix.charAt(last)) - 1; i >= 0; i--) {
            String candidate = head + ALPHABET.charAt(i);
            if (PatientId.isValid(candidate + "~")) {
                return new PatientId(candidate + "~".repeat(LONGEST_ID - candidate.length()));
            }
        }
        // nothing stands between what is shorter by one and this
        return PatientId.isValid(head) ? new PatientId(head) : before(head);
    }

    private static @Nullable RowPlace place(@Nullable PatientId after) {
        return after == null ? null : new RowPlace(null, after);
    }
}
