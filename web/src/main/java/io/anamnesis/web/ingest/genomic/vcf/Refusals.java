package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Fault;
import io.anamnesis.web.ingest.reading.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells refusals one by one up to a limit per code and counts them all: a field that a caller writes wrongly is wrong in every
 * one of millions of rows. Rows that give nothing are always told.
 */
final class Refusals {
    static final int MAX_TOLD_PER_CODE = 1_000;

    private final Consumer<Refusal> sink;
    private final Map<String, Long> byCode = new HashMap<>();

    Refusals(Consumer<Refusal> sink) {
        this.sink = sink;
    }

    /** A whole line. */
    void row(long line, @Nullable String element, Fault fault) {
        byCode.merge(fault.code(), 1L, Long::sum);
        sink.accept(new Refusal(line, element, fault.code(), fault.reason()));
    }

    /** A part of a line that stands. */
    void field(long line, String element, Fault fault) {
        long count = byCode.merge(fault.code(), 1L, Long::sum);
        if (count <= MAX_TOLD_PER_CODE) {
            sink.accept(new Refusal(line, element, fault.code(), fault.reason()));
        } else if (count == MAX_TOLD_PER_CODE + 1) {
            Fault more = VcfFault.TOO_MANY_REFUSED;
            sink.accept(new Refusal(line, fault.code(), more.code(), more.reason()));
        }
    }

    Map<String, Long> byCode() {
        return Map.copyOf(byCode);
    }
}
