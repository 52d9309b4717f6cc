package io.anamnesis.node.evaluate;

import io.anamnesis.node.evaluate.Dataset.Golden;
import io.anamnesis.node.evaluate.Dataset.Split;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Folds;
import io.anamnesis.sharding.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Readers of the public sets that have several kinds of molecules for each tumour and its subtype. */
final class OmicsFiles {
    private OmicsFiles() {}

    /** The breast cancers of mixOmics: the test set has no protein. */
    static Dataset diablo(Path folder) throws IOException {
        List<String> omics = List.of("mrna", "mirna", "protein");
        List<String> classes = List.of("Basal", "Her2", "LumA");
        Map<String, DelimitedFile> train = named(folder, "train_", omics);
        Map<String, DelimitedFile> test = named(folder, "test_", omics);
        List<ModalityBlock> blocks = new ArrayList<>();
        for (String omic : omics) {
            List<String> header = file(train, omic).header();
            blocks.add(new ModalityBlock(omic, header.subList(1, header.size())));
        }
        return Dataset.fixed(
                "diablo_breast_tcga",
                diabloPart(blocks, train, folder.resolve("train_subtype.csv.gz"), classes),
                diabloPart(blocks, test, folder.resolve("test_subtype.csv.gz"), classes),
                List.of("The test set has no protein block for anyone: at 0 % removed it already lacks a third."),
                golden(folder, "diablo_breast_tcga"));
    }

    private static Map<String, DelimitedFile> named(Path folder, String prefix, List<String> omics) throws IOException {
        Map<String, DelimitedFile> files = new HashMap<>();
        for (String omic : omics) {
            Path path = folder.resolve(prefix + omic + ".csv.gz");
            if (Files.exists(path)) {
                files.put(omic, DelimitedFile.read(path, ','));
            }
        }
        return files;
    }

    private static DelimitedFile file(Map<String, DelimitedFile> files, String omic) throws IOException {
        DelimitedFile file = files.get(omic);
        if (file == null) {
            throw new IOException("the block " + omic + " has no file to learn from");
        }
        return file;
    }

    private static TrainingSet diabloPart(
            List<ModalityBlock> blocks, Map<String, DelimitedFile> files, Path labels, List<String> classes)
            throws IOException {
        List<List<String>> rows = DelimitedFile.read(labels, ',').body();
        List<float[] @Nullable []> patients = new ArrayList<>();
        int[] truth = new int[rows.size()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = classes.indexOf(rows.get(i).get(1));
            float[][] patient = new float[blocks.size()][];
            for (int b = 0; b < patient.length; b++) {
                DelimitedFile file = files.get(blocks.get(b).name());
                if (file != null) {
                    List<String> row = file.body().get(i);
                    if (!row.get(0).equals(rows.get(i).get(0))) {
                        throw new IOException(
                                file.path() + ": row " + (i + 2) + " is not of the same patient as " + labels);
                    }
                    patient[b] = file.numbers(row, 1, row.size());
                }
            }
            patients.add(patient);
        }
        return new TrainingSet(blocks, patients, new ClassLabels(truth, classes));
    }

    /**
     * The re-split test set of MOGONET.
     *
     * @param cleaned takes those out of the training part whose rows also stand in the test part, and of rows that stand twice
     *     in the training part all but one, or all where their labels differ; the test part stays as it is
     */
    static Dataset mogonet(Path folder, boolean cleaned) throws IOException {
        TrainingSet train = mogonetPart(folder, "tr");
        TrainingSet test = mogonetPart(folder, "te");
        int[] kept = Duplicates.kept(train, test);
        List<String> notes =
                List.of("The source holds pairs that are identical in all blocks, most with conflicting labels. "
                        + (train.size() - kept.length) + " of " + train.size() + " training rows were left out: those"
                        + " whose twin is in the test part, one of each pair within the training part that agrees, both"
                        + " of one that does not. The test part is whole, as for the golden rows, so that at least"
                        + " some of its labels contradict their own features.");
        return Dataset.fixed(
                "mogonet_brca_resplit",
                cleaned ? train.rows(kept) : train,
                test,
                cleaned ? notes : List.of(),
                golden(folder, "mogonet_brca_resplit"));
    }

