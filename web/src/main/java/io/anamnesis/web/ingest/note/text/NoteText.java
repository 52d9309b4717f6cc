package io.anamnesis.web.ingest.note.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A note's text with its structure.
 *
 * @param text the raw text, untouched: every offset points into it
 * @param tokens all tokens
 * @param sections in order, the preamble first; headings and bodies together cover the text
 * @param sentences in order; the heading of a section of the category {@code other} is a sentence too
 */
public record NoteText(String text, Tokens tokens, List<Section> sections, List<Sentence> sentences) {
    public NoteText {
        sections = List.copyOf(sections);
        sentences = List.copyOf(sentences);
    }

    /** Finds the structure of a text. */
    public static NoteText of(String text) {
        Tokens tokens = Tokens.of(text);
        List<Section> sections = Headings.sections(text);
        List<Sentence> sentences = new ArrayList<>();
        SentenceCutter cutter = new SentenceCutter(text);
        Blocks blocks = new Blocks(text);
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            int index = i;
            if (section.category().equals(Section.OTHER)) {
                sentences.add(sentence(section.heading(), index, tokens));
            }
            blocks.forEach(section.body().begin(), section.body().end(), (begin, end) -> {
                for (Span span : cutter.cut(begin, end)) {
                    sentences.add(sentence(span, index, tokens));
                }
            });
        }
        return new NoteText(text, tokens, sections, sentences);
    }

    private static Sentence sentence(Span span, int section, Tokens tokens) {
        return new Sentence(span, section, tokens.firstFrom(span.begin()), tokens.firstFrom(span.end()));
    }

    /** The text of a span. */
    public String covered(Span span) {
        return text.substring(span.begin(), span.end());
    }
}
