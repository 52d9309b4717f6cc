package io.anamnesis.web.ingest.note.embedding;

import com.typesafe.config.Config;

/**
 * See {@code anamnesis.web.notes.embedding} in {@code reference.conf}.
 *
 * @param enabled whether notes get vectors at all
 * @param threads that make them
 * @param queue notes that may wait
 * @param maxSentences of a note that count; of more, the first
 */
public record EmbeddingSettings(boolean enabled, int threads, int queue, int maxSentences) {
    public EmbeddingSettings {
        if (threads < 1 || queue < 1 || maxSentences < 1) {
            throw new IllegalArgumentException("threads, queue and max-sentences of embedding are at least 1");
        }
    }

    /** Reads the section. */
    public static EmbeddingSettings from(Config root) {
        Config config = root.getConfig("anamnesis.web.notes.embedding");
        return new EmbeddingSettings(
                config.getBoolean("enabled"),
                config.getInt("threads"),
                config.getInt("queue"),
                config.getInt("max-sentences"));
    }
}
