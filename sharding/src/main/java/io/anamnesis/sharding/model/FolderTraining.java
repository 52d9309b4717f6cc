package io.anamnesis.sharding.model;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.serving.FeatureSpec;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Labels;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A training from a folder, ready to be learned: the same files and the same request give the same, in the order of patient ids.
 *
 * @param reference what it is made of, for the record
 * @param notes what was left out, for people; empty where nothing was
 */
record FolderTraining(TrainingRequest request, CohortData data, String reference, String notes) {
    private static final int MOST_NAMED = 3;

    /**
     * On its way to the node that trains, which reads the rest by {@code upload}.
     *
     * @param exclude what was excluded, for the record
     */
    record Staged(String upload, String name, List<String> exclude, String reference, String notes) {
        FolderTraining read(TrainingArchive archive) throws TrainingStopped {
            TrainingTable table = TrainingTable.read(archive.staged(upload));
            TrainingRequest kept = table.request(name);
            TrainingRequest whole = new TrainingRequest(
                    name, null, kept.goal(), exclude, kept.strategy(), kept.seed(), kept.startFrom(), kept.options());
            return new FolderTraining(whole, table.data(), reference, notes);
        }
    }

    /** @throws TrainingStopped where nothing can be learned from it, and why */
    static FolderTraining of(TrainingRequest request, TrainingFolder folder, ModelSettings settings)
            throws TrainingStopped {
        Exclusions.check(
                request.exclude(),
                folder.blocks().stream()
                        .flatMap(block -> block.columns().stream())
                        .toList());
        Labels labels = labels(folder.outcomes());
        boolean[] apart = folder.apart();
        List<String> leftOut = new ArrayList<>();
        folder.files().stream()
                .filter(file -> file.strangers() > 0)
                .forEach(file -> leftOut.add(
                        file.strangers() + " rows of " + file.name() + " of nobody whose outcome is known"));
        List<ModalityBlock> blocks = new ArrayList<>();
        List<List<FeatureSpec>> features = new ArrayList<>();
        List<float[][]> patients = new ArrayList<>();
        for (Modality modality : Modality.values()) {
            TrainingFolder.Block block = block(folder, modality);
            if (block == null) {
                continue;
            }
            if (!enough(block, labels, apart)) {
                leftOut.add(modality.wireName() + ", which fewer than " + CohortData.LEAST_OF_A_CLASS
                        + " patients of a class, or with the event, have");
                continue;
            }
            int[] columns = columns(block, apart, request, settings, leftOut);
            if (columns.length > 0) {
                List<FeatureSpec> specs = Arrays.stream(columns)
                        .mapToObj(column -> block.columns().get(column))
                        .map(name -> FeatureSpec.of(name, FeatureUnits.of(name)))
                        .toList();
                features.add(specs);
                blocks.add(new ModalityBlock(
                        modality.wireName(),
                        specs.stream().map(FeatureSpec::name).toList()));
                patients.add(vectors(block, columns, specs));
            }
        }
        if (blocks.isEmpty()) {
            throw new TrainingStopped(
                    "no modality is left" + (leftOut.isEmpty() ? "" : ": left out were " + joined(leftOut)));
        }
        return new FolderTraining(
                request,
                new CohortData(
                        new TrainingSet(blocks, byPatient(patients, labels.size()), labels),
                        agesUnknown(labels.size(), blocks.size()),
                        features,
                        FolderReference.hash(folder),
                        apart),
                FolderReference.text(folder),
                leftOut.isEmpty() ? "" : "; left out were " + joined(leftOut));
    }

    /** Hands over what it learns from. */
    Staged stage(TrainingArchive archive) throws TrainingStopped {
        byte[] table = TrainingTable.of(request, data).bytes();
        if (table.length > TrainingArchive.MOST_BYTES) {
            throw new TrainingStopped(
                    "it takes " + table.length + " bytes packed, at most " + TrainingArchive.MOST_BYTES
                            + " go from this node to one that trains; ask a node with the role trainer");
        }
        // no model's name has a colon
        String upload = "upload:" + UUID.randomUUID();
        archive.stage(upload, table);
        return new Staged(upload, request.name(), request.exclude(), reference, notes);
    }

