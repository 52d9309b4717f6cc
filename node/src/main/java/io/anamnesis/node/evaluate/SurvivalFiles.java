package io.anamnesis.node.evaluate;

import io.anamnesis.node.evaluate.Dataset.Golden;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Readers of the four survival sets with fixed splits. Their columns have no names and belong to no modality; the grouping into
 * blocks is ours, by what the publications say that the columns are.
 */
final class SurvivalFiles {
    /** Set → block → columns. */
    private static final Map<String, Map<String, List<String>>> GROUPS = groups();

    private SurvivalFiles() {}

    private static Map<String, Map<String, List<String>>> groups() {
        Map<String, Map<String, List<String>>> groups = new LinkedHashMap<>();
        Map<String, List<String>> metabric = new LinkedHashMap<>();
        metabric.put("genes", List.of("x0", "x1", "x2", "x3"));
        metabric.put("treatment", List.of("x4", "x5", "x6", "x7"));
        metabric.put("person", List.of("x8"));
        groups.put("metabric", metabric);
        Map<String, List<String>> gbsg = new LinkedHashMap<>();
        gbsg.put("person", List.of("x0", "x2", "x3"));
        gbsg.put("tumour", List.of("x1", "x4"));
        gbsg.put("receptors", List.of("x5", "x6"));
        groups.put("gbsg", gbsg);
        Map<String, List<String>> support = new LinkedHashMap<>();
        support.put("person", List.of("x0", "x1", "x2"));
        support.put("illness", List.of("x3", "x4", "x5", "x6"));
        support.put("vitals", List.of("x7", "x8", "x9", "x10"));
        support.put("laboratory", List.of("x11", "x12", "x13"));
        groups.put("support", support);
        Map<String, List<String>> whas = new LinkedHashMap<>();
        whas.put("person", List.of("x1", "x2", "x3"));
        whas.put("heart", List.of("x0", "x4", "x5"));
        groups.put("whas", whas);
        return groups;
    }

    /** Those of the four that the folder holds. */
    static List<Dataset> read(Path folder) throws IOException {
        List<Dataset> sets = new ArrayList<>();
        for (Map.Entry<String, Map<String, List<String>>> group : GROUPS.entrySet()) {
            String name = group.getKey();
            if (Files.exists(folder.resolve(name + "_train.csv.gz"))) {
                sets.add(Dataset.fixed(
                        name,
                        part(folder.resolve(name + "_train.csv.gz"), group.getValue()),
                        part(folder.resolve(name + "_test.csv.gz"), group.getValue()),
                        List.of("The grouping of the unnamed columns into blocks is ours: " + group.getValue() + "."),
                        golden(folder, name)));
            }
        }
        return sets;
    }

    private static TrainingSet part(Path path, Map<String, List<String>> groups) throws IOException {
        DelimitedFile file = DelimitedFile.read(path, ',');
        List<ModalityBlock> blocks = new ArrayList<>();
        groups.forEach((name, columns) -> blocks.add(new ModalityBlock(name, columns)));
        List<float[] @Nullable []> patients = new ArrayList<>();
        double[] times = new double[file.body().size()];
        boolean[] events = new boolean[times.length];
        for (int i = 0; i < times.length; i++) {
            List<String> row = file.body().get(i);
            times[i] = file.number(row.get(file.header().indexOf("time")));
            events[i] = file.number(row.get(file.header().indexOf("event"))) == 1;
            float[][] patient = new float[blocks.size()][];
            for (int b = 0; b < patient.length; b++) {
                List<String> columns = blocks.get(b).features();
                patient[b] = new float[columns.size()];
                for (int j = 0; j < columns.size(); j++) {
                    patient[b][j] = (float) file.number(row.get(file.header().indexOf(columns.get(j))));
                }
            }
            patients.add(patient);
        }
        return new TrainingSet(blocks, patients, new SurvivalLabels(times, events));
    }

    private static List<Golden> golden(Path folder, String name) throws IOException {
        Path path = folder.resolve("golden_coxph_summary.csv");
        if (!Files.exists(path)) {
            return List.of();
        }
        DelimitedFile file = DelimitedFile.read(path, ',');
        List<Golden> golden = new ArrayList<>();
        for (List<String> row : file.body()) {
            if (row.get(0).equals(name)) {
                double c = file.number(row.get(file.header().indexOf("c_test")));
                golden.add(new Golden("Cox, R survival 3.5-3", "C", c));
            }
        }
        return golden;
    }
}
