package io.anamnesis.web.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/**
 * The keys under {@code anamnesis.web.notes.looking-into}; {@code reference.conf} explains each.
 *
 * @param threads that look into notes
 * @param maxWaiting notes that wait for one of them
 * @param maxWaitingChars characters of the notes that wait or are looked into
 */
public record NoteSettings(int threads, int maxWaiting, int maxWaitingChars) {
    public NoteSettings {
        if (threads < 1 || maxWaiting < 1 || maxWaitingChars < 1) {
            throw new ConfigException.BadValue("anamnesis.web.notes.looking-into", "every limit is at least 1");
        }
    }

    /** Reads the settings out of the whole configuration. */
    public static NoteSettings from(Config root) {
        Config section = root.getConfig("anamnesis.web.notes.looking-into");
        return new NoteSettings(
                section.getInt("threads"), section.getInt("max-waiting"), section.getInt("max-waiting-chars"));
    }
}
