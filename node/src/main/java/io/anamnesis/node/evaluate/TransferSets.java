package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Recognises pairs of public sets of which one can start from a model of the other. */
final class TransferSets {
    private static final Map<String, List<String>> GBSG_BLOCKS = Map.of(
            "person", List.of("age", "meno"),
            "tumour", List.of("size", "grade", "nodes"),
            "receptors", List.of("pgr", "er"),
            "treatment", List.of("hormon"));
    private static final String SPLIT =
            "The sparse cohort has no split: each seed holds another third back, events in proportion.";
    /** Of {@code TCGA-A1-A0SH-01}, which the other source calls {@code A0SH}. */
    private static final int PATIENT = 8;

    private TransferSets() {}

    /**
     * The pairs that these folders hold.
     *
     * @throws IOException where there is none, with what would be one
     */
    static List<Transfer> in(List<Path> folders) throws IOException {
        List<Transfer> found = new ArrayList<>();
        Path rotterdam = with(folders, "rotterdam.csv.gz");
        Path gbsg = with(folders, "gbsg.csv.gz");
        if (rotterdam != null && gbsg != null) {
            found.add(rotterdamToGbsg(rotterdam, gbsg));
        }
        Path metabric = with(folders, "metabric_train.csv.gz");
        if (metabric != null && gbsg != null) {
            found.add(metabricToGbsg(metabric, gbsg));
        }
        Path cprmt = with(folders, "tkde_pam50_subset.txt.gz");
        Path diablo = with(folders, "train_mrna.csv.gz");
        if (cprmt != null && diablo != null) {
            found.add(cprmtToDiablo(cprmt, diablo));
        }
        if (found.isEmpty()) {
            throw new IOException("no pair of sets is in " + folders + "; known are rotterdam and gbsg of r_survival,"
                    + " metabric of deepsurv with that gbsg, and cprmt_brca363 with diablo_breast_tcga");
        }
        return found;
    }

    private static @Nullable Path with(List<Path> folders, String file) {
        return folders.stream()
                .filter(folder -> Files.exists(folder.resolve(file)))
                .findFirst()
                .orElse(null);
    }

    private static Transfer rotterdamToGbsg(Path rotterdam, Path gbsg) throws IOException {
        return new Transfer(
                "rotterdam",
                "gbsg",
                rotterdam(rotterdam),
                gbsg(gbsg),
                true,
                List.of(
                        "A hospital's tumour bank and a trial of years later: the same eight numbers of both, with the tumour's size in"
                                + " the first's three steps. The event is recurrence or death; of the first's 43 patients who died after"
                                + " they were last seen without recurrence, it is not known, and they are censored then.",
                        SPLIT));
    }

    private static Transfer metabricToGbsg(Path metabric, Path gbsg) throws IOException {
        return new Transfer(
                "metabric",
                "gbsg",
                metabric(metabric),
                gbsg(gbsg),
                true,
                List.of(
                        "Two cohorts with little in common: of the first's nine numbers only age and hormone treatment are also numbers"
                                + " of the second (the first has receptors as expression of genes, the second as protein), and its event"
                                + " is death of whatever cause, not recurrence.",
                        SPLIT));
    }

    private static TrainingSet rotterdam(Path folder) throws IOException {
        DelimitedFile file = DelimitedFile.read(folder.resolve("rotterdam.csv.gz"), ',');
        double[] times = new double[file.body().size()];
        boolean[] events = new boolean[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = cell(file, i, "rtime");
            boolean died = cell(file, i, "death") == 1 && cell(file, i, "dtime") == times[i];
            events[i] = cell(file, i, "recur") == 1 || died;
        }
        return patients(file, GBSG_BLOCKS, new SurvivalLabels(times, events));
    }

    private static Dataset.Splitter gbsg(Path folder) throws IOException {
        DelimitedFile file = DelimitedFile.read(folder.resolve("gbsg.csv.gz"), ',');
        TrainingSet all = patients(file, GBSG_BLOCKS, labels(file, "rfstime", "status"));
        return seed -> OmicsFiles.split(all, seed);
    }

