package io.anamnesis.node.check;

import io.anamnesis.node.client.LineOutcome;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the nodes said of each message. Thread-safe. */
final class Ledger {
    private final Map<PatientId, Set<String>> acknowledged = new HashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> acceptedTwice = new HashSet<>();
    private final Map<String, String> refused = new HashMap<>();
    private final Map<String, Long> sentAgain = new TreeMap<>();
    private int mostAttempts;

    /** Notes a final outcome. */
    synchronized void settle(ModalityMessage message, LineOutcome outcome) {
        String id = message.id().value();
        String code = outcome.code();
        switch (outcome.status()) {
            case ACCEPTED -> {
                if (!accepted.add(id)) {
                    acceptedTwice.add(id);
                }
                acknowledge(message.patient(), id);
            }
            case DUPLICATE -> acknowledge(message.patient(), id);
            case REFUSED -> refused.put(id, code == null ? "unknown" : code);
        }
    }

    private void acknowledge(PatientId patient, String id) {
        acknowledged.computeIfAbsent(patient, each -> new HashSet<>()).add(id);
    }

    /** Notes how often a request was sent until it was answered. */
    synchronized void attempted(int attempts) {
        mostAttempts = Math.max(mostAttempts, attempts);
    }

    synchronized void forgetAttempts() {
        mostAttempts = 0;
    }

    /** The most that a request needed since they were last forgotten. */
    synchronized int mostAttempts() {
        return mostAttempts;
    }

    /** Notes why messages have to be sent again. */
    synchronized void again(String code, int messages) {
        sentAgain.merge(code, (long) messages, Long::sum);
    }

    /** Ids of messages that were accepted or known already, by patient. */
    synchronized Map<PatientId, Set<String>> acknowledged() {
        Map<PatientId, Set<String>> copy = new HashMap<>();
        acknowledged.forEach((patient, ids) -> copy.put(patient, Set.copyOf(ids)));
        return copy;
    }

    /** Ids that were said to be new twice, which only two writers can do. */
    synchronized Set<String> acceptedTwice() {
        return Set.copyOf(acceptedTwice);
    }

    /** Codes of final refusals by message id. */
    synchronized Map<String, String> refused() {
        return Map.copyOf(refused);
    }

    /** How many messages had to be sent again, by reason. */
    synchronized Map<String, Long> sentAgain() {
        return new TreeMap<>(sentAgain);
    }
}
