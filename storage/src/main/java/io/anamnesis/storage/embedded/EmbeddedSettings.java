package io.anamnesis.storage.embedded;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the child process runs: {@code anamnesis.storage.embedded} of the configuration, each key explained there.
 *
 * @param javaHome the JDK 11 or 17 that runs the server
 * @param minHeapBytes {@code -Xms}
 * @param maxHeapBytes {@code -Xmx}
 * @param jvmOptions for the server's JVM beside what it always gets, such as those of its collector
 * @param startTimeout from launch to the first login
 * @param stopTimeout from the request to the end; killed after it
 * @param restartBackoff wait before the first restart; doubles
 * @param restartMaxBackoff the longest wait
 * @param restartsPerWindow attempts within the window before giving up
 * @param restartWindow the window
 * @param logFileBytes size at which the server's log is rotated
 * @param logFiles rotated files that are kept
 */
public record EmbeddedSettings(
        Path javaHome,
        long minHeapBytes,
        long maxHeapBytes,
        List<String> jvmOptions,
        Duration startTimeout,
        Duration stopTimeout,
        Duration restartBackoff,
        Duration restartMaxBackoff,
        int restartsPerWindow,
        Duration restartWindow,
        long logFileBytes,
        int logFiles) {
    private static final long SMALLEST_HEAP = 256L << 20;

    public EmbeddedSettings {
        jvmOptions = List.copyOf(jvmOptions);
        if (maxHeapBytes < SMALLEST_HEAP || minHeapBytes < 1 || minHeapBytes > maxHeapBytes) {
            throw new IllegalArgumentException(
                    "the server needs max-heap of at least 256 MiB and min-heap up to it; here " + minHeapBytes + " to "
                            + maxHeapBytes + " bytes");
        }
        if (restartsPerWindow < 0 || logFiles < 1 || logFileBytes < 1) {
            throw new IllegalArgumentException(
                    "restarts-per-window is at least 0, log-files and log-file-size at least 1");
        }
    }

    /** Reads {@code anamnesis.storage.embedded}. */
    public static EmbeddedSettings from(Config root) {
        Config config = root.getConfig("anamnesis.storage.embedded");
        return new EmbeddedSettings(
                javaHome(config.getString("java-home")),
                config.getBytes("min-heap"),
                config.getBytes("max-heap"),
                config.getStringList("jvm-options"),
                config.getDuration("start-timeout"),
                config.getDuration("stop-timeout"),
                config.getDuration("restart.backoff"),
                config.getDuration("restart.max-backoff"),
                config.getInt("restart.attempts"),
                config.getDuration("restart.window"),
                config.getBytes("log.file-size"),
                config.getInt("log.files"));
    }

    private static Path javaHome(String configured) {
        return Path.of(configured.isBlank() ? System.getProperty("java.home") : configured);
    }
}
