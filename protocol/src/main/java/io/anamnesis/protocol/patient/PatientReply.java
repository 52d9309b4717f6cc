package io.anamnesis.protocol.patient;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a patient answers. */
public sealed interface PatientReply {
    /** The message is durable and folded as number {@code seq}. */
    record Accepted(long seq) implements PatientReply {}

    /** The message was accepted before, as number {@code seq}; nothing changed. */
    record Duplicate(long seq) implements PatientReply {}

    /** Nothing changed, and why. */
    record Rejected(Rejection rejection) implements PatientReply {}

    /** The profile asked for. */
    record Profile(ProfileView profile) implements PatientReply {}

    /**
     * Windows, oldest first.
     *
     * @param nextFrom where the next page starts (epoch milliseconds), or null at the end
     */
    record Windows(List<WindowView> windows, @Nullable Long nextFrom) implements PatientReply {
        public Windows {
            windows = List.copyOf(windows);
        }
    }

    /**
     * Accepted messages, newest first.
     *
     * @param nextBeforeSeq where the next page starts, or null at the end
     */
    record Timeline(List<TimelineEntry> entries, @Nullable Long nextBeforeSeq) implements PatientReply {
        public Timeline {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Things that the profile holds, in the order of kind and key.
     *
     * @param nextAfter where the next page starts, or null at the end; a page with few or no items can have a next one
     */
    record Items(List<ProfileItem> items, @Nullable String nextAfter) implements PatientReply {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * Vectors and terms of the patient, as the index has them.
     *
     * @param seq the event they are current with
     * @param vectors by space, latest first
     * @param terms of all elements, {@code kind/name:value}, in order, at most {@value #MAX_TERMS}
     */
    record Vectors(long seq, Map<String, List<List<Float>>> vectors, List<String> terms) implements PatientReply {
        /** The most terms of an answer. */
        public static final int MAX_TERMS = 5_000;

        public Vectors {
            vectors = Map.copyOf(vectors);
            terms = List.copyOf(terms);
        }
    }

    /** What the model makes of the patient. */
    record Fusion(FusionView fusion) implements PatientReply {}

    /** The entity is on its way out; the next command wakes it. */
    record Passivating(long seq) implements PatientReply {}
}
