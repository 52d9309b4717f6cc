package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.serving.FeatureSpec;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Labels;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a training learned from and what was asked of it, as it is kept: CBOR, deflated. Patients are in the order of their ids, which are not
 * in it; what it was of them tells the hash.
 *
 * @param cohort a criterion as text; null of a folder
 * @param label a criterion as text; null of an event, and of a folder
 * @param options null where all is standard, as in tables of before
 * @param folder of a folder what it tells; else null
 * @param blocks numbers of those who have them
 * @param outcomes patient × eight bytes: the class, or the time in days, negative of a censored one
 * @param earlier what came before the blocks' numbers; null where nothing did, as in tables of before
 */
@SuppressWarnings("ArrayRecordComponent") // written and read back, never kept
record TrainingTable(
        int form,
        @Nullable String cohort,
        @Nullable String label,
        TrainingTable.@Nullable EventTable event,
        TrainingRequest.Strategy strategy,
        long seed,
        TrainingRequest.@Nullable Start startFrom,
        @Nullable TrainingOptions options,
        TrainingTable.@Nullable FolderTable folder,
        String hash,
        List<BlockTable> blocks,
        byte[] outcomes,
        @Nullable EarlierTable earlier) {
    private static final int FORM = 1;

    /** With options: a build of before must not learn without them what was learned with them. */
    private static final int FORM_WITH_OPTIONS = 2;

    /** Of a folder: a build of before would take its patients for those of a cohort. */
    private static final int FORM_OF_FOLDER = 3;

    /**
     * What the labels of a folder tell.
     *
     * @param classes null of times
     * @param horizonDays null of classes
     * @param apart patient × one byte: whether it judges; empty where a quarter is drawn
     */
    @SuppressWarnings("ArrayRecordComponent") // written and read back, never kept
    record FolderTable(
            @Nullable List<String> classes, @Nullable Integer horizonDays, byte[] apart) {
        static FolderTable of(TrainingGoal.OfFolder goal, boolean[] judges) {
            byte[] apart = new byte[judges.length];
            for (int row = 0; row < apart.length; row++) {
                apart[row] = (byte) (judges[row] ? 1 : 0);
            }
            return goal instanceof TrainingGoal.Classes told
                    ? new FolderTable(told.names(), null, apart)
                    : new FolderTable(null, goal.horizon().getAsInt(), apart);
        }

        TrainingGoal goal() {
            return classes != null
                    ? new TrainingGoal.Classes(classes)
                    : new TrainingGoal.Times(horizonDays == null ? 0 : horizonDays);
        }

        boolean[] judges() {
            boolean[] judges = new boolean[apart.length];
            for (int row = 0; row < judges.length; row++) {
                judges[row] = apart[row] != 0;
            }
            return judges;
        }
    }

    /** With earlier tokens, which a build of before would not learn from. */
    private static final int FORM_WITH_EARLIER = 4;

    /** As {@link TrainingGoal.Event}, criteria as text. */
    record EventTable(@Nullable String what, boolean orDeath, String from, int horizonDays) {}

    /**
     * A modality.
     *
     * @param days patient × four bytes: how old it is, NaN where it is missing
     * @param present patient × one byte: whether it is there
     * @param values four bytes for each number of those who have it
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record BlockTable(String modality, List<FeatureSpec> features, byte[] days, byte[] present, byte[] values) {
        static BlockTable of(CohortData data, int block) {
            int patients = data.set().size();
            List<FeatureSpec> features = data.features().get(block);
            ByteBuffer days = ByteBuffer.allocate(Float.BYTES * patients);
            byte[] present = new byte[patients];
            ByteArrayOutputStream values = new ByteArrayOutputStream();
            for (int row = 0; row < patients; row++) {
                days.putFloat(data.days().get(row)[block]);
                float[] vector = data.set().patient(row)[block];
                if (vector != null) {
                    present[row] = 1;
                    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
                    bytes.asFloatBuffer().put(vector);
                    values.writeBytes(bytes.array());
                }
            }
            return new BlockTable(
                    data.set().blocks().get(block).name(), features, days.array(), present, values.toByteArray());
        }

        float[] @Nullable [] vectors() {
            ByteBuffer in = ByteBuffer.wrap(values);
            float[] @Nullable [] vectors = new float[present.length][];
            for (int row = 0; row < vectors.length; row++) {
                if (present[row] != 0) {
                    float[] vector = new float[features.size()];
                    for (int i = 0; i < vector.length; i++) {
                        vector[i] = in.getFloat();
                    }
                    vectors[row] = vector;
                }
            }
            return vectors;
        }
    }

    static TrainingTable of(TrainingRequest request, CohortData data) {
        List<BlockTable> blocks = new ArrayList<>();
        for (int b = 0; b < data.features().size(); b++) {
            blocks.add(BlockTable.of(data, b));
        }
        TrainingGoal goal = request.goal();
        TrainingOptions chosen = request.options().equals(TrainingOptions.STANDARD) ? null : request.options();
        Criterion cohort = request.cohort();
        EarlierTable earlier = EarlierTable.of(data);
        return new TrainingTable(
                form(cohort == null, earlier != null, chosen != null),
                cohort == null ? null : CriterionText.print(cohort),
                goal instanceof TrainingGoal.Label label ? CriterionText.print(label.criterion()) : null,
                goal instanceof TrainingGoal.Event event ? table(event) : null,
                request.strategy(),
                request.seed(),
                request.startFrom(),
                chosen,
                goal instanceof TrainingGoal.OfFolder told ? FolderTable.of(told, data.apart()) : null,
                data.hash(),
                blocks,
                outcomes(data.set().labels()),
                earlier);
    }

    /** The least that tells all; a folder says nothing of when, so there is nothing earlier in it. */
    private static int form(boolean folder, boolean earlier, boolean options) {
        if (earlier) {
            return FORM_WITH_EARLIER;
        }
        if (folder) {
            return FORM_OF_FOLDER;
        }
        return options ? FORM_WITH_OPTIONS : FORM;
    }

    private static EventTable table(TrainingGoal.Event event) {
        Moment what = event.what();
        return new EventTable(
                what == null ? null : CriterionText.print(what.criterion()),
                event.orDeath(),
                CriterionText.print(event.from().criterion()),
                event.horizonDays());
    }

    private static byte[] outcomes(Labels labels) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * labels.size());
        for (int row = 0; row < labels.size(); row++) {
            bytes.putDouble(
                    labels instanceof SurvivalLabels times
                            ? times.event(row) ? times.time(row) : -times.time(row)
                            : ((ClassLabels) labels).at(row));
        }
        return bytes.array();
    }

    /** What was asked for, as far as training looks at it. */
    TrainingRequest request(String name) throws TrainingStopped {
        try {
            return new TrainingRequest(
                    name,
                    folder == null ? criterion(cohort) : null,
                    goal(),
                    List.of(),
                    strategy,
                    seed,
                    startFrom,
                    options == null ? TrainingOptions.STANDARD : options);
        } catch (MalformedCriterion | IllegalArgumentException e) {
            throw new TrainingStopped("what was asked for then can't be read any more: " + e.getMessage());
        }
    }

    private TrainingGoal goal() throws MalformedCriterion {
        if (folder != null) {
            return folder.goal();
        }
        return event == null
                ? new TrainingGoal.Label(criterion(label))
                : new TrainingGoal.Event(
                        event.what == null ? null : Moment.of(criterion(event.what)),
                        event.orDeath,
                        Moment.of(criterion(event.from)),
                        event.horizonDays);
    }

    private static Criterion criterion(@Nullable String text) throws MalformedCriterion {
        return CriterionText.parse(text == null ? "" : text);
    }

    /** The patients. */
    CohortData data() {
        int patients = outcomes.length / Double.BYTES;
        List<ModalityBlock> modalities = new ArrayList<>();
        List<float[] @Nullable []> vectors = new ArrayList<>();
        List<float[]> days = new ArrayList<>();
        for (int row = 0; row < patients; row++) {
            vectors.add(new float[blocks.size()][]);
            days.add(new float[blocks.size()]);
        }
        for (int b = 0; b < blocks.size(); b++) {
            BlockTable block = blocks.get(b);
            modalities.add(new ModalityBlock(
                    block.modality,
                    block.features.stream().map(FeatureSpec::name).toList()));
            float[] @Nullable [] own = block.vectors();
            ByteBuffer ages = ByteBuffer.wrap(block.days);
            for (int row = 0; row < patients; row++) {
                vectors.get(row)[b] = own[row];
                days.get(row)[b] = ages.getFloat();
            }
        }
        return new CohortData(
                new TrainingSet(modalities, vectors, labels()),
                days,
                earlier == null ? Collections.nCopies(patients, List.of()) : earlier.tokens(patients, modalities),
                blocks.stream().map(BlockTable::features).toList(),
                hash,
                folder == null ? new boolean[0] : folder.judges());
    }

    private Labels labels() {
        double[] values = new double[outcomes.length / Double.BYTES];
        ByteBuffer.wrap(outcomes).asDoubleBuffer().get(values);
        List<String> names = folder == null ? CohortData.CLASSES : folder.classes;
        if (event == null && names != null) {
            int[] classes = new int[values.length];
            for (int row = 0; row < classes.length; row++) {
                classes[row] = (int) values[row];
            }
            return new ClassLabels(classes, names);
        }
        double[] times = new double[values.length];
        boolean[] events = new boolean[values.length];
        for (int row = 0; row < times.length; row++) {
            times[row] = Math.abs(values[row]);
            // of a time of nothing the sign is all that tells
            events[row] = Math.copySign(1, values[row]) > 0;
        }
        return new SurvivalLabels(times, events);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new DeflaterOutputStream(bytes)) {
            WireMappers.cluster().writeValue(packed, this);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't fail to be written", e);
        }
        return bytes.toByteArray();
    }

    static TrainingTable read(byte[] bytes) throws TrainingStopped {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            TrainingTable table = WireMappers.cluster().readValue(in, TrainingTable.class);
            if (table.form < FORM || table.form > FORM_WITH_EARLIER) {
                throw new TrainingStopped("this build reads forms " + FORM + " to " + FORM_WITH_EARLIER
                        + " of what was learned from, here " + table.form);
            }
            return table;
        } catch (IOException e) {
            throw new TrainingStopped("what was learned from is damaged");
        }
    }
}
