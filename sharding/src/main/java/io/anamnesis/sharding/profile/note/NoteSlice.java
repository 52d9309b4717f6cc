package io.anamnesis.sharding.profile.note;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.Kind;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes by (source system, note id). */
public final class NoteSlice implements ModalitySlice {
    /**
     * A note without its text, which the journal keeps.
     *
     * @param characters the length of the text
     */
    public record Note(
            String noteId,
            @Nullable String noteType,
            @Nullable String language,
            int characters) {}

    private final int maxItems;
    private final Holdings<Note> notes =
            new Holdings<>(new Kind<>("note", Note.class, Map.of("noteType", Note::noteType)));

    public NoteSlice(int maxItems) {
        this.maxItems = maxItems;
    }

    @Override
    public Modality modality() {
        return Modality.NOTES;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Holdings<?>> holdings() {
        return List.of(notes);
    }

    @Override
    public @Nullable Rejection refusal(Payload payload) {
        long asked = notes.keys() + 1L;
        return asked > maxItems ? new Rejection.LimitReached("notes a patient", maxItems, asked) : null;
    }

    @Override
    public void place(Payload payload, Evidence evidence, ItemChanges changes) {
        ClinicalNote note = ((Payload.NotePayload) payload).note();
        notes.put(
                evidence.source().system() + "|" + note.noteId(),
                new Note(
                        note.noteId(),
                        note.noteType(),
                        note.language(),
                        note.text().length()),
                evidence,
                changes);
    }

    @Override
    public Map<String, Double> features() {
        return Map.of("notes", (double) notes.size());
    }

    @Override
    public Set<String> terms() {
        return Set.of();
    }
}
