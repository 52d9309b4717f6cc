package io.anamnesis.node.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.node.terminal.Table;
import io.anamnesis.web.ingest.foreign.ForeignKind;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what became of everything, and keeps the first few refusals of each kind. Thread-safe. */
public final class LoadReport {
    /** Examples kept for each code, and for each kind that is not ours. */
    static final int EXAMPLES = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The option that loads what was refused, by code. */
    private static final Map<String, String> ADVICE = Map.of(
            "assembly-mismatch",
            "files of another assembly are taken with --assembly auto, or with its name, such as --assembly GRCh37",
            "assembly-required",
            "files that name no assembly are taken with its name, such as --assembly GRCh38");

    private final @Nullable Writer all;
    private final boolean dry;
    private final Map<FormatName, FormatCounts> formats = new TreeMap<>();
    private final Map<String, ForeignCounts> foreign = new TreeMap<>();
    private final Map<String, Kind> refused = new TreeMap<>();
    private long filesRead;
    private long filesSkipped;
    private long undelivered;
    private long retries;

    private static final class Kind {
        private long count;
        private final List<String> examples = new ArrayList<>();
    }

    /** The file of all refusals can't be written: ends the load. */
    static final class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unwritable(IOException cause) {
            super("the report can't be written: " + cause.getMessage(), cause);
        }
    }

    /**
     * Begins with nothing.
     *
     * @param all takes every refusal as a line of JSON; null where nobody wants them all
     * @param dry whether messages are only read and count as accepted
     */
    LoadReport(@Nullable Writer all, boolean dry) {
        this.all = all;
        this.dry = dry;
    }

    private FormatCounts counts(FormatName format) {
        return formats.computeIfAbsent(format, f -> new FormatCounts());
    }

    synchronized void document(FormatName format) {
        counts(format).documents++;
    }

    /** Notes how long a document was read; waiting for nodes is part of it. */
    synchronized void took(FormatName format, long nanos) {
        counts(format).nanos += nanos;
    }

    synchronized void accepted(FormatName format) {
        counts(format).accepted++;
    }

    synchronized void duplicate(FormatName format) {
        counts(format).duplicates++;
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

    synchronized void foreign(Place place, ForeignKind kind) {
        ForeignCounts counts = foreign.computeIfAbsent(kind.name(), name -> new ForeignCounts(kind.what()));
        counts.documents++;
        if (counts.examples.size() < EXAMPLES) {
            counts.examples.add(place.toString());
        }
        write(place, "not-read", kind.name() + ": " + kind.what());
    }

    synchronized void refused(FormatName format, Place place, String code, String detail) {
        counts(format).refused++;
        Kind kind = refused.computeIfAbsent(code, c -> new Kind());
        kind.count++;
        if (kind.examples.size() < EXAMPLES) {
            kind.examples.add(place + ": " + detail);
        }
        write(place, code, detail);
    }

    private void write(Place place, String code, String detail) {
        if (all == null) {
            return;
        }
        ObjectNode line =
                JSON.createObjectNode().put("file", place.file().toString()).put("line", place.line());
        if (place.element() != null) {
            line.put("element", place.element());
        }
        line.put("code", code).put("detail", detail);
        try {
            all.write(line + "\n");
        } catch (IOException e) {
            throw new Unwritable(e);
        }
    }

    /** Messages that are now part of the picture and were not before; in a dry run, messages that were made. */
    public synchronized long acceptedCount() {
        return formats.values().stream().mapToLong(counts -> counts.accepted).sum();
    }

    /** Messages that were there already. */
    public synchronized long duplicateCount() {
        return formats.values().stream().mapToLong(counts -> counts.duplicates).sum();
    }

    /** Messages and rows that were refused. */
    public synchronized long refusedCount() {
        return refused.values().stream().mapToLong(kind -> kind.count).sum();
    }

    /** Messages and rows that were refused, by code. */
    public synchronized Map<String, Long> refusedByCode() {
        Map<String, Long> counts = new TreeMap<>();
        refused.forEach((code, kind) -> counts.put(code, kind.count));
        return counts;
    }

    /** Documents that hold nothing of ours, by the name of their kind. */
    public synchronized Map<String, Long> foreignDocuments() {
        Map<String, Long> documents = new TreeMap<>();
        foreign.forEach((kind, counts) -> documents.put(kind, counts.documents));
        return documents;
    }

    /** Messages that no node took in time. */
    public synchronized long undeliveredCount() {
        return undelivered;
    }

    /** Messages that were settled, one way or another. */
    synchronized long settledCount() {
        return acceptedCount() + duplicateCount() + refusedCount();
    }

    /** The report for people: a table of formats, what was refused and why, what is not ours, and the sums. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>(table().lines());
        if (!refused.isEmpty()) {
            lines.add("refused:");
        }
        refused.forEach((code, kind) -> {
            lines.add(String.format(Locale.ROOT, "  %,10d  %s", kind.count, code));
            kind.examples.forEach(example -> lines.add("              " + example));
            String advice = ADVICE.get(code);
            if (advice != null) {
                lines.add("              -> " + advice);
            }
        });
        if (!foreign.isEmpty()) {
            lines.add("not read, for they hold no record of a kind that is read:");
        }
        foreign.forEach((name, counts) -> {
            lines.add(String.format(Locale.ROOT, "  %,10d  %s: %s", counts.documents, name, counts.what));
            counts.examples.forEach(example -> lines.add("              " + example));
        });
        if (undelivered > 0) {
            lines.add(String.format(Locale.ROOT, "  %,10d  messages were NOT delivered", undelivered));
        }
        lines.add(summary());
        return lines;
    }

    private String summary() {
        String messages = dry
                ? String.format(Locale.ROOT, "%,d messages made, none sent", acceptedCount())
                : String.format(
                        Locale.ROOT,
                        "%,d messages accepted, %,d duplicates, %,d sent again",
                        acceptedCount(),
                        duplicateCount(),
                        retries);
        return String.format(
                Locale.ROOT,
                "%,d files read, %,d already done; %s; %,d rows and messages refused; %,d documents of other kinds",
                filesRead,
                filesSkipped,
                messages,
                refusedCount(),
                foreign.values().stream().mapToLong(counts -> counts.documents).sum());
    }

    private Table table() {
        Table table = dry
                ? new Table("MODALITY", "FORMAT", "DOCUMENTS", "MESSAGES", "REFUSED", "SECONDS")
                : new Table("MODALITY", "FORMAT", "DOCUMENTS", "ACCEPTED", "DUPLICATES", "REFUSED", "SECONDS");
        formats.forEach((format, counts) -> {
            List<String> cells = new ArrayList<>(
                    List.of(format.modality(), format.name(), number(counts.documents), number(counts.accepted)));
            if (!dry) {
                cells.add(number(counts.duplicates));
            }
            cells.add(number(counts.refused));
            cells.add(String.format(Locale.ROOT, "%.1f", counts.nanos / 1e9));
            table.row(cells.toArray(String[]::new));
        });
        return table;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
