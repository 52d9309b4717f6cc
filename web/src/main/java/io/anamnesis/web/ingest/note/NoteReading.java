package io.anamnesis.web.ingest.note;

import io.anamnesis.protocol.message.Assertion;
import io.anamnesis.protocol.message.Assertion.Experiencer;
import io.anamnesis.protocol.message.Assertion.Temporality;
import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.web.ingest.note.context.ConText;
import io.anamnesis.web.ingest.note.date.TextDate;
import io.anamnesis.web.ingest.note.date.TextDates;
import io.anamnesis.web.ingest.note.lexicon.Lexicon;
import io.anamnesis.web.ingest.note.lexicon.Mention;
import io.anamnesis.web.ingest.note.lexicon.Mentions;
import io.anamnesis.web.ingest.note.text.NoteText;
import io.anamnesis.web.ingest.note.text.Sentence;
import io.anamnesis.web.ingest.note.text.Span;
import io.anamnesis.web.ingest.note.text.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Annotates notes. */
public final class NoteReading {
    private static final Set<String> PAST_SECTIONS = Set.of("past-medical-history", "past-surgical-history");
    private static final String FAMILY_SECTION = "family-history";

    private NoteReading() {}

    /**
     * Finds sections and entities. Takes time linear in the text's length and throws nothing, whatever the text.
     *
     * @param text the raw text
     * @param noteDate when the note was written, as exactly as that is known; null where it isn't
     */
    public static AnnotatedNote annotate(String text, @Nullable PartialDate noteDate) {
        NoteText note = NoteText.of(text);
        List<NoteEntity> entities = new ArrayList<>();
        int omitted = 0;
        for (Sentence sentence : note.sentences()) {
            for (NoteEntity entity : entities(note, sentence, noteDate)) {
                if (entities.size() < AnnotatedNote.MAX_ENTITIES) {
                    entities.add(entity);
                } else {
                    omitted++;
                }
            }
        }
        return new AnnotatedNote(note, entities, omitted, Lexicon.VERSION);
    }

    private static List<NoteEntity> entities(NoteText note, Sentence sentence, @Nullable PartialDate noteDate) {
        Tokens tokens = note.tokens();
        int first = sentence.firstToken();
        int end = sentence.endToken();
        List<Mention> mentions = Mentions.of(tokens, first, end);
        if (mentions.isEmpty()) {
            return List.of();
        }
        ConText context = ConText.of(tokens, first, end);
        List<TextDate> dates = TextDates.of(tokens, first, end, noteDate);
        String section = note.sections().get(sentence.section()).category();
        List<NoteEntity> entities = new ArrayList<>(mentions.size());
        for (Mention mention : mentions) {
            TextDate date = nearest(dates, mention);
            Assertion assertion = context.assess(mention.firstToken(), mention.endToken());
            entities.add(new NoteEntity(
                    new Span(tokens.begin(mention.firstToken()), tokens.end(mention.endToken() - 1)),
                    mention.concept(),
                    mention.attributes(),
                    inSection(assertion, section),
                    sentence.section(),
                    date == null ? noteDate : date.date(),
                    date != null));
        }
        return entities;
    }

    /** Under some headings a plain mention is not plain: what stands under family history is the family's. */
    private static Assertion inSection(Assertion said, String section) {
        if (section.equals(FAMILY_SECTION) && said.experiencer() == Experiencer.PATIENT) {
            return new Assertion(said.certainty(), said.temporality(), Experiencer.FAMILY);
        }
        if (PAST_SECTIONS.contains(section) && said.temporality() == Temporality.RECENT) {
            return new Assertion(said.certainty(), Temporality.HISTORICAL, said.experiencer());
        }
        return said;
    }

    /** The date closest to a mention; between two that are equally close, the one behind it. */
    private static @Nullable TextDate nearest(List<TextDate> dates, Mention mention) {
        TextDate nearest = null;
        int distance = Integer.MAX_VALUE;
        for (TextDate date : dates) {
            int away = date.firstToken() >= mention.endToken()
                    ? date.firstToken() - mention.endToken()
                    : mention.firstToken() - date.endToken();
            if (away <= distance) {
                nearest = date;
                distance = away;
            }
        }
        return nearest;
    }
}
