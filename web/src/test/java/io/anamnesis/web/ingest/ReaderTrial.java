package io.anamnesis.web.ingest;

import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.ingest.note.embedding.SentenceEmbedder;
import io.anamnesis.web.ingest.reading.DocumentIntake;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import io.anamnesis.web.ingest.wearable.ReadOptions;
import io.anamnesis.web.ingest.wearable.WearableFormats;
import io.anamnesis.web.ingest.wearable.WearableSample;
import io.anamnesis.web.ingest.wearable.WearableSink;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Reads hostile inputs in a process of its own, whose heap is small: a line for each with what became of it. What a reader hands over
 * is counted and let go.
 */
final class ReaderTrial {
    private static final long MAX_BYTES = 200L << 20;
    private static final long MAX_MILLIS = 60_000;
    private static final String HANG = "hang";
    private static final ReadingOptions OPTIONS =
            new ReadingOptions("hostile", ZoneOffset.UTC, Instant.EPOCH, "GRCh38", Map.of());

    private final DocumentIntake documents = new DocumentIntake(
            DocumentFormats.readers(new NoteComposer(SentenceEmbedder.NONE), IdentityMap.none()), MAX_BYTES);
    private long findings;
    private long refusals;

    private ReaderTrial() {}

    /**
     * Reads all inputs of a kind.
     *
     * @param arguments the kind, of {@link HostileInputs}
     */
    public static void main(String[] arguments) throws InterruptedException {
        for (Map.Entry<String, Supplier<InputStream>> each :
                HostileInputs.of(arguments[0]).entrySet()) {
            AtomicReference<String> outcome = new AtomicReference<>(HANG);
            Thread reading = new Thread(
                    () -> outcome.set(
                            new ReaderTrial().read(arguments[0], each.getValue().get())),
                    "trial");
            reading.setDaemon(true);
            reading.start();
            reading.join(MAX_MILLIS);
            String told = Objects.requireNonNullElse(outcome.get(), HANG);
            System.out.println(each.getKey() + "\t" + told);
            if (told.equals(HANG)) {
                Runtime.getRuntime().halt(3);
            }
        }
    }

    private String read(String kind, InputStream in) {
        try {
            if (kind.equals("wearables")) {
                wearables(in);
            } else {
                documents.read(in, null, OPTIONS, sink());
            }
            return "read " + findings + " " + refusals;
        } catch (UnreadableInput e) {
            return "refused " + e.code();
        } catch (OutOfMemoryError e) {
            return "out of memory";
        } catch (IOException | RuntimeException | StackOverflowError e) {
            StackTraceElement[] trace = e.getStackTrace();
            return "failed " + e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
        }
    }

    private FindingSink sink() {
        return new FindingSink() {
            @Override
            public void found(Finding finding) {
                findings++;
            }

            @Override
            public void refused(Refusal refusal) {
                refusals++;
            }
        };
    }

    private void wearables(InputStream in) throws IOException {
        ReadOptions options = ReadOptions.defaults().withZone(ZoneOffset.UTC);
        WearableFormats.read(in, null, options.withLimits(MAX_BYTES, options.maxLineChars()), new WearableSink() {
            @Override
            public void sample(WearableSample sample) {
                findings++;
            }

            @Override
            public void refused(Refusal refusal) {
                refusals++;
            }
        });
    }
}
