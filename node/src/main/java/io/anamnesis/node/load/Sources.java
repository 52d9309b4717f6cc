package io.anamnesis.node.load;

import io.anamnesis.web.ingest.wearable.WearableFormats;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Finds the reader of a file by what is in it, never by its name. */
final class Sources {
    private static final int OPENING_BYTES = 65_536;

    private final ReadHints hints;

    Sources(ReadHints hints) {
        this.hints = hints;
    }

    /** Reads the file; one that no reader recognises is refused as a whole. */
    void read(SourceFile file, InputStream plain, MessageSink sink) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(plain, OPENING_BYTES);
        in.mark(OPENING_BYTES);
        byte[] opening = in.readNBytes(OPENING_BYTES);
        in.reset();
        if (isGzip(opening)) {
            readGzip(file, in, opening, sink);
            return;
        }
        Optional<MessageSource> source = find(opening);
        if (source.isEmpty()) {
            unknown(file, sink);
            return;
        }
        source.get().read(file, in, sink);
    }

    /** The readers of wearables open gzip themselves; messages in their own form are opened here. */
    private void readGzip(SourceFile file, InputStream in, byte[] opening, MessageSink sink)
            throws IOException, InterruptedException {
        Optional<MessageSource> wearable =
                WearableFormats.recognise(opening).map(format -> new WearableSource(hints, format));
        if (wearable.isPresent()) {
            wearable.get().read(file, in, sink);
            return;
        }
        InputStream content = new BufferedInputStream(new GZIPInputStream(in), OPENING_BYTES);
        content.mark(OPENING_BYTES);
        byte[] inside = content.readNBytes(OPENING_BYTES);
        content.reset();
        if (NdjsonSource.recognises(inside)) {
            new NdjsonSource().read(file, content, sink);
        } else {
            unknown(file, sink);
        }
    }

    private Optional<MessageSource> find(byte[] opening) {
        if (NdjsonSource.recognises(opening)) {
            return Optional.of(new NdjsonSource());
        }
        return WearableFormats.recognise(opening).map(format -> new WearableSource(hints, format));
    }

    private static void unknown(SourceFile file, MessageSink sink) {
        sink.refused(new Place(file.path(), 0), "unknown-format", "No reader recognises the content of this file.");
    }

    private static boolean isGzip(byte[] opening) {
        return opening.length > 2 && (opening[0] & 0xff) == 0x1f && (opening[1] & 0xff) == 0x8b;
    }
}
