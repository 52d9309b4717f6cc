package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.port.OperatorAction;
import io.anamnesis.protocol.port.OperatorActions;
import io.anamnesis.storage.Limits;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What operators did, a month in a partition. */
final class CassandraOperatorActions implements OperatorActions {
    private final InsertOperatorAction insert;
    private final SelectOperatorActions select;

    CassandraOperatorActions(CqlRequests requests) {
        insert = new InsertOperatorAction(requests);
        select = new SelectOperatorActions(requests);
    }

    @Override
    public CompletionStage<Void> save(OperatorAction action) {
        return insert.run(action);
    }

    @Override
    public CompletionStage<List<OperatorAction>> page(YearMonth month, @Nullable String before, int limit) {
        Limits.requirePage(limit);
        return select.before(month, before, limit);
    }
}
