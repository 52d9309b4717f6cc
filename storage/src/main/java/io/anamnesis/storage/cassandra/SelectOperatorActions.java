package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.port.OperatorAction;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads what operators did in a month, the newest first. */
final class SelectOperatorActions {
    /** Behind every id, which begins with a digit. */
    private static final String NO_ID_IS_BEHIND = "~";

    private final CqlRequests requests;
    private final PreparedStatement before;

    SelectOperatorActions(CqlRequests requests) {
        this.requests = requests;
        this.before = requests.prepare("""
                SELECT id, done_at, done_by, verb, target, reason, state, outcome, settled_at
                FROM operator_action WHERE month = ? AND id < ? LIMIT ?""");
    }

    CompletionStage<List<OperatorAction>> before(YearMonth month, @Nullable String id, int limit) {
        return requests.rows(
                "Reading operators' actions",
                before.bind(month.toString(), id == null ? NO_ID_IS_BEHIND : id, limit),
                Runnable::run,
                SelectOperatorActions::action);
    }

    private static OperatorAction action(Row row) {
        return new OperatorAction(
                text(row, "id"),
                Objects.requireNonNull(row.getInstant("done_at")),
                text(row, "done_by"),
                text(row, "verb"),
                text(row, "target"),
                text(row, "reason"),
                OperatorAction.State.valueOf(text(row, "state")),
                text(row, "outcome"),
                row.getInstant("settled_at"));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column));
    }
}
