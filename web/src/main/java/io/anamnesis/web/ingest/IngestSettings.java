package io.anamnesis.web.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/** The keys under {@code anamnesis.web.ingest}; {@code reference.conf} explains each. Sizes in bytes. */
public record IngestSettings(
        int maxLine,
        long maxBody,
        int maxInFlight,
        int reportHold,
        int maxConcurrentFiles,
        int filePipe,
        String identities) {

    public IngestSettings {
        if (maxLine < 1 || maxBody < 1 || maxInFlight < 1 || reportHold < 1 || maxConcurrentFiles < 1 || filePipe < 1) {
            throw new ConfigException.BadValue("anamnesis.web.ingest", "every limit is at least 1");
        }
    }

    /** Reads the settings out of their own section. */
    public static IngestSettings from(Config ingest) {
        return new IngestSettings(
                Math.toIntExact(ingest.getBytes("max-line")),
                ingest.getBytes("max-body"),
                ingest.getInt("max-in-flight"),
                Math.toIntExact(ingest.getBytes("report-hold")),
                ingest.getInt("max-concurrent-files"),
                Math.toIntExact(ingest.getBytes("file-pipe")),
                ingest.getString("identities"));
    }
}
