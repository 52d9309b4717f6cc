package io.anamnesis.web;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.anamnesis.web.feed.FeedSettings;
import io.anamnesis.web.ingest.IngestSettings;
import io.anamnesis.web.ingest.NoteSettings;
import io.anamnesis.web.ingest.note.embedding.EmbeddingSettings;
import io.anamnesis.web.model.folder.FolderSettings;
import io.anamnesis.web.patient.PatientSettings;
import io.anamnesis.web.query.QuerySettings;
import java.time.Duration;

/**
 * The keys under {@code anamnesis.web}; {@code reference.conf} explains each.
 *
 * @param port 0 to 65535
 * @param eventLoops from 1
 * @param refuseUploadsAboveHeap share of the heap, 0 to 1
 */
public record WebSettings(
        String host,
        int port,
        int eventLoops,
        Duration idleTimeout,
        int maxConcurrentRequests,
        double refuseUploadsAboveHeap,
        boolean compressResponses,
        boolean tokenRequired,
        IngestSettings ingest,
        PatientSettings patient,
        QuerySettings query,
        FeedSettings feed,
        EmbeddingSettings embedding,
        NoteSettings notes,
        FolderSettings trainingFolder) {

    public WebSettings {
        if (feed.pingInterval().compareTo(idleTimeout) >= 0) {
            throw new ConfigException.BadValue(
                    "anamnesis.web.feed.ping-interval", "shorter than idle-timeout, so that a quiet feed stays open");
        }
        if (query.maxDeadline().compareTo(idleTimeout) >= 0) {
            throw new ConfigException.BadValue(
                    "anamnesis.web.query.max-deadline",
                    "shorter than idle-timeout, so that an answer finds its connection");
        }
        if (refuseUploadsAboveHeap < 0 || refuseUploadsAboveHeap > 1) {
            throw new ConfigException.BadValue(
                    "anamnesis.web.refuse-uploads-above-heap", "a share of the heap is 0 to 1");
        }
        if (port < 0 || port > 65_535 || eventLoops < 1 || maxConcurrentRequests < 1) {
            throw new ConfigException.BadValue(
                    "anamnesis.web", "port is 0 to 65535, event-loops and max-concurrent-requests are at least 1");
        }
    }

    /**
     * Reads the settings out of the whole configuration.
     *
     * @throws ConfigException where a key is missing or outside its range
     */
    public static WebSettings from(Config root) {
        Config web = root.getConfig("anamnesis.web");
        return new WebSettings(
                web.getString("host"),
                web.getInt("port"),
                eventLoops(web),
                web.getDuration("idle-timeout"),
                web.getInt("max-concurrent-requests"),
                web.getDouble("refuse-uploads-above-heap"),
                web.getBoolean("compress-responses"),
                web.getBoolean("token-required"),
                IngestSettings.from(web.getConfig("ingest")),
                PatientSettings.from(web.getConfig("patient")),
                QuerySettings.from(web.getConfig("query")),
                FeedSettings.from(web.getConfig("feed")),
                EmbeddingSettings.from(root),
                NoteSettings.from(root),
                FolderSettings.from(web.getConfig("training-folder")));
    }

    private static int eventLoops(Config web) {
        return "auto".equals(web.getString("event-loops"))
                ? Math.min(4, Runtime.getRuntime().availableProcessors())
                : web.getInt("event-loops");
    }
}