    private static TrainingSet mogonetPart(Path folder, String part) throws IOException {
        List<String> omics = List.of("mrna", "methylation", "mirna");
        List<DelimitedFile> files = new ArrayList<>();
        List<ModalityBlock> blocks = new ArrayList<>();
        for (int b = 0; b < omics.size(); b++) {
            files.add(DelimitedFile.read(folder.resolve((b + 1) + "_te_" + part + ".csv.gz"), ','));
            int width = files.get(b).header().size();
            blocks.add(new ModalityBlock(
                    omics.get(b),
                    IntStream.range(0, width).mapToObj(i -> "f" + i).toList()));
        }
        DelimitedFile labels = DelimitedFile.read(folder.resolve("labels_te_" + part + ".csv"), ',');
        List<float[] @Nullable []> patients = new ArrayList<>();
        int[] truth = new int[labels.rows().size()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (int) labels.number(labels.rows().get(i).get(0));
            float[][] patient = new float[files.size()][];
            for (int b = 0; b < patient.length; b++) {
                List<String> row = files.get(b).rows().get(i);
                patient[b] = files.get(b).numbers(row, 0, row.size());
            }
            patients.add(patient);
        }
        List<String> classes = List.of("Normal-like", "Basal", "HER2", "LumA", "LumB");
        return new TrainingSet(blocks, patients, new ClassLabels(truth, classes));
    }

    /** Four omics of one set of tumours, without a split of its own: each seed holds another third back. */
    static Dataset cprmt(Path folder) throws IOException {
        TrainingSet all = cprmtPart(folder, List.of("Basal", "Her2", "LumA", "LumB"), sample -> true);
        return new Dataset(
                "cprmt_brca363",
                seed -> split(all, seed),
                List.of(
                        "The source has no split: each seed holds another third back, classes in proportion.",
                        "The five tumours of the subtype Normal are left out, too few for five folds. miRNA is ln(1 + x)."),
                List.of());
    }

    /**
     * Those of the four omics who have one of the classes.
     *
     * @param wanted by the sample's barcode
     */
    static TrainingSet cprmtPart(Path folder, List<String> classes, Predicate<String> wanted) throws IOException {
        DelimitedFile labels = DelimitedFile.read(folder.resolve("tkde_pam50_subset.txt.gz"), '\t');
        Map<String, Integer> subtype = new HashMap<>();
        for (List<String> row : labels.body()) {
            subtype.put(row.get(0), classes.indexOf(row.get(2)));
        }
        List<String> names = List.of("cnv_subset", "mirna_subset", "mrna_rank", "protein_subset");
        List<DelimitedFile> files = new ArrayList<>();
        List<ModalityBlock> blocks = new ArrayList<>();
        for (String name : names) {
            DelimitedFile file = DelimitedFile.read(folder.resolve("tkde_" + name + ".txt.gz"), '\t');
            files.add(file);
            List<String> features = file.body().stream().map(row -> row.get(0)).toList();
            blocks.add(new ModalityBlock(name.substring(0, name.indexOf('_')), features));
        }
        List<float[] @Nullable []> patients = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        for (int column = 0; column < files.get(0).header().size(); column++) {
            String sample = files.get(0).header().get(column);
            int known = subtype.getOrDefault(sample, -1);
            if (known >= 0 && wanted.test(sample)) {
                truth.add(known);
                patients.add(transposed(files, column));
            }
        }
        int[] labelled = truth.stream().mapToInt(Integer::intValue).toArray();
        return new TrainingSet(blocks, patients, new ClassLabels(labelled, classes));
    }

    /** The files hold a feature a row; their header lacks the cell above the features' names. */
    private static float[] @Nullable [] transposed(List<DelimitedFile> files, int column) throws IOException {
        float[][] patient = new float[files.size()][];
        String sample = files.get(0).header().get(column);
        for (int b = 0; b < patient.length; b++) {
            DelimitedFile file = files.get(b);
            int at = file.header().indexOf(sample);
            if (at < 0) {
                continue;
            }
            List<List<String>> body = file.body();
            float[] vector = new float[body.size()];
            for (int i = 0; i < vector.length; i++) {
                double value = file.number(body.get(i).get(at + 1));
                vector[i] = (float) (file.path().toString().contains("mirna") ? Math.log1p(value) : value);
            }
            patient[b] = vector;
        }
        return patient;
    }

    /** Another third held back by each seed. */
    static Split split(TrainingSet all, int seed) {
        Folds thirds = Folds.of(all.labels(), 3, 1000L + seed);
        return new Split(all.rows(thirds.outside(0)), all.rows(thirds.within(0)));
    }

    /** Accuracies of the reference tools, from the two files beside the folder where they are there. */
    private static List<Golden> golden(Path folder, String dataset) throws IOException {
        List<Golden> golden = new ArrayList<>();
        Path beside = folder.toAbsolutePath().resolveSibling("golden_diablo_mixomics.csv");
        for (Path path : Arrays.asList(beside, beside.resolveSibling("golden_sklearn_lr_baselines.csv"))) {
            if (Files.exists(path)) {
                DelimitedFile file = DelimitedFile.read(path, ',');
                int value = file.header().indexOf("acc");
                for (List<String> row : file.body()) {
                    if (row.get(0).startsWith(dataset)) {
                        String model = value == 3 ? row.get(1) + ", " + row.get(2) : row.get(1);
                        golden.add(new Golden(model, "ACC", file.number(row.get(value))));
                    }
                }
            }
        }
        return golden;
    }
}
