package io.anamnesis.web.ingest.wearable;

import io.anamnesis.web.ingest.reading.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hands rows on to the sink and counts them. */
final class Tally {
    private final WearableSink sink;
    private final Map<String, Long> refusalsByCode = new TreeMap<>();
    private long accepted;
    private long refused;
    private long samples;
    private @Nullable String place;

    Tally(WearableSink sink) {
        this.sink = sink;
    }

    /** Counts without telling anyone: for a pass that only looks. */
    static Tally silent() {
        return new Tally(new WearableSink() {
            @Override
            public void sample(WearableSample sample) {}

            @Override
            public void refused(Refusal refusal) {}
        });
    }

    /** Names the part of the input that rows come from now, such as {@code entry 3}. */
    void within(@Nullable String newPlace) {
        place = newPlace;
    }

    void accept(List<WearableSample> rowSamples) {
        accepted++;
        samples += rowSamples.size();
        rowSamples.forEach(sink::sample);
    }

    void refuseRow(long line, @Nullable String element, Fault fault) {
        refused++;
        tell(line, element, fault);
    }

    void refuseCell(long line, String element, Fault fault) {
        tell(line, element, fault);
    }

    private void tell(long line, @Nullable String element, Fault fault) {
        refusalsByCode.merge(fault.code(), 1L, Long::sum);
        String where = place == null ? element : element == null ? place : place + " " + element;
        sink.refused(new Refusal(line, where, fault.code(), fault.reason()));
    }

    ReadReport report(String format) {
        return new ReadReport(format, accepted + refused, accepted, refused, samples, refusalsByCode);
    }
}
