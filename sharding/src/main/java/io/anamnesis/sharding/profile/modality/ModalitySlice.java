package io.anamnesis.sharding.profile.modality;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.Occasion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the live profile keeps of one modality whose messages speak of things by key (wearables, which are streams of
 * samples, have series instead). Everything that is remembered is in {@link #holdings()}: the same set of messages gives the same
 * slice, in any order, and a snapshot is the holdings.
 */
public interface ModalitySlice {
    Modality modality();

    /** Raised when stored holdings of before can't be used: the journal is folded then. */
    int version();

    /** All that is remembered, always the same objects in the same order. */
    List<Holdings<?>> holdings();

    /** Why the slice can't take it, or null. Changes nothing. */
    @Nullable
    Rejection refusal(Payload payload);

    /** Folds it in. Total: every payload of this modality that was ever accepted. */
    void place(Payload payload, Evidence evidence, ItemChanges changes);

    /**
     * Named numbers, kebab-case, of what holds now; a feature that can't be computed is absent. At most a thousand. Made anew
     * when something changed and somebody looks.
     */
    Map<String, Double> features();

    /**
     * What the index is told, one by one, in the words of {@link io.anamnesis.protocol.vocabulary.Vocabulary}. The same holdings give the
     * same elements.
     *
     * @param most of all kinds together; what matters most comes first
     */
    IndexElements elements(int most);

    /**
     * What was there several times and has numbers of its own, but for the latest, which {@link #features} tells of: the latest first, numbers
     * named as there. The same holdings give the same.
     */
    default List<Occasion> earlier(int most) {
        return List.of();
    }

    /**
     * Vectors by space (a model's name), for nearest neighbours, the latest first.
     *
     * @param most in each space
     */
    default Map<String, List<float[]>> vectors(int most) {
        return Map.of();
    }
}
