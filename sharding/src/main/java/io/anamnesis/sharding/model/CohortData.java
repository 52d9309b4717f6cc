package io.anamnesis.sharding.model;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.sharding.cohort.CohortEngine;
import io.anamnesis.sharding.cohort.Deadline;
import io.anamnesis.sharding.cohort.EvaluationContext;
import io.anamnesis.sharding.cohort.Verdicts;
import io.anamnesis.sharding.column.NumberColumn;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.serving.FeatureSpec;
import io.anamnesis.sharding.serving.OccasionVectors;
import io.anamnesis.sharding.serving.TokenAges;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Folds;
import io.anamnesis.sharding.training.Labels;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TokenSet;
import io.anamnesis.sharding.training.TrainingSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a training learns from: the same columns and the same request give the same, in the order of patient ids.
 *
 * @param days how old each block is beside the patient's newest, patient × block; NaN where it is missing
 * @param earlier for each patient what came before the blocks' latest, which {@code set} has
 * @param features one list a block
 * @param hash SHA-256 over the patients with the events that their digests are current with; of a folder over its files
 * @param apart of each patient whether it is to judge; empty where a quarter is drawn
 */
@SuppressWarnings("ArrayRecordComponent") // made once, only read
record CohortData(
        TrainingSet set,
        List<float[]> days,
        List<List<TokenSet.Token>> earlier,
        List<List<FeatureSpec>> features,
        String hash,
        boolean[] apart) {
    /** Those of a label. */
    static final List<String> CLASSES = List.of("no", "yes");

    /** A block in which fewer have the one label or the other is left out: folds need some of each. */
    static final int LEAST_OF_A_CLASS = 10;

    private static final int PARTS = 4;

    /** What a model that tells death, or how soon something comes, must not read: it is made of what came after. */
    private static final List<String> AFTERWARDS = List.of("clinical.deceased", "clinical.age-at-last-record");

    /** Who is learned from and who judges, rows ascending. */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    record Split(int[] learn, int[] judge) {}

    /** Nobody is said to judge. */
    private CohortData(
            TrainingSet set,
            List<float[]> days,
            List<List<TokenSet.Token>> earlier,
            List<List<FeatureSpec>> features,
            String hash) {
        this(set, days, earlier, features, hash, new boolean[0]);
    }

    /** There is nothing from before. */
    CohortData(TrainingSet set, List<float[]> days, List<List<FeatureSpec>> features, String hash, boolean[] apart) {
        this(set, days, Collections.nCopies(set.size(), List.of()), features, hash, apart);
    }

    /** As it is said, else a quarter judges, in proportion of what became of them. */
    Split split(long seed) {
        if (apart.length == 0) {
            Folds folds = Folds.of(set.labels(), PARTS, seed);
            return new Split(folds.outside(0), folds.within(0));
        }
        return new Split(
                IntStream.range(0, apart.length).filter(row -> !apart[row]).toArray(),
                IntStream.range(0, apart.length).filter(row -> apart[row]).toArray());
    }

    /** @param days to the event or to when it was last seen without it; 0 where a label is told */
    private record Person(int row, PatientId patient, int stratum, double days) {}

    static CohortData of(PatientColumns columns, TrainingRequest request, Instant now, ModelSettings settings)
            throws TrainingStopped {
        List<Person> people = people(columns, request, now);
        List<ModalityBlock> blocks = new ArrayList<>();
        List<List<FeatureSpec>> features = new ArrayList<>();
        List<Modality> modalities = new ArrayList<>();
        for (Modality modality : Modality.values()) {
            List<FeatureSpec> specs = enough(columns, modality, people)
                    ? features(columns, modality, people, request, settings)
                    : List.of();
            if (!specs.isEmpty()) {
                modalities.add(modality);
                features.add(specs);
                blocks.add(new ModalityBlock(
                        modality.wireName(),
                        specs.stream().map(FeatureSpec::name).toList()));
            }
        }
        if (blocks.isEmpty()) {
            String with = request.goal() instanceof TrainingGoal.Event ? "the event" : "the label";
            throw new TrainingStopped("of no modality there are " + LEAST_OF_A_CLASS + " patients with " + with
                    + " and as many without, among the " + people.size() + " of the cohort of whom that is certain");
        }
        Exclusions.check(request.exclude(), columns.numberNames());
        List<float[] @Nullable []> vectors = new ArrayList<>();
        List<float[]> days = new ArrayList<>();
        List<List<TokenSet.Token>> earlier = new ArrayList<>();
        for (Person person : people) {
            double[] lastObserved = lastObserved(columns, person.row(), modalities);
            float[] ages = new float[lastObserved.length];
            TokenAges.write(lastObserved, ages);
            days.add(ages);
            vectors.add(vectors(columns, person.row(), modalities, features));
            earlier.add(earlier(columns, person.row(), modalities, features, lastObserved));
        }
        return new CohortData(
                new TrainingSet(blocks, vectors, labels(people, request.goal())),
                days,
                often(earlier, people, modalities.size()),
                features,
                hash(columns, people));
    }

    /** The patients with a token for each block that they have, of its age, and for each that came before it. */
    TokenSet tokens() {
        List<List<TokenSet.Token>> patients = new ArrayList<>();
        for (int row = 0; row < set.size(); row++) {
            List<TokenSet.Token> tokens = new ArrayList<>();
            for (int b = 0; b < set.blocks().size(); b++) {
                float[] vector = set.patient(row)[b];
                if (vector != null) {
                    tokens.add(new TokenSet.Token(b, vector, days.get(row)[b]));
                }
            }
            tokens.addAll(earlier.get(row));
            patients.add(tokens);
        }
        return new TokenSet(set.blocks(), patients, set.labels());
    }

    private static double[] lastObserved(PatientColumns columns, int row, List<Modality> modalities) {
        double[] lastObserved = new double[modalities.size()];
        for (int b = 0; b < lastObserved.length; b++) {
            lastObserved[b] = columns.lastObserved(modalities.get(b)).get(row);
        }
        return lastObserved;
    }

    /** As the model is going to be given them. */
    private static List<TokenSet.Token> earlier(
            PatientColumns columns,
            int row,
            List<Modality> modalities,
            List<List<FeatureSpec>> features,
            double[] lastObserved) {
        List<TokenSet.Token> tokens = new ArrayList<>();
        for (int b = 0; b < lastObserved.length; b++) {
            for (Occasion occasion : columns.earlier(modalities.get(b), row)) {
                float[] vector = new float[features.get(b).size()];
                if (OccasionVectors.write(occasion, features.get(b), vector)) {
                    tokens.add(new TokenSet.Token(b, vector, TokenAges.of(occasion, b, lastObserved)));
                }
            }
        }
        return tokens;
    }

    /** Without those of a block of which too few have any, as with blocks themselves. */
    private static List<List<TokenSet.Token>> often(
            List<List<TokenSet.Token>> earlier, List<Person> people, int blocks) {
        int[][] having = new int[blocks][2];
        for (int i = 0; i < people.size(); i++) {
            int stratum = people.get(i).stratum();
            earlier.get(i).stream().mapToInt(TokenSet.Token::block).distinct().forEach(b -> having[b][stratum]++);
        }
        return earlier.stream()
                .map(tokens -> tokens.stream()
                        .filter(token ->
                                Math.min(having[token.block()][0], having[token.block()][1]) >= LEAST_OF_A_CLASS)
                        .toList())
                .toList();
    }

    private static Labels labels(List<Person> people, TrainingGoal goal) {
        int[] strata = people.stream().mapToInt(Person::stratum).toArray();
        if (goal instanceof TrainingGoal.Label) {
            return new ClassLabels(strata, CLASSES);
        }
        boolean[] events = new boolean[strata.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = strata[i] == 1;
        }
        return new SurvivalLabels(people.stream().mapToDouble(Person::days).toArray(), events);
    }

    /** Those who certainly fit and of whom it is certain what became of them, by id. */
    private static List<Person> people(PatientColumns columns, TrainingRequest request, Instant now) {
        Criterion asked = Objects.requireNonNull(request.cohort(), "a training of patients of the cluster");
        RoaringBitmap cohort = verdicts(columns, asked, columns.rows(), now).certain();
        List<Person> people = new ArrayList<>();
        if (request.goal() instanceof TrainingGoal.Label goal) {
            Verdicts label = verdicts(columns, goal.criterion(), cohort, now);
            cohort.forEach((int row) -> {
                if (label.certain().contains(row) || !label.possible().contains(row)) {
                    int stratum = label.certain().contains(row) ? 1 : 0;
                    people.add(new Person(row, columns.patient(row), stratum, 0));
                }
            });
        } else if (request.goal() instanceof TrainingGoal.Event goal) {
            FollowUp followUp = new FollowUp(columns, goal, now);
            cohort.forEach((int row) -> {
                FollowUp.Seen seen = followUp.of(row);
                if (seen != null) {
                    people.add(new Person(row, columns.patient(row), seen.event() ? 1 : 0, seen.days()));
                }
            });
        }
        people.sort(Comparator.comparing(Person::patient));
        return people;
    }

    private static Verdicts verdicts(PatientColumns columns, Criterion criterion, RoaringBitmap scope, Instant now) {
        return CohortEngine.evaluate(columns, criterion, new EvaluationContext(now, scope, Map.of(), Deadline.NEVER));
    }

    private static boolean enough(PatientColumns columns, Modality modality, List<Person> people) {
        int[] classes = new int[2];
        people.stream()
                .filter(person -> columns.present(modality).contains(person.row()))
                .forEach(person -> classes[person.stratum()]++);
        return classes[0] >= LEAST_OF_A_CLASS && classes[1] >= LEAST_OF_A_CLASS;
    }

    /** The numbers that most of those who have the modality have, at most so many, in the order of names. */
    private static List<FeatureSpec> features(
            PatientColumns columns,
            Modality modality,
            List<Person> people,
            TrainingRequest request,
            ModelSettings settings) {
        RoaringBitmap present = new RoaringBitmap();
        people.forEach(person -> {
            if (columns.present(modality).contains(person.row())) {
                present.add(person.row());
            }
        });
        Map<String, Long> having = new TreeMap<>();
        for (String name : columns.numberNames()) {
            NumberColumn column = columns.numbers(modality, name).orElse(NumberColumn.EMPTY);
            long count = RoaringBitmap.andCardinality(column.present(), present);
            if (count > 0
                    && count >= settings.minShare() * present.getCardinality()
                    && excluded(request).noneMatch(name::startsWith)) {
                having.put(name, count);
            }
        }
        return having.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(settings.maxFeatures())
                .map(Map.Entry::getKey)
                .sorted()
                .map(name -> FeatureSpec.of(name, FeatureUnits.of(name)))
                .toList();
    }

    /** Beginnings of names of numbers that are not looked at. */
    static Stream<String> excluded(TrainingRequest request) {
        List<String> always = request.goal().horizon().isPresent() ? AFTERWARDS : List.of();
        return Stream.concat(request.exclude().stream(), always.stream());
    }

    @SuppressWarnings("NullAway") // a block that is missing is null, as a training set has it
    private static float[] @Nullable [] vectors(
            PatientColumns columns, int row, List<Modality> modalities, List<List<FeatureSpec>> features) {
        float[][] vectors = new float[modalities.size()][];
        for (int b = 0; b < vectors.length; b++) {
            Modality modality = modalities.get(b);
            if (columns.present(modality).contains(row)) {
                List<FeatureSpec> specs = features.get(b);
                vectors[b] = new float[specs.size()];
                for (int i = 0; i < vectors[b].length; i++) {
                    NumberColumn column =
                            columns.numbers(modality, specs.get(i).name()).orElse(NumberColumn.EMPTY);
                    vectors[b][i] = specs.get(i).value(column.get(row));
                }
            }
        }
        return vectors;
    }

    private static String hash(PatientColumns columns, List<Person> people) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Person person : people) {
                digest.update((person.patient().value() + "\t" + columns.seq(person.row()) + "\t" + person.stratum()
                                + (person.days() > 0 ? "\t" + person.days() : "") + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
