package io.anamnesis.node.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.JournalPage;
import io.anamnesis.protocol.port.PatientJournal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what was acknowledged against the journal and the fold, patient by patient. */
final class Comparison {
    private static final int PAGE = 1_000;
    private static final int MOST_TOLD = 20;

    private final PatientJournal journal;
    private final Questions questions;
    private final List<String> faults = new ArrayList<>();
    private long journalIds;
    private long foldMessages;
    private long foldSamples;
    private int forks;
    private int writers;
    private int faultCount;

    Comparison(PatientJournal journal, Questions questions) {
        this.journal = journal;
        this.questions = questions;
    }

    /**
     * Compares one patient's three sets.
     *
     * @param acknowledged ids that a node said to be durable
     * @param samples distinct samples in the messages of these ids
     */
    void patient(PatientId patient, Set<String> acknowledged, long samples) throws IOException, InterruptedException {
        boolean forked = journal(patient, acknowledged);
        JsonNode live = questions.profile(patient);
        long messages = live.path("messages").asLong();
        foldMessages += messages;
        if (messages != acknowledged.size()) {
            fault(patient, acknowledged.size() + " messages were acknowledged, the fold holds " + messages);
        }
        long held = 0;
        for (JsonNode metric : live.path("wearables")) {
            held += metric.path("samples").asLong();
        }
        foldSamples += held;
        if (held != samples) {
            fault(patient, samples + " samples were acknowledged, the fold holds " + held);
        }
        timeline(patient, acknowledged, forked);
        if (!live.equals(questions.profile(patient, live.path("seq").asLong())) && !forked) {
            fault(patient, "the live picture differs from the one folded anew from the journal");
        }
    }

    /** Whether two writers used the same numbers; then an id may stand there twice. */
    private boolean journal(PatientId patient, Set<String> acknowledged) {
        Map<String, Integer> times = new HashMap<>();
        Set<Long> numbers = new HashSet<>();
        Set<String> pens = new HashSet<>();
        boolean forked = false;
        JournalPage.Cursor cursor = JournalPage.Cursor.from(1);
        while (cursor != null) {
            JournalPage page =
                    journal.read(patient, cursor, PAGE).toCompletableFuture().join();
            for (JournalEntry entry : page.entries()) {
                times.merge(entry.messageId().value(), 1, Integer::sum);
                pens.add(entry.writer().value());
                forked |= !numbers.add(entry.seq());
            }
            cursor = page.next();
        }
        journalIds += times.size();
        writers += pens.size();
        forks += forked ? 1 : 0;
        sets(patient, "the journal", acknowledged, times.keySet());
        for (Map.Entry<String, Integer> each : times.entrySet()) {
            if (each.getValue() > 1 && !forked) {
                fault(patient, each.getKey() + " stands " + each.getValue() + " times in the journal");
            }
        }
        return forked;
    }

    private void timeline(PatientId patient, Set<String> acknowledged, boolean forked)
            throws IOException, InterruptedException {
        Set<String> ids = new HashSet<>();
        for (JsonNode entry : questions.timeline(patient)) {
            if (!ids.add(entry.path("messageId").asText()) && !forked) {
                fault(patient, entry.path("messageId").asText() + " stands twice in the timeline");
            }
        }
        sets(patient, "the timeline", acknowledged, ids);
    }

    private void sets(PatientId patient, String where, Set<String> acknowledged, Set<String> found) {
        for (String id : acknowledged) {
            if (!found.contains(id)) {
                fault(patient, id + " was acknowledged and is not in " + where);
            }
        }
        for (String id : found) {
            if (!acknowledged.contains(id)) {
                fault(patient, id + " is in " + where + " and was never acknowledged");
            }
        }
    }

    private void fault(PatientId patient, String what) {
        faultCount++;
        if (faults.size() < MOST_TOLD) {
            faults.add(patient + ": " + what);
        }
    }

    /** What does not hold: the first few, and how many there are in all. */
    List<String> faults() {
        List<String> told = new ArrayList<>(faults);
        if (faultCount > told.size()) {
            told.add("… " + faultCount + " in all");
        }
        return told;
    }

    /** One line about the journal and one about the fold. */
    List<String> lines() {
        return List.of(
                String.format(
                        "journal       %,d ids by %,d writers, %d patients with a fork", journalIds, writers, forks),
                String.format("fold          %,d messages, %,d samples", foldMessages, foldSamples));
    }
}
