package io.anamnesis.node.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what became of everything, and keeps the first few refusals of each kind. Thread-safe. */
public final class LoadReport {
    /** Examples kept for each code. */
    static final int EXAMPLES = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable Writer all;
    private final Map<String, Kind> refused = new TreeMap<>();
    private long accepted;
    private long duplicates;
    private long filesRead;
    private long filesSkipped;
    private long undelivered;
    private long retries;

    private static final class Kind {
        private long count;
        private final List<String> examples = new ArrayList<>();
    }

    /** @param all takes every refusal as a line of JSON; null where nobody wants them all */
    LoadReport(@Nullable Writer all) {
        this.all = all;
    }

    synchronized void accepted() {
        accepted++;
    }

    synchronized void duplicate() {
        duplicates++;
    }

    synchronized void retried(int messages) {
        retries += messages;
    }

    synchronized void undelivered(int messages) {
        undelivered += messages;
    }

    synchronized void fileRead() {
        filesRead++;
    }

    synchronized void fileSkipped() {
        filesSkipped++;
    }

    synchronized void refused(Place place, String code, String detail) {
        Kind kind = refused.computeIfAbsent(code, c -> new Kind());
        kind.count++;
        if (kind.examples.size() < EXAMPLES) {
            kind.examples.add(place + ": " + detail);
        }
        if (all != null) {
            ObjectNode line =
                    JSON.createObjectNode().put("file", place.file().toString()).put("line", place.line());
            if (place.element() != null) {
                line.put("element", place.element());
            }
            line.put("code", code).put("detail", detail);
            try {
                all.write(line + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException("the report can't be written", e);
            }
        }
    }

    /** Messages that are now part of the picture and were not before. */
    public synchronized long acceptedCount() {
        return accepted;
    }

    /** Messages that were there already. */
    public synchronized long duplicateCount() {
        return duplicates;
    }

    /** Messages and rows that were refused. */
    public synchronized long refusedCount() {
        return refused.values().stream().mapToLong(kind -> kind.count).sum();
    }

    /** Messages that no node took in time. */
    public synchronized long undeliveredCount() {
        return undelivered;
    }

    /** Messages that were settled, one way or another. */
    synchronized long settledCount() {
        return accepted + duplicates + refusedCount();
    }

    /** The report for people. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d files read, %,d already done; %,d messages accepted, %,d duplicates, %,d sent again; %,d rows and messages refused",
                filesRead,
                filesSkipped,
                accepted,
                duplicates,
                retries,
                refusedCount()));
        refused.forEach((code, kind) -> {
            lines.add(String.format(Locale.ROOT, "  %,10d  %s", kind.count, code));
            kind.examples.forEach(example -> lines.add("              " + example));
        });
        if (undelivered > 0) {
            lines.add(String.format(Locale.ROOT, "  %,10d  messages were NOT delivered", undelivered));
        }
        return lines;
    }
}