    private static TrainingSet metabric(Path folder) throws IOException {
        DelimitedFile file = DelimitedFile.read(folder.resolve("metabric_train.csv.gz"), ',');
        List<String> names = List.of(
                "EGFR", "PGR", "ERBB2", "MKI67", "hormon", "radiotherapy", "chemotherapy", "er-positive", "age");
        List<List<String>> rows = new ArrayList<>(file.rows());
        rows.set(
                0,
                file.header().stream()
                        .map(name -> name.startsWith("x") ? names.get(Integer.parseInt(name.substring(1))) : name)
                        .toList());
        DelimitedFile named = new DelimitedFile(file.path(), rows);
        return patients(
                named,
                Map.of(
                        "person", List.of("age"),
                        "genes", List.of("EGFR", "PGR", "ERBB2", "MKI67"),
                        "receptors", List.of("er-positive"),
                        "treatment", List.of("hormon", "radiotherapy", "chemotherapy")),
                labels(named, "time", "event"));
    }

    private static SurvivalLabels labels(DelimitedFile file, String time, String event) throws IOException {
        double[] times = new double[file.body().size()];
        boolean[] events = new boolean[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = cell(file, i, time);
            events[i] = cell(file, i, event) == 1;
        }
        return new SurvivalLabels(times, events);
    }

    private static TrainingSet patients(DelimitedFile file, Map<String, List<String>> groups, SurvivalLabels labels)
            throws IOException {
        List<ModalityBlock> blocks = groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> new ModalityBlock(group.getKey(), group.getValue()))
                .toList();
        List<float[] @Nullable []> patients = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            float[][] patient = new float[blocks.size()][];
            for (int b = 0; b < patient.length; b++) {
                patient[b] = new float[blocks.get(b).width()];
                for (int j = 0; j < patient[b].length; j++) {
                    patient[b][j] =
                            (float) cell(file, i, blocks.get(b).features().get(j));
                }
            }
            patients.add(patient);
        }
        return new TrainingSet(blocks, patients, labels);
    }

    /** A number; a tumour's size in steps, 0 up to 20 mm, 2 above 50. */
    private static double cell(DelimitedFile file, int row, String column) throws IOException {
        String cell = file.body().get(row).get(file.header().indexOf(column));
        if (column.equals("size")) {
            return switch (cell) {
                case "<=20" -> 0;
                case "20-50" -> 1;
                case ">50" -> 2;
                default -> file.number(cell) <= 20 ? 0 : file.number(cell) <= 50 ? 1 : 2;
            };
        }
        return file.number(cell);
    }

    private static Transfer cprmtToDiablo(Path cprmt, Path diablo) throws IOException {
        Set<String> known = new HashSet<>();
        for (String part : List.of("train", "test")) {
            DelimitedFile.read(diablo.resolve(part + "_subtype.csv.gz"), ',')
                    .body()
                    .forEach(row -> known.add(row.get(0)));
        }
        List<String> classes = List.of("Basal", "Her2", "LumA");
        TrainingSet rich =
                OmicsFiles.cprmtPart(cprmt, classes, sample -> !known.contains(sample.substring(PATIENT, PATIENT + 4)));
        Dataset.Split split = OmicsFiles.diablo(diablo).split().by(0);
        Dataset.Split named = new Dataset.Split(canonical(split.train()), canonical(split.test()));
        return new Transfer(
                "cprmt_brca363",
                "diablo_breast_tcga",
                canonical(rich),
                seed -> named,
                false,
                List.of(
                        "Both are of TCGA: whoever is in the second was taken out of the first by the patient's code, and so were"
                                + " subtypes that the second lacks. Proteins are matched by the letters and digits of their names; miRNA"
                                + " can't be, one names precursors and the other mature ones. Of mRNA the first has ranks, so that"
                                + " its model can't be asked as it is."));
    }

    private static TrainingSet canonical(TrainingSet set) {
        List<ModalityBlock> blocks = set.blocks().stream()
                .map(block -> new ModalityBlock(
                        block.name(),
                        block.features().stream()
                                .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""))
                                .toList()))
                .toList();
        List<float[] @Nullable []> patients = new ArrayList<>();
        IntStream.range(0, set.size()).forEach(row -> patients.add(set.patient(row)));
        return new TrainingSet(blocks, patients, set.labels());
    }
}
