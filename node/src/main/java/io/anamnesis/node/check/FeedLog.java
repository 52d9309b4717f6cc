package io.anamnesis.node.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one watcher saw of one patient over all its connections, judged by the numbers alone: a snapshot first, then 1, 2, 3
 * … each once. Thread-safe.
 */
final class FeedLog {
    private final String patient;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Long> seenAtNanos = new HashMap<>();
    private @Nullable Long last;
    private long snapshots;
    private long resumes;

    FeedLog(String patient) {
        this.patient = patient;
    }

    /** The number to resume from; null before the first frame. */
    synchronized @Nullable Long last() {
        return last;
    }

    synchronized void resumed() {
        resumes++;
    }

    synchronized void frame(JsonNode frame) {
        long seq = frame.path("seq").asLong();
        String type = frame.path("type").asText();
        switch (type) {
            case "snapshot" -> snapshot(seq);
            case "delta" ->
                delta(
                        seq,
                        frame.path("prevSeq").asLong(),
                        frame.path("messageId").asText());
            case "heartbeat" -> {
                if (last != null && seq != last) {
                    faults.add(patient + ": a heartbeat spoke of " + seq + " after " + last);
                }
            }
            case "features" -> {
                // no part of the sequence
            }
            default -> faults.add(patient + ": a frame of type " + type + " came after " + last);
        }
    }

    private void snapshot(long seq) {
        snapshots++;
        if (last != null) {
            faults.add(patient + ": a snapshot of " + seq + " came after " + last);
        }
        last = seq;
    }

    private void delta(long seq, long prevSeq, String messageId) {
        Long known = last;
        if (known == null || seq != known + 1 || prevSeq != known) {
            faults.add(patient + ": " + seq + " (after " + prevSeq + ") came after " + known);
        }
        if (seenAtNanos.putIfAbsent(messageId, System.nanoTime()) != null) {
            faults.add(patient + ": " + messageId + " came twice");
        }
        last = known == null ? seq : Math.max(known, seq);
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** When each message was seen. */
    synchronized Map<String, Long> seenAtNanos() {
        return Map.copyOf(seenAtNanos);
    }

    synchronized long snapshots() {
        return snapshots;
    }

    synchronized long resumes() {
        return resumes;
    }
}
