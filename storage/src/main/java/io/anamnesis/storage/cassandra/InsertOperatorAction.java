package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.port.OperatorAction;
import java.util.concurrent.CompletionStage;

/** Writes or replaces what an operator did. */
final class InsertOperatorAction {
    private final CqlRequests requests;
    private final PreparedStatement insert;

    InsertOperatorAction(CqlRequests requests) {
        this.requests = requests;
        this.insert = requests.prepare("""
                INSERT INTO operator_action (month, id, done_at, done_by, verb, target, reason, state, outcome, settled_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    CompletionStage<Void> run(OperatorAction action) {
        return requests.write(
                "Recording an operator's action",
                insert.bind(
                        OperatorAction.monthOf(action.at()).toString(),
                        action.id(),
                        action.at(),
                        action.by(),
                        action.verb(),
                        action.target(),
                        action.reason(),
                        action.state().name(),
                        action.outcome(),
                        action.settledAt()));
    }
}
