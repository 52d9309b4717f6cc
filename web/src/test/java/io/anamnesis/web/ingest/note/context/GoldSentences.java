package io.anamnesis.web.ingest.note.context;

import io.anamnesis.protocol.message.Assertion;
import io.anamnesis.protocol.message.Assertion.Temporality;
import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.note.text.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** The sentences of the NegEx/ConText evaluation set, with what experts say of one concept in each. */
final class GoldSentences {
    static final String FILE = "notes/negex/rsAnnotations-odd-half.txt.gz";

    /**
     * @param at where the concept stands, or -1 where it is not literally in its sentence
     */
    record Row(String concept, String sentence, int at, boolean negated, Temporality temporality, boolean patient) {
        /** What the rules say; a concept that is not literally there is judged at the longest run of its words that is. */
        Assertion assess() {
            Tokens tokens = Tokens.of(sentence);
            int first = at < 0 ? 0 : tokens.firstFrom(at);
            int end = at < 0 ? 0 : tokens.firstFrom(at + concept.length());
            if (at < 0) {
                int[] run = longestRun(Tokens.of(concept), tokens);
                first = run[0];
                end = run[1];
            }
            return ConText.of(tokens, 0, tokens.size()).assess(first, Math.max(first + 1, end));
        }

        private static int[] longestRun(Tokens concept, Tokens sentence) {
            int[] best = {0, 0};
            for (int i = 0; i < concept.size(); i++) {
                for (int j = 0; j < sentence.size(); j++) {
                    int length = 0;
                    while (i + length < concept.size()
                            && j + length < sentence.size()
                            && concept.form(i + length).equals(sentence.form(j + length))) {
                        length++;
                    }
                    if (length > best[1] - best[0]) {
                        best = new int[] {j, j + length};
                    }
                }
            }
            return best;
        }
    }

    private GoldSentences() {}

    static List<Row> read() {
        Path file = SharedData.file(FILE);
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t", -1);
                if (cells.length >= 6 && !cells[0].startsWith("line")) {
                    rows.add(row(cells[1], cells[2], cells[3], cells[4], cells[5]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static Row row(String concept, String quoted, String negation, String temporality, String experiencer) {
        String sentence = quoted.startsWith("\"") && quoted.endsWith("\"") && quoted.length() > 1
                ? quoted.substring(1, quoted.length() - 1)
                : quoted;
        int at = sentence.indexOf(concept.toUpperCase(Locale.ROOT));
        if (at < 0) {
            at = sentence.toLowerCase(Locale.ROOT).indexOf(concept.toLowerCase(Locale.ROOT));
        }
        return new Row(
                concept,
                sentence,
                at,
                negation.strip().equalsIgnoreCase("Negated"),
                temporality(temporality.strip()),
                experiencer.strip().equalsIgnoreCase("Patient"));
    }

    private static Temporality temporality(String label) {
        return switch (label) {
            case "Historical" -> Temporality.HISTORICAL;
            case "Not particular" -> Temporality.HYPOTHETICAL;
            default -> Temporality.RECENT;
        };
    }
}
