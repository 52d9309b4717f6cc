package io.anamnesis.web.ingest.note;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.NoteAnnotations;
import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.web.ingest.note.embedding.EmbeddingQueueFull;
import io.anamnesis.web.ingest.note.embedding.SentenceEmbedder;
import io.anamnesis.web.ingest.note.text.NoteText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the payload of a note of its text: what it says, and its vector. Every reader that meets a note, whatever its
 * format, comes here. Blocks while the vector is made; used by several threads at once.
 */
public final class NoteComposer {
    private static final Logger LOG = LoggerFactory.getLogger(NoteComposer.class);
    private static final int MOST_SECONDS = 120;

    private final SentenceEmbedder embedder;

    public NoteComposer(SentenceEmbedder embedder) {
        this.embedder = embedder;
    }

    /**
     * What a source says of a note besides its text.
     *
     * @param noteType LOINC document type code
     * @param language BCP 47; a text in another language than English is kept and not looked into; where the source does not
     *     say, English is assumed
     * @param date when it was written
     */
    public record Head(
            String noteId,
            @Nullable String noteType,
            @Nullable String language,
            @Nullable String title,
            @Nullable PartialDate date) {}

    /**
     * The note.
     *
     * @param text at most {@link ClinicalNote#MAX_CHARS} characters, which the caller has checked
     * @param missing takes code and reason where the note comes without its vector
     */
    public ClinicalNote compose(Head head, String text, BiConsumer<String, String> missing) {
        NoteAnnotations annotations = null;
        Embedding embedding = null;
        if (reads(head.language())) {
            AnnotatedNote note = NoteReading.annotate(text, head.date());
            annotations = note.toAnnotations();
            embedding = vector(note.text(), missing);
        }
        String title = head.title();
        return new ClinicalNote(
                head.noteId(),
                head.noteType(),
                head.language(),
                text,
                title == null || title.length() <= ClinicalNote.MAX_TITLE_CHARS
                        ? title
                        : title.substring(0, ClinicalNote.MAX_TITLE_CHARS),
                head.date(),
                annotations,
                embedding);
    }

    /** Whether a text in that language is looked into; where a source does not say, English is assumed. */
    public static boolean reads(@Nullable String language) {
        return language == null || language.toLowerCase(Locale.ROOT).startsWith("en");
    }

    /** The note with what is found in its text, and its vector where one can be made; its date is the one it states. */
    public ClinicalNote lookInto(ClinicalNote note) {
        AnnotatedNote found = NoteReading.annotate(note.text(), note.date());
        return note.lookedInto(found.toAnnotations(), vector(found.text(), (code, reason) -> LOG.info("{}", code)));
    }

    private @Nullable Embedding vector(NoteText note, BiConsumer<String, String> missing) {
        List<String> sentences =
                note.sentences().stream().map(each -> note.covered(each.span())).toList();
        try {
            Optional<Embedding> vector =
                    embedder.embed(sentences).toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
            return vector.orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            missing.accept("embedding-interrupted", "the program stops; the note is taken without its vector");
        } catch (TimeoutException e) {
            missing.accept("embedding-timeout", "no vector within " + MOST_SECONDS + " s; the note is taken without");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EmbeddingQueueFull full) {
                missing.accept("embedding-queue-full", full.getMessage() + "; the note is taken without");
            } else {
                LOG.warn("a note's vector can't be made", e.getCause());
                missing.accept("embedding-failed", "the model can't be used; the note is taken without its vector");
            }
        }
        return null;
    }
}
