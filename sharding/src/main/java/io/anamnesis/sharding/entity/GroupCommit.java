package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.trace.RequestLog;
import io.anamnesis.protocol.wire.EncodedMessage;
import io.anamnesis.protocol.wire.EventCodec;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.sharding.profile.Decision;
import io.anamnesis.sharding.profile.Profile;
import io.anamnesis.sharding.profile.ProfileDecider;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Messages on their way into the journal: one append in flight, the rest waiting to go together. Belongs to the entity's
 * thread.
 */
final class GroupCommit {
    private record Waiting(PatientCommand.Record command, Asker asker) {}

    /** A decided message, and who waits to hear of it: the sender, and those who sent the same again. */
    static final class Pending {
        final MessageRecorded event;
        final long contentHash;
        final Asker sender;
        final List<Asker> repeats = new ArrayList<>(0);

        Pending(MessageRecorded event, long contentHash, Asker sender) {
            this.event = event;
            this.contentHash = contentHash;
            this.sender = sender;
        }

        void accept() {
            sender.tell(new PatientReply.Accepted(event.seq()));
            repeats.forEach(repeat -> repeat.tell(new PatientReply.Duplicate(event.seq())));
        }

        void reject(Rejection rejection) {
            PatientReply.Rejected reply = new PatientReply.Rejected(rejection);
            sender.tell(reply);
            repeats.forEach(repeat -> repeat.tell(reply));
        }
    }

    private final EntitySettings settings;
    private final WriterId writer;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private List<Pending> inFlight = List.of();

    GroupCommit(EntitySettings settings, WriterId writer) {
        this.settings = settings;
        this.writer = writer;
    }

    boolean appending() {
        return !inFlight.isEmpty();
    }

    boolean idle() {
        return inFlight.isEmpty() && waiting.isEmpty();
    }

    /** Lets a message wait for the next append; past the bound its sender is told so. */
    void offer(PatientCommand.Record command, Asker asker) {
        if (waiting.size() >= settings.maxWaiting()) {
            asker.tell(new PatientReply.Rejected(new Rejection.Overloaded(settings.maxWaiting())));
        } else {
            waiting.add(new Waiting(command, asker));
        }
    }

    /**
     * Decides on what waits and answers what needs no append.
     *
     * @return the entries to append as one batch; empty where nothing is left to do
     */
    List<JournalEntry> next(Profile profile, long lastSeq, Instant now) {
        List<Pending> batch = new ArrayList<>();
        List<JournalEntry> entries = new ArrayList<>();
        Map<String, Pending> byId = new HashMap<>();
        long seq = lastSeq;
        while (!waiting.isEmpty() && batch.size() < settings.maxBatch()) {
            Waiting next = waiting.remove();
            ModalityMessage message = next.command().message();
            Pending same = byId.get(message.id().value());
            EncodedMessage encoded = MessageCodec.encode(message);
            if (same != null) {
                repeat(same, encoded.contentHash(), next.asker());
                continue;
            }
            Decision decision = ProfileDecider.decide(profile, message, encoded.contentHash(), batch.size(), now);
            if (decision instanceof Decision.Append) {
                MessageRecorded event = new MessageRecorded(++seq, writer, now, message);
                Pending pending = new Pending(event, encoded.contentHash(), next.asker());
                entries.add(EventCodec.toEntry(event, encoded));
                batch.add(pending);
                byId.put(message.id().value(), pending);
            } else {
                answer(decision, next.asker());
            }
        }
        inFlight = batch;
        return entries;
    }

    /** The answer to a repeat waits too: nothing is said to be accepted before it is durable. */
    private static void repeat(Pending same, long contentHash, Asker asker) {
        Decision decision = ProfileDecider.known(same.event.seq(), same.contentHash, contentHash);
        if (decision instanceof Decision.Known) {
            same.repeats.add(asker);
        } else {
            answer(decision, asker);
        }
    }

    private static void answer(Decision decision, Asker asker) {
        if (decision instanceof Decision.Known known) {
            asker.tell(new PatientReply.Duplicate(known.seq()));
        } else if (decision instanceof Decision.Refuse refuse) {
            asker.tell(new PatientReply.Rejected(refuse.rejection()));
        }
    }

    /** The batch in flight. */
    List<Pending> inFlight() {
        return inFlight;
    }

    /** Who sent the batch in flight. */
    List<Asker> senders() {
        return inFlight.stream().map(pending -> pending.sender).toList();
    }

    /** What is logged meanwhile names the requests that the batch in flight came with. */
    void named(Runnable work) {
        RequestLog.in(
                inFlight.stream()
                        .map(pending -> pending.sender.request())
                        .filter(Objects::nonNull)
                        .toList(),
                work);
    }

    /** The batch in flight is done with. */
    void done() {
        inFlight = List.of();
    }

    /** Refuses everything that is in flight or waiting. */
    void rejectAll(Rejection rejection) {
        inFlight.forEach(pending -> pending.reject(rejection));
        inFlight = List.of();
        waiting.forEach(each -> each.asker().tell(new PatientReply.Rejected(rejection)));
        waiting.clear();
    }
}
