package io.anamnesis.sharding.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.wire.MalformedMessage;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.sharding.quality.QualityRules.Failure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The patients, behind the declared expectations: each message to be recorded is looked at on the node that took it in, before
 * it goes to its patient. Safe on any thread.
 */
public final class QualityGate implements Patients, QualityDesk {
    /** A message with more places than this that don't meet a rule is not mended element by element. */
    private static final int MOST_PLACES = 10_000;

    private final Patients patients;
    private final QualityRules rules;
    private final QualityCounts counts = new QualityCounts();
    private final Quarantine quarantine;

    private QualityGate(Patients patients, QualityRules rules, Quarantine quarantine) {
        this.patients = patients;
        this.rules = rules;
        this.quarantine = quarantine;
    }

    /**
     * Reads {@code anamnesis.sharding.quality} of the whole config.
     *
     * @throws com.typesafe.config.ConfigException where a rule is wrong, with its name
     */
    public static QualityGate from(Config root, Patients patients, QuarantineStore store, InstantSource clock) {
        Config quality = root.getConfig("anamnesis.sharding.quality");
        return new QualityGate(
                patients,
                QualityRules.from(quality),
                new Quarantine(store, clock, quality.getInt("quarantine.max-a-day")));
    }

    @Override
    public List<Count> counts() {
        return counts.all();
    }

    @Override
    public QuarantineStore quarantine() {
        return quarantine.store();
    }

    @Override
    public CompletionStage<PatientReply> keep(
            PatientId patient, String sourceSystem, String rule, String pointer, String reason, JsonNode document) {
        counts.count(rule, sourceSystem, false);
        return quarantine.keep(patient, sourceSystem, rule, pointer, reason, document);
    }

    @Override
    public CompletionStage<PatientReply> ask(PatientCommand command) {
        if (command instanceof PatientCommand.Record asked
                && !rules.of(asked.message().modality()).isEmpty()) {
            return judged(asked);
        }
        return patients.ask(command);
    }

    private CompletionStage<PatientReply> judged(PatientCommand.Record asked) {
        ModalityMessage message = asked.message();
        JsonNode document = MessageCodec.toTree(message);
        List<Failure> failures = new ArrayList<>();
        for (QualityRule rule : rules.of(message.modality())) {
            if (rule.appliesTo(document, message.source().system())) {
                List<Failure> of = QualityRules.failures(rule, document, MOST_PLACES);
                counts.count(rule.name(), message.source().system(), of.isEmpty());
                failures.addAll(of);
            }
        }
        QualityAction action = QualityAction.WARN;
        for (Failure failure : failures) {
            QualityAction of = failure.rule().action();
            action = of.compareTo(action) > 0 ? of : action;
        }
        return act(asked, document, failures, action);
    }

    private CompletionStage<PatientReply> act(
            PatientCommand.Record asked, JsonNode document, List<Failure> failures, QualityAction action) {
        return switch (action) {
            case WARN -> patients.ask(asked);
            case DROP -> dropped(asked, document, failures);
            case QUARANTINE -> {
                Failure first = first(failures, action);
                yield quarantine.keep(
                        asked.message().patient(),
                        asked.message().source().system(),
                        first.rule().name(),
                        first.pointer(),
                        first.expected(),
                        document);
            }
            case REFUSE -> {
                Failure first = first(failures, action);
                yield reply(new Rejection.ExpectationUnmet(first.rule().name(), first.pointer(), first.expected()));
            }
        };
    }

    private CompletionStage<PatientReply> dropped(
            PatientCommand.Record asked, JsonNode document, List<Failure> failures) {
        List<String> pointers = failures.stream()
                .filter(failure -> failure.rule().action() == QualityAction.DROP)
                .map(Failure::pointer)
                .toList();
        JsonNode rest = DroppedElements.without(document, pointers);
        Failure first = first(failures, QualityAction.DROP);
        Rejection dropped = new Rejection.Dropped(first.rule().name(), first.pointer(), first.expected());
        if (rest.isMissingNode()) {
            return reply(dropped);
        }
        try {
            ModalityMessage mended = MessageCodec.fromTree(rest, asked.message().issuedAt());
            return patients.ask(new PatientCommand.Record(mended, asked.caller()));
        } catch (MalformedMessage e) {
            return reply(dropped); // nothing that makes a message is left
        }
    }

    private static Failure first(List<Failure> failures, QualityAction action) {
        return failures.stream()
                .filter(failure -> failure.rule().action() == action)
                .findFirst()
                .orElseThrow();
    }

    private static CompletionStage<PatientReply> reply(Rejection rejection) {
        return CompletableFuture.completedFuture(new PatientReply.Rejected(rejection));
    }
}
