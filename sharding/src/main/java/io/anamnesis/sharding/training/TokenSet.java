package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.ModalityBlock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patients with tokens, several of a block where a study was repeated, each with its age. Ages count from the patient's newest token,
 * so that they are the same whenever one looks, and don't tell of a token that is missing. Immutable; the vectors are shared and must not
 * change.
 */
public final class TokenSet {
    private final List<ModalityBlock> blocks;
    private final List<List<Token>> patients;
    private final Labels labels;

    /**
     * One observation of a block.
     *
     * @param vector of the block's width; NaN where a feature is missing
     * @param days how long before any fixed moment it was observed, not negative; NaN where that is not known
     */
    @SuppressWarnings("ArrayRecordComponent") // shared, as the set says
    public record Token(int block, float[] vector, float days) {
        /** Checks. */
        public Token {
            if (days < 0) {
                throw new IllegalArgumentException("an age that is not negative is needed, got " + days);
            }
        }
    }

    /**
     * Checks the shapes.
     *
     * @param patients tokens of each, none where everything is missing; the latest are put first
     * @param labels one a patient
     */
    public TokenSet(List<ModalityBlock> blocks, List<List<Token>> patients, Labels labels) {
        if (patients.isEmpty() || patients.size() != labels.size()) {
            throw new IllegalArgumentException("as many labels as patients and at least one are needed, got "
                    + labels.size() + " for " + patients.size());
        }
        List<List<Token>> ordered = new ArrayList<>();
        for (List<Token> tokens : patients) {
            for (Token token : tokens) {
                if (token.vector.length != blocks.get(token.block).width()) {
                    ModalityBlock block = blocks.get(token.block);
                    throw new IllegalArgumentException("the block " + block.name() + " has " + block.width()
                            + " features, got " + token.vector.length);
                }
            }
            List<Token> latestFirst = new ArrayList<>(tokens);
            // NaN is the greatest of floats
            latestFirst.sort(Comparator.comparing(Token::days));
            float newest = latestFirst.isEmpty() ? 0 : latestFirst.get(0).days;
            latestFirst.replaceAll(token -> new Token(token.block, token.vector, token.days - newest));
            ordered.add(Collections.unmodifiableList(latestFirst));
        }
        this.blocks = List.copyOf(blocks);
        this.patients = List.copyOf(ordered);
        this.labels = labels;
    }

    /** One token of unknown age for each block that a patient has. */
    public static TokenSet of(TrainingSet set) {
        List<List<Token>> patients = new ArrayList<>();
        for (int row = 0; row < set.size(); row++) {
            List<Token> tokens = new ArrayList<>();
            for (int b = 0; b < set.blocks().size(); b++) {
                float[] vector = set.patient(row)[b];
                if (vector != null) {
                    tokens.add(new Token(b, vector, Float.NaN));
                }
            }
            patients.add(tokens);
        }
        return new TokenSet(set.blocks(), patients, set.labels());
    }

    /** The latest of each block. */
    public TrainingSet latest() {
        List<float[] @Nullable []> vectors = new ArrayList<>();
        for (List<Token> tokens : patients) {
            float[] @Nullable [] patient = new float[blocks.size()][];
            for (Token token : tokens) {
                patient[token.block] = patient[token.block] == null ? token.vector : patient[token.block];
            }
            vectors.add(patient);
        }
        return new TrainingSet(blocks, vectors, labels);
    }

    /** The most tokens of one block of a patient. */
    public int mostOfBlock() {
        int most = 0;
        for (List<Token> tokens : patients) {
            int[] of = new int[blocks.size()];
            for (Token token : tokens) {
                most = Math.max(most, ++of[token.block]);
            }
        }
        return most;
    }

    /** A patient's tokens of a block but for the latest, the latest first. */
    List<Token> earlier(int row, int block) {
        return patients.get(row).stream()
                .filter(token -> token.block == block)
                .skip(1)
                .toList();
    }

    /** These patients, in this order. */
    public TokenSet rows(int[] rows) {
        List<List<Token>> chosen = new ArrayList<>();
        for (int row : rows) {
            chosen.add(patients.get(row));
        }
        return new TokenSet(blocks, chosen, labels.rows(rows));
    }

    /** The same patients with all tokens of some blocks taken away, of the same blocks as by {@link TrainingSet#masked}. */
    public TokenSet masked(double rate, long seed) {
        TrainingSet left = latest().masked(rate, seed);
        List<List<Token>> masked = new ArrayList<>();
        for (int row = 0; row < patients.size(); row++) {
            float[] @Nullable [] there = left.patient(row);
            masked.add(patients.get(row).stream()
                    .filter(token -> there[token.block] != null)
                    .toList());
        }
        return new TokenSet(blocks, masked, labels);
    }

    /** These patients, in this order, with no tokens of other blocks than those; see {@link TrainingSet#keeping}. */
    public TokenSet keeping(int[] rows, boolean[][] kept) {
        List<List<Token>> left = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            boolean[] stays = kept[i];
            left.add(patients.get(rows[i]).stream()
                    .filter(token -> stays[token.block])
                    .toList());
        }
        return new TokenSet(blocks, left, labels.rows(rows));
    }

    /** The blocks. */
    public List<ModalityBlock> blocks() {
        return blocks;
    }

    /** What became of the patients. */
    public Labels labels() {
        return labels;
    }

    /** Number of patients. */
    public int size() {
        return patients.size();
    }

    /** A patient's tokens, the latest first. */
    public List<Token> patient(int row) {
        return patients.get(row);
    }
}
