package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Labels;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of anyone's own. {@code labels.csv} names the patients in its column {@code id} and tells either {@code class}, or {@code time}
 * and {@code event} (1 or 0); a column {@code part} with {@code train} and {@code test} splits them, else each seed holds another third
 * back. Every other CSV file, plain or packed, is a modality: {@code id}, then a number a column; an empty cell or NA is a missing number, who
 * has no row lacks the modality.
 */
final class OwnFiles {
    private static final String LABELS = "labels.csv";
    /** Five folds of two thirds. */
    private static final int LEAST_OF_A_KIND = 10;

    private OwnFiles() {}

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(LABELS));
    }

    static Dataset read(Path folder) throws IOException {
        DelimitedFile file = DelimitedFile.read(folder.resolve(LABELS), ',');
        Map<String, Integer> rows = rows(file);
        Labels labels = labels(file);
        Map<String, DelimitedFile> modalities = modalities(folder);
        List<ModalityBlock> blocks = new ArrayList<>();
        List<float[] @Nullable []> patients = new ArrayList<>();
        rows.keySet().forEach(id -> patients.add(new float[modalities.size()][]));
        int strangers = 0;
        for (Map.Entry<String, DelimitedFile> modality : modalities.entrySet()) {
            DelimitedFile numbers = modality.getValue();
            if (numbers.header().size() < 2 || !numbers.header().get(0).equals("id")) {
                throw new IOException(numbers.path() + ": expected the column id, then a number a column");
            }
            int block = blocks.size();
            blocks.add(new ModalityBlock(
                    modality.getKey(),
                    numbers.header().subList(1, numbers.header().size())));
            for (Map.Entry<String, Integer> row : rows(numbers).entrySet()) {
                Integer patient = rows.get(row.getKey());
                if (patient == null) {
                    strangers++;
                } else {
                    patients.get(patient)[block] =
                            vector(numbers, numbers.body().get(row.getValue()));
                }
            }
        }
        TrainingSet all = new TrainingSet(blocks, patients, labels);
        List<String> notes = strangers == 0
                ? List.of()
                : List.of(strangers + " rows of modalities are of nobody in " + LABELS + " and were left out.");
        return dataset(folder, file, all, notes);
    }

    private static Dataset dataset(Path folder, DelimitedFile file, TrainingSet all, List<String> notes)
            throws IOException {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        int part = file.header().indexOf("part");
        if (part < 0) {
            List<String> more = new ArrayList<>(notes);
            more.add("The source has no split: each seed holds another third back, classes or events in proportion.");
            return new Dataset(name, seed -> OmicsFiles.split(all, seed), more, List.of());
        }
        for (int i = 0; i < file.body().size(); i++) {
            String cell = file.body().get(i).get(part);
            if (!cell.equals("train") && !cell.equals("test")) {
                throw new IOException(file.path() + ": row " + (i + 2) + ": part is train or test, got '" + cell + "'");
            }
        }
        int[] train = rowsOf(file, part, "train");
        int[] test = rowsOf(file, part, "test");
        if (train.length == 0 || test.length == 0) {
            throw new IOException(file.path() + ": expected both train and test in the column part");
        }
        return Dataset.fixed(name, all.rows(train), all.rows(test), notes, List.of());
    }

    private static int[] rowsOf(DelimitedFile file, int part, String wanted) {
        return IntStream.range(0, file.body().size())
                .filter(row -> file.body().get(row).get(part).equals(wanted))
                .toArray();
    }

    /** Id → row of the body, in the order of the file. Every row has as many cells as the header. */
    private static Map<String, Integer> rows(DelimitedFile file) throws IOException {
        int id = column(file, "id");
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (int i = 0; i < file.body().size(); i++) {
            List<String> row = file.body().get(i);
            if (row.size() != file.header().size()) {
                throw new IOException(file.path() + ": row " + (i + 2) + " has " + row.size() + " cells, expected "
                        + file.header().size());
            }
            if (rows.put(row.get(id), i) != null) {
                throw new IOException(
                        file.path() + ": row " + (i + 2) + ": the id '" + row.get(id) + "' is there twice");
            }
        }
        return rows;
    }

    private static int column(DelimitedFile file, String name) throws IOException {
        int column = file.header().indexOf(name);
        if (column < 0) {
            throw new IOException(file.path() + ": expected a column " + name + ", got " + file.header());
        }
        return column;
    }

    private static Labels labels(DelimitedFile file) throws IOException {
        return file.header().contains("class") ? classes(file) : times(file);
    }

    private static Labels classes(DelimitedFile file) throws IOException {
        int column = column(file, "class");
        List<String> cells = file.body().stream().map(row -> row.get(column)).toList();
        List<String> names = List.copyOf(new TreeSet<>(cells));
        for (String name : names) {
            enough(file, "the class " + name, Collections.frequency(cells, name));
        }
        if (names.size() < 2) {
            throw new IOException(file.path() + ": expected two classes or more, got " + names);
        }
        return new ClassLabels(cells.stream().mapToInt(names::indexOf).toArray(), names);
    }

    private static Labels times(DelimitedFile file) throws IOException {
        if (!file.header().contains("time")) {
            throw new IOException(file.path() + ": expected a column class, or time and event, got " + file.header());
        }
        int time = column(file, "time");
        int event = column(file, "event");
        double[] times = new double[file.body().size()];
        boolean[] events = new boolean[times.length];
        for (int i = 0; i < times.length; i++) {
            List<String> row = file.body().get(i);
            times[i] = file.number(row.get(time));
            events[i] = row.get(event).equals("1");
            boolean known = events[i] || row.get(event).equals("0");
            if (!(times[i] >= 0 && times[i] < Double.POSITIVE_INFINITY) || !known) {
                throw new IOException(file.path() + ": row " + (i + 2)
                        + ": expected a time from 0 on and an event of 1 or 0, got '" + row.get(time) + "' and '"
                        + row.get(event) + "'");
            }
        }
        enough(file, "the event", (int)
                IntStream.range(0, events.length).filter(i -> events[i]).count());
        return new SurvivalLabels(times, events);
    }

    private static void enough(DelimitedFile file, String what, int patients) throws IOException {
        if (patients < LEAST_OF_A_KIND) {
            throw new IOException(file.path() + ": " + what + " has " + patients + " patients, at least "
                    + LEAST_OF_A_KIND + " are needed");
        }
    }

    /** By name, without the ending. */
    private static Map<String, DelimitedFile> modalities(Path folder) throws IOException {
        Map<String, DelimitedFile> modalities = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.sorted().toList()) {
                String name = String.valueOf(path.getFileName());
                if (name.matches("[^.].*\\.csv(\\.gz)?") && !name.equals(LABELS)) {
                    modalities.put(name.replaceFirst("\\.csv(\\.gz)?$", ""), DelimitedFile.read(path, ','));
                }
            }
        }
        if (modalities.isEmpty()) {
            throw new IOException(folder + " has " + LABELS + " and no other CSV file, which would be a modality");
        }
        return modalities;
    }

    private static float[] vector(DelimitedFile file, List<String> row) throws IOException {
        List<String> cells =
                row.stream().map(cell -> cell.isBlank() ? "NA" : cell.strip()).toList();
        return file.numbers(cells, 1, cells.size());
    }
}