    private static Labels labels(TrainingFolder.Outcomes outcomes) {
        return outcomes instanceof TrainingFolder.Classes classes
                ? new ClassLabels(classes.of(), classes.names())
                : new SurvivalLabels(
                        ((TrainingFolder.Times) outcomes).days(), ((TrainingFolder.Times) outcomes).events());
    }

    private static TrainingFolder.@Nullable Block block(TrainingFolder folder, Modality modality) {
        return folder.blocks().stream()
                .filter(block -> block.modality() == modality)
                .findFirst()
                .orElse(null);
    }

    /** Whether so many of each class, or with the event, have it, of those who are learned from. */
    private static boolean enough(TrainingFolder.Block block, Labels labels, boolean[] apart) {
        int[] strata =
                new int[labels instanceof ClassLabels classes ? classes.names().size() : 2];
        for (int row = 0; row < labels.size(); row++) {
            boolean learned = apart.length == 0 || !apart[row];
            strata[labels.stratum(row)] += learned && block.patients()[row] != null ? 1 : 0;
        }
        return IntStream.range(labels instanceof ClassLabels ? 0 : 1, strata.length)
                .allMatch(k -> strata[k] >= CohortData.LEAST_OF_A_CLASS);
    }

    /** Those that most of who have the modality have a number in, in the order of names. */
    private static int[] columns(
            TrainingFolder.Block block,
            boolean[] apart,
            TrainingRequest request,
            ModelSettings settings,
            List<String> leftOut) {
        int there = 0;
        int[] known = new int[block.columns().size()];
        for (int row = 0; row < block.patients().length; row++) {
            float[] numbers = block.patients()[row];
            if (numbers != null && (apart.length == 0 || !apart[row])) {
                there++;
                for (int i = 0; i < known.length; i++) {
                    known[i] += Float.isNaN(numbers[i]) ? 0 : 1;
                }
            }
        }
        double least = Math.max(1, settings.minShare() * there);
        List<String> rare = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < known.length; i++) {
            String name = block.columns().get(i);
            if (CohortData.excluded(request).anyMatch(name::startsWith)) {
                continue;
            }
            if (known[i] >= least) {
                kept.add(i);
            } else {
                rare.add(name);
            }
        }
        if (!rare.isEmpty()) {
            leftOut.add(rare.size() + " columns of " + block.modality().wireName() + " with few numbers (" + named(rare)
                    + ")");
        }
        return kept.stream()
                .sorted((one, other) ->
                        block.columns().get(one).compareTo(block.columns().get(other)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The first few of many. */
    static String named(List<String> names) {
        String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? first + " and " + (names.size() - MOST_NAMED) + " more" : first;
    }

    private static String joined(List<String> parts) {
        return String.join("; ", parts);
    }

    @SuppressWarnings("NullAway") // who lacks the modality is null, as a training set has it
    private static float[][] vectors(TrainingFolder.Block block, int[] columns, List<FeatureSpec> specs) {
        float[][] vectors = new float[block.patients().length][];
        for (int row = 0; row < vectors.length; row++) {
            float[] numbers = block.patients()[row];
            if (numbers != null) {
                vectors[row] = new float[columns.length];
                for (int i = 0; i < columns.length; i++) {
                    vectors[row][i] = specs.get(i).value(numbers[columns[i]]);
                }
            }
        }
        return vectors;
    }

    private static List<float[] @Nullable []> byPatient(List<float[][]> blocks, int patients) {
        List<float[] @Nullable []> all = new ArrayList<>();
        for (int row = 0; row < patients; row++) {
            float[][] own = new float[blocks.size()][];
            for (int b = 0; b < own.length; b++) {
                own[b] = blocks.get(b)[row];
            }
            all.add(own);
        }
        return all;
    }

    /** A folder says nothing of when. */
    private static List<float[]> agesUnknown(int patients, int blocks) {
        List<float[]> days = new ArrayList<>();
        for (int row = 0; row < patients; row++) {
            float[] unknown = new float[blocks];
            Arrays.fill(unknown, Float.NaN);
            days.add(unknown);
        }
        return days;
    }
}
