package io.anamnesis.sharding.profile.note;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.NoteAnnotations;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.RawText;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holding;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.IndexElements;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.Kind;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notes by (source system, note id), with the entities that were found in them. A newer issue of a note replaces all of the
 * one before: its entities are numbered, and the numbers that it doesn't need are deleted, with itself as the evidence. So a
 * note of many entities that arrives after its successor of few leaves the same deletions as in order. A note that was taken back
 * leaves a deletion, and so do all parts of its document, also those that arrive later and were issued before.
 */
public final class NoteSlice implements ModalitySlice {
    /** Raw text that a patient's notes may have in memory, in characters: some thousand notes of a few pages. */
    static final long MAX_TEXT_CHARS = 20_000_000;

    private final int maxItems;
    private final Holdings<NoteItems.Note> notes =
            new Holdings<>(new Kind<>("note", NoteItems.Note.class, Map.of("noteType", NoteItems.Note::noteType)));
    private final Holdings<NoteItems.Entity> entities = new Holdings<>(new Kind<>(
            "entity",
            NoteItems.Entity.class,
            Map.of(
                    "concept", NoteItems.Entity::concept,
                    "category", NoteItems.Entity::category,
                    "assertion", NoteItems.Entity::assertion,
                    "section", NoteItems.Entity::section,
                    "noteId", NoteItems.Entity::noteId)));
    private final Holdings<NoteItems.Text> texts =
            new Holdings<>(Kind.onlyByName("note-text", NoteItems.Text.class, Map.of("noteId", NoteItems.Text::noteId))
                    .under(RawText.TAG));
    private final Holdings<NoteItems.Vector> vectors = new Holdings<>(
            Kind.onlyByName("note-vector", NoteItems.Vector.class, Map.of("noteId", NoteItems.Vector::noteId)));
    private final Holdings<NoteItems.Withdrawal> withdrawals = new Holdings<>(Kind.onlyByName(
            "note-withdrawal", NoteItems.Withdrawal.class, Map.of("noteId", NoteItems.Withdrawal::noteId)));
    /** Of the raw texts; counted anew after a snapshot was read. */
    private long textChars;

    private int textsCounted;

    public NoteSlice(int maxItems) {
        this.maxItems = maxItems;
    }

    @Override
    public Modality modality() {
        return Modality.NOTES;
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public List<Holdings<?>> holdings() {
        return List.of(notes, entities, texts, vectors, withdrawals);
    }

    @Override
    public @Nullable Rejection refusal(Payload payload) {
        ClinicalNote note = ((Payload.NotePayload) payload).note();
        long asked = (note.withdrawn() ? withdrawals.keys() : notes.keys()) + 1L;
        if (asked > maxItems) {
            return new Rejection.LimitReached("notes a patient", maxItems, asked);
        }
        NoteAnnotations found = note.annotations();
        long mentions = entities.keys() + (found == null ? 0L : found.entities().size());
        if (mentions > maxItems) {
            return new Rejection.LimitReached("entities of notes a patient", maxItems, mentions);
        }
        long chars = textChars() + note.text().length();
        return chars > MAX_TEXT_CHARS
                ? new Rejection.LimitReached("characters of notes a patient", MAX_TEXT_CHARS, chars)
                : null;
    }

    private long textChars() {
        if (textsCounted != texts.keys()) {
            textChars = texts.values().mapToLong(each -> each.text().length()).sum();
            textsCounted = texts.keys();
        }
        return textChars;
    }

    @Override
    public void place(Payload payload, Evidence evidence, ItemChanges changes) {
        ClinicalNote note = ((Payload.NotePayload) payload).note();
        String document = evidence.source().system() + "|" + note.documentId();
        if (note.withdrawn()) {
            withdraw(document, note, evidence, changes);
            return;
        }
        String key = evidence.source().system() + "|" + note.noteId();
        Holding<NoteItems.Note> before = notes.holding(key);
        if (before == null || evidence.fact().holdsAgainst(before.evidence().fact())) {
            Holding<NoteItems.Withdrawal> withdrawal = withdrawals.holding(document);
            if (withdrawal == null
                    || evidence.fact().holdsAgainst(withdrawal.evidence().fact())) {
                replace(key, note, evidence, changes);
            } else {
                remove(key, mentions(note).size(), withdrawal.evidence(), changes);
            }
        } else {
            int count = mentions(note).size();
            for (int i = known(key); i < count; i++) {
                entities.put(entityKey(key, i), null, before.evidence(), changes);
            }
        }
    }

    /** Takes back what is known of the document; what comes later and was issued before is taken back as it comes. */
    private void withdraw(String document, ClinicalNote note, Evidence evidence, ItemChanges changes) {
        withdrawals.put(document, new NoteItems.Withdrawal(note.documentId()), evidence, changes);
        for (String key : notes.keysOf(document, document + "#")) {
            Holding<NoteItems.Note> before = notes.holding(key);
            if (before != null && evidence.fact().holdsAgainst(before.evidence().fact())) {
                remove(key, 0, evidence, changes);
            }
        }
    }

    private static List<NoteAnnotations.Entity> mentions(ClinicalNote note) {
        NoteAnnotations found = note.annotations();
        return found == null ? List.of() : found.entities();
    }

    private void replace(String key, ClinicalNote note, Evidence evidence, ItemChanges changes) {
        put(key, note, mentions(note).size(), evidence, changes);
    }

    private void remove(String key, int mentions, Evidence evidence, ItemChanges changes) {
        put(key, null, mentions, evidence, changes);
    }

    /** @param note null where there is none any more */
    private void put(String key, @Nullable ClinicalNote note, int mentions, Evidence evidence, ItemChanges changes) {
        long chars = textChars();
        NoteItems.Text old = texts.get(key);
        NoteItems.Text text = note == null ? null : new NoteItems.Text(note.noteId(), note.text(), Set.of(RawText.TAG));
        notes.put(key, note == null ? null : NoteItems.Note.of(note), evidence, changes);
        texts.put(key, text, evidence, changes);
        textChars = chars
                + (text == null ? 0 : text.text().length())
                - (old == null ? 0 : old.text().length());
        textsCounted = texts.keys();
        vectors.put(key, note == null ? null : NoteItems.Vector.of(note), evidence, changes);
        NoteAnnotations found = note == null ? null : note.annotations();
        int most = Math.max(known(key), mentions);
        for (int i = 0; i < most; i++) {
            NoteItems.Entity entity =
                    note == null || found == null || i >= found.entities().size()
                            ? null
                            : NoteItems.Entity.of(note, found, found.entities().get(i));
            entities.put(entityKey(key, i), entity, evidence, changes);
        }
    }

    /** How many numbers of entities are known of the note, deleted ones among them; they have no gaps. */
    private int known(String key) {
        int count = 0;
        while (entities.holding(entityKey(key, count)) != null) {
            count++;
        }
        return count;
    }

    private static String entityKey(String noteKey, int number) {
        String digits = Integer.toString(number);
        return noteKey + "|" + "00000".substring(digits.length()) + digits;
    }

    @Override
    public Map<String, Double> features() {
        return NoteFeatures.of(notes, entities);
    }

    @Override
    public IndexElements elements(int most) {
        return NoteElements.of(notes, entities, most);
    }

    @Override
    public Map<String, List<float[]>> vectors(int most) {
        return NoteVectors.of(notes, vectors, most);
    }
}
