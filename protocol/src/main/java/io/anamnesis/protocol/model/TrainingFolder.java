package io.anamnesis.protocol.model;

import io.anamnesis.protocol.message.Modality;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables of patients of one's own, to learn from: numbers by modality, and what became of each. Patients are in the order of their ids,
 * which are not in it. Nothing of it may change.
 *
 * @param files what it was read from
 * @param blocks one a modality that there is
 * @param apart of each patient whether it is to judge; empty where nothing says so
 */
@SuppressWarnings("ArrayRecordComponent") // made once, only read
public record TrainingFolder(List<Source> files, List<Block> blocks, Outcomes outcomes, boolean[] apart) {
    /**
     * A file.
     *
     * @param name without folders and packing, such as {@code clinical.csv}
     * @param sha256 over its content, not packed; hexadecimal
     * @param rows without the header
     * @param strangers so many of them are of nobody whose outcome is known, and were left out
     */
    public record Source(String name, String sha256, int rows, int strangers) {}

    /**
     * The numbers of a modality.
     *
     * @param columns their names
     * @param patients of each its numbers, NaN where one is missing; null where the modality is
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    public record Block(Modality modality, List<String> columns, float[] @Nullable [] patients) {
        /** Copies the list. */
        public Block {
            columns = List.copyOf(columns);
        }
    }

    /** What became of the patients. */
    public sealed interface Outcomes {
        /** Number of patients. */
        int size();
    }

    /**
     * A class each.
     *
     * @param names in order
     * @param of of each patient the index of its class
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    public record Classes(List<String> names, int[] of) implements Outcomes {
        /** Copies the names. */
        public Classes {
            names = List.copyOf(names);
        }

        @Override
        public int size() {
            return of.length;
        }
    }

    /**
     * A time each.
     *
     * @param days finite and not negative
     * @param events whether the event came then; else the patient was last seen without it
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    public record Times(double[] days, boolean[] events) implements Outcomes {
        @Override
        public int size() {
            return days.length;
        }
    }

    /** @throws IllegalArgumentException where the parts are of other numbers of patients, or a modality is there twice */
    public TrainingFolder {
        files = List.copyOf(files);
        blocks = List.copyOf(blocks);
        Set<Modality> seen = new HashSet<>();
        for (Block block : blocks) {
            if (!seen.add(block.modality) || block.patients.length != outcomes.size()) {
                throw new IllegalArgumentException("a modality is there once and of all " + outcomes.size()
                        + " patients, here " + block.modality.wireName() + " of " + block.patients.length);
            }
        }
        if (apart.length > 0 && apart.length != outcomes.size()) {
            throw new IllegalArgumentException(
                    outcomes.size() + " patients, of " + apart.length + " is said who judges");
        }
    }
}
