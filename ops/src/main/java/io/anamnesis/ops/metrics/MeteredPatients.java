package io.anamnesis.ops.metrics;

import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.client.Patients;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts what patients are asked and what they answer. */
final class MeteredPatients implements Patients {
    private record Asked(String command, String outcome) {}

    private record Sent(String modality, String outcome) {}

    private final Patients patients;
    private final MeterRegistry registry;
    private final PulseMeter pulse;
    private final Map<Asked, Timer> asks = new ConcurrentHashMap<>();
    private final Map<Sent, Counter> messages = new ConcurrentHashMap<>();

    MeteredPatients(Patients patients, MeterRegistry registry, PulseMeter pulse) {
        this.patients = patients;
        this.registry = registry;
        this.pulse = pulse;
    }

    @Override
    public CompletionStage<PatientReply> ask(PatientCommand command) {
        long begun = System.nanoTime();
        return patients.ask(command).whenComplete((reply, failure) -> count(command, reply, System.nanoTime() - begun));
    }

    private void count(PatientCommand command, @Nullable PatientReply reply, long nanos) {
        String outcome = outcome(reply);
        Asked asked = new Asked(name(command), outcome);
        asks.computeIfAbsent(asked, this::timer).record(nanos, TimeUnit.NANOSECONDS);
        if (command instanceof PatientCommand.Record sent) {
            String modality = sent.message().modality().name().toLowerCase(Locale.ROOT);
            messages.computeIfAbsent(new Sent(modality, outcome), this::counter).increment();
            pulse.record.record(nanos);
            tell(reply);
        }
    }

    private void tell(@Nullable PatientReply reply) {
        if (reply instanceof PatientReply.Accepted) {
            pulse.accepted.increment();
        } else if (reply instanceof PatientReply.Duplicate) {
            pulse.repeated.increment();
        } else if (reply instanceof PatientReply.Rejected rejected) {
            Rejection why = rejected.rejection();
            if (why instanceof Rejection.Overloaded) {
                pulse.overloaded.increment();
            } else if (why.retryable()) {
                pulse.unavailable.increment();
            } else {
                pulse.refused.increment();
            }
        } else {
            pulse.unavailable.increment();
        }
    }

    private static String name(PatientCommand command) {
        return switch (command.getClass().getSimpleName()) {
            case "Record" -> "record";
            case "GetProfile" -> "profile";
            case "GetWindows" -> "windows";
            case "GetTimeline" -> "timeline";
            case "GetItems" -> "items";
            case "GetVectors" -> "vectors";
            case "GetFusion" -> "fusion";
            default -> "other";
        };
    }

    /** Codes of rejections are a closed set. */
    private static String outcome(@Nullable PatientReply reply) {
        if (reply == null) {
            return "failed";
        }
        if (reply instanceof PatientReply.Rejected rejected) {
            return rejected.rejection().code();
        }
        if (reply instanceof PatientReply.Accepted) {
            return "accepted";
        }
        return reply instanceof PatientReply.Duplicate ? "duplicate" : "answered";
    }

    private Timer timer(Asked asked) {
        return Buckets.timer(
                registry,
                "anamnesis.patient.ask",
                "From the edge's question to a patient to the answer; of a message, to its acknowledgement",
                "command",
                asked.command(),
                "outcome",
                asked.outcome());
    }

    private Counter counter(Sent sent) {
        return Counter.builder("anamnesis.ingest.messages")
                .description(
                        "Messages by modality and what became of them: accepted, duplicate, or the code of the refusal")
                .tags("modality", sent.modality(), "outcome", sent.outcome())
                .register(registry);
    }
}
