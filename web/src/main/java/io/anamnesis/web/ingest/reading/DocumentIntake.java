package io.anamnesis.web.ingest.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hands every document of an input to the reader that knows it. */
public final class DocumentIntake {
    private final List<DocumentReader> readers;
    private final long maxBytes;

    /** @param readers in the order in which they are asked: those that prove themselves first */
    public DocumentIntake(List<DocumentReader> readers, long maxBytes) {
        this.readers = List.copyOf(readers);
        this.maxBytes = maxBytes;
    }

    /** The formats that are known. */
    public List<DocumentFormat> formats() {
        return readers.stream().map(DocumentReader::format).toList();
    }

    /**
     * The reader of a plain document that begins so.
     *
     * @param beginning as in {@link DocumentReader#recognises}
     */
    public Optional<DocumentReader> recognise(byte[] beginning) {
        return readers.stream().filter(reader -> reader.recognises(beginning)).findFirst();
    }

    /**
     * Reads an input, plain, gzip or zip. A document within an archive that can't be read is refused, and the next one is
     * read. Blocks; closes nothing.
     *
     * @param formatName a name out of {@link #formats()} to read every document as, or null to recognise each
     * @return the counts, once the whole input is read
     * @throws UnreadableInput where the input as a whole, or from some place on, can't be read
     * @throws IOException where {@code in} itself fails, or a temporary file does
     */
    public DocumentReport read(InputStream in, @Nullable String formatName, ReadingOptions options, FindingSink sink)
            throws IOException {
        Tally tally = new Tally(sink);
        DocumentReader given = formatName == null ? null : named(formatName);
        Contents.visit(in, maxBytes, new Contents.Visitor() {
            @Override
            public void document(Content content) throws IOException {
                tally.documents++;
                tally.within(content.entry());
                DocumentReader reader = given == null ? known(content) : given;
                tally.formats.merge(reader.format().name(), 1L, Long::sum);
                reader.read(content.in(), options.named(content.within(options.document())), tally);
            }

            @Override
            public void unreadable(@Nullable String entry, UnreadableInput why) {
                tally.within(entry);
                tally.refused(new Refusal(0, why.location(), why.code(), why.reason()));
            }
        });
        return new DocumentReport(tally.documents, tally.formats, tally.findings, tally.refusals);
    }

    private DocumentReader known(Content content) {
        return recognise(content.beginning())
                .orElseThrow(() -> new UnreadableInput("unknown-format", "none of the known formats", "input"));
    }

    private DocumentReader named(String name) {
        return readers.stream()
                .filter(reader -> reader.format().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnreadableInput("unknown-format", "no format has the given name", "input"));
    }

    /** Counts what goes by, and says in which document of an archive a refusal stands. */
    private static final class Tally implements FindingSink {
        private final FindingSink sink;
        private final Map<String, Long> formats = new TreeMap<>();
        private final Map<String, Long> refusals = new TreeMap<>();
        private long documents;
        private long findings;
        private @Nullable String entry;

        Tally(FindingSink sink) {
            this.sink = sink;
        }

        void within(@Nullable String newEntry) {
            entry = newEntry;
        }

        @Override
        public void found(Finding finding) {
            findings++;
            sink.found(finding);
        }

        @Override
        public void refused(Refusal refusal) {
            refusals.merge(refusal.code(), 1L, Long::sum);
            String element = refusal.element();
            String where = entry == null ? element : element == null ? entry : entry + " " + element;
            sink.refused(new Refusal(refusal.line(), where, refusal.code(), refusal.reason()));
        }
    }
}
