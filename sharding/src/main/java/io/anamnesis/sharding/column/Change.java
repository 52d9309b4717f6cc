package io.anamnesis.sharding.column;

import io.anamnesis.protocol.message.Modality;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a digest changed.
 *
 * @param row the patient's row
 * @param applied whether it was newer than what was known; where not, nothing changed
 * @param added whether the patient was unknown before: then everything is new and the sets below are empty
 * @param modalities parts that changed, came or went
 * @param turned parts that came or went
 * @param elements terms of elements that came, went or changed, by kind; such an element may have none
 * @param cut kinds of which it changed whether all elements are known
 * @param numbers names of numbers that came, went or changed
 */
public record Change(
        int row,
        boolean applied,
        boolean added,
        Set<Modality> modalities,
        Set<Modality> turned,
        Map<String, Set<String>> elements,
        Set<String> cut,
        Set<String> numbers) {
    static Change none(int row) {
        Set<Modality> no = Collections.unmodifiableSet(EnumSet.noneOf(Modality.class));
        return new Change(row, false, false, no, no, Map.of(), Set.of(), Set.of());
    }

    /** Whether nothing that was known is different now. */
    public boolean isEmpty() {
        return !added && modalities.isEmpty();
    }
}
