package io.anamnesis.protocol.feed;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.ProfileView.MetricView;
import io.anamnesis.protocol.patient.ProfileView.ModalityView;
import io.anamnesis.protocol.patient.WindowView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a watcher of one patient receives, in order. */
public sealed interface FeedFrame {
    /** The last event that the watcher knows of after this frame. */
    long seq();

    /** The whole picture; everything before it is replaced. */
    record Snapshot(long seq, ProfileView profile) implements FeedFrame {}

    /**
     * One accepted message and what it changed.
     *
     * @param prevSeq the frame this one follows: a watcher whose last seq differs has a gap and resumes from its own
     * @param windows the windows it touched, as they now are, oldest first; the latest {@value #MAX_WINDOWS} of them
     * @param windowsLeftOut how many earlier ones were touched too
     * @param lateSamples samples of it that changed a window already closed
     * @param correctedSamples samples of it that replaced an earlier value
     * @param repeatedSamples samples of it that were known already
     * @param items things of the profile that it changed, the first {@value #MAX_ITEMS} of them
     * @param itemsLeftOut how many more it changed
     */
    record Delta(
            long seq,
            long prevSeq,
            String messageId,
            Modality modality,
            Instant observedAt,
            Instant receivedAt,
            List<WindowView> windows,
            int windowsLeftOut,
            int lateSamples,
            int correctedSamples,
            int repeatedSamples,
            List<ItemChange> items,
            int itemsLeftOut)
            implements FeedFrame {
        /** The most windows in one frame. */
        public static final int MAX_WINDOWS = 256;

        /** The most changed items in one frame. */
        public static final int MAX_ITEMS = 256;

        public Delta {
            windows = List.copyOf(windows);
            items = items == null ? List.of() : List.copyOf(items); // a node of before does not send it
        }
    }

    /**
     * The metrics and modalities with their features as of {@code seq}, made at most once in a configured interval; no part of the
     * sequence of deltas.
     *
     * @param fusion what the model makes of it, in short; null where that is as it was, and in frames of a node of before
     */
    record Features(
            long seq,
            List<MetricView> metrics,
            Map<Modality, ModalityView> modalities,
            @Nullable FusionView fusion) implements FeedFrame {
        public Features {
            metrics = List.copyOf(metrics);
            modalities = modalities == null ? Map.of() : Map.copyOf(modalities); // as above
        }
    }

    /** Nothing new, still here. */
    record Heartbeat(long seq, Instant at) implements FeedFrame {}

    /**
     * The watcher was too slow: the deltas after {@code fromSeq} up to {@code seq} were not sent one by one, and the
     * snapshot that follows holds their sum.
     */
    record Conflated(long fromSeq, long seq, long skipped) implements FeedFrame {}
}
