package io.anamnesis.node.load;

import io.anamnesis.web.ingest.foreign.ForeignKind;
import java.util.ArrayList;
import java.util.List;

/** Cuts the messages of one file into batches, past those that are settled already. */
final class Batcher implements MessageSink {
    private static final int MAX_MESSAGES = 200;
    private static final int MAX_BYTES = 512 << 10;

    private final FileProgress file;
    private final Lane lane;
    private final LoadReport report;
    private final long skip;
    private List<OutgoingMessage> gathered = new ArrayList<>();
    private int gatheredBytes;
    private FormatName format = FormatName.NONE;
    private long begun;
    private long seen;
    private long sent;

    Batcher(FileProgress file, Lane lane, LoadReport report) {
        this.file = file;
        this.lane = lane;
        this.report = report;
        this.skip = file.settled();
    }

    @Override
    public void document(FormatName newFormat) {
        format = newFormat;
        begun = System.nanoTime();
        report.document(newFormat);
    }

    @Override
    public void documentEnd() {
        report.took(format, System.nanoTime() - begun);
        format = FormatName.NONE;
    }

    @Override
    public void message(byte[] json, Place place) throws InterruptedException {
        seen++;
        if (seen <= skip) {
            return;
        }
        if (gathered.size() == MAX_MESSAGES || gatheredBytes + json.length > MAX_BYTES) {
            flush();
        }
        gathered.add(new OutgoingMessage(json, place, format));
        gatheredBytes += json.length;
    }

    @Override
    public void refused(Place place, String code, String detail) {
        report.refused(format, place, code, detail);
    }

    @Override
    public void foreign(Place place, ForeignKind kind) {
        report.foreign(place, kind);
    }

    /** Sends what is gathered, and notes that the file has no more. */
    void end() throws InterruptedException {
        flush();
        file.readToEnd(seen);
    }

    private void flush() throws InterruptedException {
        if (!gathered.isEmpty()) {
            lane.take(new Batch(file, skip + sent, gathered));
            sent += gathered.size();
            gathered = new ArrayList<>();
            gatheredBytes = 0;
        }
    }
}
