package io.anamnesis.node.check;

import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what was acknowledged with journal and fold, after a stream has ended. */
final class StoredComparison {
    private StoredComparison() {}

    /** Adds figures, and a fault for each thing that does not hold. */
    static void of(
            TrialOptions options,
            StorageOpener opener,
            TrialSystem system,
            SyntheticStream stream,
            Ledger ledger,
            List<String> figures,
            List<String> faults)
            throws IOException, InterruptedException {
        options.terminal().say("comparing journal and fold with what was acknowledged …");
        long acknowledged = 0;
        Questions questions = new Questions(new NodeRing(system.urls()), options.token());
        try (Storage storage = opener.open(DatabaseAccess.load(options.home().databaseAccess()))) {
            Comparison comparison = new Comparison(storage.journal(), questions);
            for (Map.Entry<PatientId, Set<String>> each : ledger.acknowledged().entrySet()) {
                acknowledged += each.getValue().size();
                long sent = stream.samplesOf().getOrDefault(each.getKey(), 0L);
                comparison.patient(each.getKey(), each.getValue(), sent);
            }
            figures.addAll(comparison.lines());
            faults.addAll(comparison.faults());
        }
        if (acknowledged != stream.messages()) {
            faults.add(stream.messages() + " messages were sent, " + acknowledged + " acknowledged");
        }
        Map<String, String> refused = ledger.refused();
        if (refused.size() != stream.implausible()
                || !refused.keySet().stream().allMatch(SyntheticStream::isImplausible)) {
            faults.add(stream.implausible() + " messages had to be refused, " + refused.size() + " were");
        }
    }
}
