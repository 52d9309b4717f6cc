package io.anamnesis.web;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.ProfileItem;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.patient.TimelineEntry;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.client.Patients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Patients that remember messages by id and answer at once, unless a test says otherwise. */
public final class MemoryPatients implements Patients {
    private final Map<PatientId, Map<MessageId, Long>> accepted = new HashMap<>();
    private final List<PatientCommand> commands = new ArrayList<>();
    private @Nullable Function<PatientCommand, CompletionStage<PatientReply>> script;

    /** From now on this answers. */
    public synchronized void answer(@Nullable Function<PatientCommand, CompletionStage<PatientReply>> answers) {
        script = answers;
    }

    public void reject(Rejection rejection) {
        answer(command -> CompletableFuture.completedFuture(new PatientReply.Rejected(rejection)));
    }

    /** All that was asked so far. */
    public synchronized List<PatientCommand> commands() {
        return List.copyOf(commands);
    }

    @Override
    public CompletionStage<PatientReply> ask(PatientCommand command) {
        Function<PatientCommand, CompletionStage<PatientReply>> answers;
        synchronized (this) {
            commands.add(command);
            answers = script;
        }
        return answers == null ? CompletableFuture.completedFuture(reply(command)) : answers.apply(command);
    }

    synchronized PatientReply reply(PatientCommand command) {
        if (command instanceof PatientCommand.Record asked) {
            return recorded(asked);
        }
        Map<MessageId, Long> known = accepted.get(command.patient());
        if (known == null) {
            return new PatientReply.Rejected(new Rejection.UnknownPatient());
        }
        if (command instanceof PatientCommand.GetWindows asked) {
            return new PatientReply.Windows(List.of(window(asked)), asked.from().toEpochMilli() + 3_600_000);
        }
        if (command instanceof PatientCommand.GetTimeline asked) {
            return new PatientReply.Timeline(List.of(entry()), asked.limit() == 1 ? 1L : null);
        }
        if (command instanceof PatientCommand.GetItems asked) {
            return new PatientReply.Items(List.of(item(asked)), asked.limit() == 1 ? asked.kind() + "/k" : null);
        }
        if (command instanceof PatientCommand.GetFusion) {
            return new PatientReply.Fusion(fusion(known.size()));
        }
        return new PatientReply.Profile(profile(command.patient(), known.size()));
    }

    private PatientReply recorded(PatientCommand.Record asked) {
        Map<MessageId, Long> known = accepted.computeIfAbsent(asked.patient(), p -> new LinkedHashMap<>());
        Long before = known.putIfAbsent(asked.message().id(), known.size() + 1L);
        return before == null ? new PatientReply.Accepted(known.size()) : new PatientReply.Duplicate(before);
    }

    static ProfileView profile(PatientId patient, long seq) {
        return new ProfileView(
                patient,
                seq,
                seq,
                Instant.EPOCH,
                Map.of(Modality.NOTES, ProfileView.ModalityView.MISSING),
                List.of(),
                0,
                0,
                0,
                0);
    }

    private static FusionView fusion(long seq) {
        return new FusionView(
                seq,
                new FusionView.Model("default", 1, "default", 0),
                null,
                "no model yet",
                List.of(new FusionView.Attention(Modality.NOTES, 1, Instant.EPOCH, Instant.EPOCH)),
                List.of(Modality.GENOMICS),
                List.of(0.5f, -1f),
                List.of(new FusionView.Input(
                        Modality.NOTES,
                        List.of(
                                new FusionView.Feature("notes.notes", "1", 1.0),
                                new FusionView.Feature("notes.words", "1", null)),
                        1,
                        1,
                        List.of("m1"))),
                null);
    }

    private static WindowView window(PatientCommand.GetWindows asked) {
        return new WindowView(
                asked.metric(),
                "mg/dL",
                asked.from(),
                asked.from().plusSeconds(3600),
                1,
                100,
                null,
                100,
                100,
                0,
                true,
                null);
    }

    private static ProfileItem item(PatientCommand.GetItems asked) {
        return new ProfileItem(
                String.valueOf(asked.kind()),
                "k",
                WireMappers.outside().valueToTree(asked.filters()),
                new ProfileItem.Provenance(
                        "m1",
                        1,
                        new Source("bench", null),
                        new Origin("a.vcf", 7, null),
                        Instant.EPOCH,
                        Instant.EPOCH));
    }

    private static TimelineEntry entry() {
        return new TimelineEntry(
                1, "w", "m1", Modality.WEARABLES, "bench", null, Instant.EPOCH, Instant.EPOCH, "glucose, 1 sample");
    }
}
