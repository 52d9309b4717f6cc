package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.patient.TimelineEntry;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.sharding.profile.Change;
import io.anamnesis.sharding.profile.Profile;
import io.anamnesis.sharding.profile.ProfileSettings;
import io.anamnesis.sharding.profile.ProfileViews;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Questions about the past, answered from the journal without the entity: its memory holds the present only. At most a few
 * run at once on a node.
 */
final class History {
    private final PatientId patient;
    private final JournalReader reader;
    private final ProfileSettings settings;
    private final Permits permits;
    private final Fusing fusing;

    History(PatientId patient, JournalReader reader, ProfileSettings settings, Permits permits, Fusing fusing) {
        this.patient = patient;
        this.reader = reader;
        this.settings = settings;
        this.permits = permits;
        this.fusing = fusing;
    }

    /** The profile as it was known then. */
    CompletionStage<PatientReply> profile(AsOf asOf) {
        return then(asOf, views -> new PatientReply.Profile(views.profile()));
    }

    /** Vectors and terms as they were known then. */
    CompletionStage<PatientReply> vectors(AsOf asOf) {
        return then(asOf, fusing::vectors);
    }

    /** What today's model makes of what was known then. */
    CompletionStage<PatientReply> fusion(AsOf asOf) {
        return then(asOf, views -> new PatientReply.Fusion(fusing.view(views)));
    }

    private CompletionStage<PatientReply> then(AsOf asOf, Function<ProfileViews, PatientReply> answer) {
        Profile profile = new Profile(settings);
        return walk(() -> reader.each(patient, 1, entry -> {
                    if (asOf instanceof AsOf.Seq upTo && entry.seq() > upTo.seq()) {
                        return false;
                    }
                    if (!(asOf instanceof AsOf.ReceivedAt at)
                            || !entry.receivedAt().isAfter(at.instant())) {
                        fold(profile, entry);
                    }
                    return true;
                }))
                .thenApply(done -> profile.messages() == 0
                        ? new PatientReply.Rejected(new Rejection.UnknownPatient())
                        : answer.apply(new ProfileViews(patient, profile)));
    }

    private static void fold(Profile profile, JournalEntry entry) {
        MessageRecorded event = Recovery.decode(entry);
        if (event != null) {
            profile.apply(event);
        }
    }

    /** Messages with numbers in [from, before), newest first. */
    CompletionStage<PatientReply> timeline(long before, int limit) {
        long from = Math.max(1, before - limit);
        List<TimelineEntry> entries = new ArrayList<>();
        return walk(() -> reader.each(patient, from, entry -> {
                    if (entry.seq() >= before) {
                        return false;
                    }
                    MessageRecorded event = Recovery.decode(entry);
                    if (event != null) {
                        entries.add(timelineEntry(event));
                    }
                    return true;
                }))
                .thenApply(done -> {
                    Collections.reverse(entries);
                    return new PatientReply.Timeline(entries, from > 1 ? (Long) from : null);
                });
    }

    private static TimelineEntry timelineEntry(MessageRecorded event) {
        ModalityMessage message = event.message();
        return new TimelineEntry(
                event.seq(),
                event.writer().value(),
                message.id().value(),
                message.modality(),
                message.source().system(),
                message.source().device(),
                message.observedAt(),
                event.receivedAt(),
                summary(message.payload()));
    }

    private static String summary(Payload payload) {
        return payload.match(new Payload.Cases<String>() {
            @Override
            public String wearable(Payload.WearablePayload wearable) {
                int samples = wearable.samples().size();
                return wearable.samples().metric() + ", " + samples + (samples == 1 ? " sample" : " samples");
            }

            @Override
            public String genomic(Payload.GenomicPayload genomic) {
                return genomic.calls().variants().size() + " variants on "
                        + genomic.calls().assembly();
            }

            @Override
            public String imaging(Payload.ImagingPayload imaging) {
                return imaging.study().dicomModality() + " series";
            }

            @Override
            public String note(Payload.NotePayload note) {
                return "note of " + note.note().text().length() + " characters";
            }

            @Override
            public String clinical(Payload.ClinicalPayload clinical) {
                return clinical.resource().resourceType();
            }
        });
    }

    /** The deltas of the events in (fromSeq, toSeq], as they were published. */
    CompletionStage<List<FeedFrame.Delta>> replay(long fromSeq, long toSeq) {
        Profile profile = new Profile(settings);
        List<FeedFrame.Delta> deltas = new ArrayList<>();
        return walk(() -> reader.each(patient, 1, entry -> {
                    if (entry.seq() > toSeq) {
                        return false;
                    }
                    MessageRecorded event = Recovery.decode(entry);
                    if (event != null) {
                        long prevSeq = profile.seq();
                        Change change = profile.apply(event);
                        if (entry.seq() > fromSeq) {
                            deltas.add(ProfileViews.delta(event, prevSeq, change));
                        }
                    }
                    return true;
                }))
                .thenApply(done -> deltas);
    }

    private CompletionStage<Void> walk(Supplier<CompletionStage<Void>> walk) {
        return permits.acquire().thenCompose(permit -> walk.get().whenComplete((done, failure) -> permits.release()));
    }
}
