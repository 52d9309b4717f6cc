package io.anamnesis.sharding.profile;

import java.util.List;
import java.util.Map;

/** How a profile lies in its slices. Field names are permanent; a change of meaning raises {@link #VERSION}. */
@SuppressWarnings("ArrayRecordComponent") // written once, read once, never shared
final class SnapshotForm {
    static final int VERSION = 3;

    private SnapshotForm() {}

    record Head(
            int version,
            long seq,
            long updatedAt,
            long late,
            long corrected,
            long repeated,
            long unknownFields,
            Map<String, Modality> modalities,
            List<String> series) {}

    record Modality(long messages, long first, long last, long lastSeq, List<Source> sources) {}

    record Source(String system, long messages, long last, List<String> tags) {}

    /** Columns over all messages. */
    record Facts(String[] ids, long[] seqs, long[] issuedAt, long[] hashes) {}

    /** One series; a fact or a device is its place in the column. The trace holds what frozen windows no longer can. */
    record Series(
            String metric,
            String unit,
            long windowMillis,
            long first,
            long last,
            String[] devices,
            Frozen frozen,
            List<Open> open,
            long[] traceTimes,
            double[] traceValues) {}

    /** Columns over the frozen windows; {@code ranges} has as many numbers a window as there are glucose ranges. */
    record Frozen(
            long[] starts,
            int[] corrections,
            long[] counts,
            double[] means,
            double[] squares,
            double[] mins,
            double[] maxs,
            long[] ranges) {}

    /** A window with its samples. */
    record Open(long start, int corrections, long[] times, double[] values, int[] devices, int[] facts) {}
}
