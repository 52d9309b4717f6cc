package io.anamnesis.protocol.patient;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.anamnesis.protocol.message.Modality;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model makes of a patient at one point, from whatever modalities are there.
 *
 * @param seq the last event in it
 * @param model which model
 * @param score null where the model has none
 * @param withoutScore why there is no score; null where there is one
 * @param attention one entry a modality that is there; the shares add up to 1
 * @param missing modalities that the model looks at and that are not there
 * @param vector the fused vector, the one of the space {@value #SPACE}; empty in a feed
 * @param inputs what went in, one entry a modality that is there; empty in a feed
 * @param cohort whether the patient is one of those whom the model learned from; null where it learned from nobody, or a node of before says it
 * @param challenger what the model beside it makes of the patient, for comparison only; null where there is none, and in a feed
 */
public record FusionView(
        long seq,
        Model model,
        @Nullable Score score,
        @Nullable String withoutScore,
        List<Attention> attention,
        List<Modality> missing,
        List<Float> vector,
        List<Input> inputs,
        @Nullable Cohort cohort,
        @Nullable Challenger challenger) {
    /** The space of the fused vectors. */
    public static final String SPACE = "fused";

    public FusionView {
        attention = List.copyOf(attention);
        missing = List.copyOf(missing);
        vector = List.copyOf(vector);
        inputs = List.copyOf(inputs);
    }

    /** As above, with nothing to say of a cohort. */
    public FusionView(
            long seq,
            Model model,
            @Nullable Score score,
            @Nullable String withoutScore,
            List<Attention> attention,
            List<Modality> missing,
            List<Float> vector,
            List<Input> inputs,
            @Nullable Challenger challenger) {
        this(seq, model, score, withoutScore, attention, missing, vector, inputs, null, challenger);
    }

    /** Without the vector and the inputs: what a feed carries. */
    public FusionView summary() {
        return new FusionView(seq, model, score, withoutScore, attention, missing, List.of(), List.of(), cohort, null);
    }

    /**
     * Whether the patient fits the cohort that the model learned from, by what is known now. Of whoever does not, the model has learned nothing.
     *
     * @param fits {@code yes}, {@code no}, or {@code unknown}
     * @param reason why it is unknown, a whole sentence; null where it is not
     */
    public record Cohort(String fits, @Nullable String reason) {
        /** Certainly so, or certainly not. */
        public static Cohort known(boolean fits) {
            return new Cohort(fits ? "yes" : "no", null);
        }

        /** Neither, and why. */
        public static Cohort unknown(String reason) {
            return new Cohort("unknown", reason);
        }
    }

    /**
     * A version of a model.
     *
     * @param strategy how it fuses, such as {@code default} or {@code late}
     * @param generation grows with each promotion; 0 before the first
     */
    public record Model(String name, int version, String strategy, long generation) {}

    /**
     * Another model's word.
     *
     * @param score null where it has none
     * @param cohort whether the patient is one of those whom it learned from; null where it learned from nobody, or a node of before answers
     */
    public record Challenger(
            Model model, @Nullable Score score, @Nullable Cohort cohort) {}

    /**
     * A score.
     *
     * @param kind {@code classes} (probabilities that add up to 1) or {@code log-hazard}
     * @param basis who the intervals rest on; null where there are none
     * @param withoutInterval why there are none; null where there are
     */
    public record Score(
            String kind,
            List<Value> values,
            @Nullable Basis basis,
            @Nullable String withoutInterval) {
        public Score {
            values = List.copyOf(values);
        }

        /** Without intervals. */
        public static Score without(String kind, List<Value> values, String reason) {
            return new Score(kind, values, null, reason);
        }

        /**
         * One number of it.
         *
         * @param name of the class, {@code log-hazard}, or {@code event within 365 days}
         * @param low the lower end of the interval of the share with the event among patients kept apart with a similar score; null where
         *     the model knows none
         * @param high the upper end; null as before
         * @param observed that share itself; null as before
         * @param patients so many they are; null as before
         */
        public record Value(
                String name,
                double value,
                @Nullable Double low,
                @Nullable Double high,
                @Nullable Double observed,
                @Nullable Integer patients) {
            /** Without an interval. */
            public static Value alone(String name, double value) {
                return new Value(name, value, null, null, null, null);
            }
        }

        /**
         * Patients kept apart when the model was made, who have about as many of its modalities.
         *
         * @param level of the intervals, such as 0.95
         * @param leastModalities as many of the modalities that the model looks at they have at least
         * @param mostModalities and at most
         * @param patients so many they are
         * @param takenAway of so many of them modalities were taken away at random, because too few lack as many by themselves
         */
        public record Basis(double level, int leastModalities, int mostModalities, int patients, int takenAway) {}
    }

    /**
     * How much a modality counted.
     *
     * @param share 0 to 1
     * @param firstObservedAt since when there is evidence of it
     * @param lastObservedAt how fresh it is
     * @param times what the model looked at of it, the latest first, whose shares add up to the modality's; empty where the model looks at
     *     what holds now alone
     */
    public record Attention(
            Modality modality,
            double share,
            Instant firstObservedAt,
            Instant lastObservedAt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Time> times) {
        /** Copies; of a build that told none there are no times. */
        @SuppressWarnings("NullAway") // absent in what an older build wrote
        public Attention {
            times = times == null ? List.of() : List.copyOf(times);
        }

        /** Of a model that looks at what holds now alone. */
        public Attention(Modality modality, double share, Instant firstObservedAt, Instant lastObservedAt) {
            this(modality, share, firstObservedAt, lastObservedAt, List.of());
        }
    }

    /**
     * How much one study, or one stretch of time, counted.
     *
     * @param kind {@code now} for what holds now, the latest study or days within it; {@code study} for a study before, {@code window} for days
     *     before
     * @param id of a study its instance uid; null of others
     * @param from when it began
     * @param until when it ended; of a study the same day or moment as often as not
     */
    public record Time(String kind, @Nullable String id, double share, Instant from, Instant until) {
        /** Kind of what holds now. */
        public static final String NOW = "now";
    }

    /**
     * What the model took of a modality.
     *
     * @param features all that the model looks at, in its order
     * @param known how many of them the patient has
     * @param messages how many messages of the modality were accepted
     * @param messageIds those whose content holds now, the latest {@value #MAX_MESSAGE_IDS}, latest first; samples that only sums are
     *     left of have none
     */
    public record Input(Modality modality, List<Feature> features, int known, long messages, List<String> messageIds) {
        /** The most message ids of a modality. */
        public static final int MAX_MESSAGE_IDS = 100;

        public Input {
            features = List.copyOf(features);
            messageIds = List.copyOf(messageIds);
        }
    }

    /**
     * A number that the model looks at.
     *
     * @param name as in {@code order} and criteria, such as {@code glucose.mean[14d]}
     * @param unit UCUM; 1 for counts, ratios and scores
     * @param value null where the patient has none
     */
    public record Feature(
            String name, String unit, @Nullable Double value) {}
}
