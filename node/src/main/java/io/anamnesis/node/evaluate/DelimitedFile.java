package io.anamnesis.node.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A file of rows, unpacked where its name ends in {@code .gz}. Cells may be quoted; none holds a line break or a quote.
 *
 * @param path where it is
 * @param rows all rows, a header among them
 */
record DelimitedFile(Path path, List<List<String>> rows) {

    /** Reads a file that has at least one row. */
    static DelimitedFile read(Path path, char delimiter) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(path);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        path.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                        StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    rows.add(cells(line, delimiter));
                }
            }
        }
        if (rows.isEmpty()) {
            throw new IOException(path + " is empty");
        }
        return new DelimitedFile(path, rows);
    }

    private static List<String> cells(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /** The first row. */
    List<String> header() {
        return rows.get(0);
    }

    /** All rows but the first. */
    List<List<String>> body() {
        return rows.subList(1, rows.size());
    }

    /** Cells of a row as numbers; {@code NA} is NaN. */
    float[] numbers(List<String> row, int from, int to) throws IOException {
        float[] numbers = new float[to - from];
        for (int i = from; i < to; i++) {
            numbers[i - from] = (float) number(row.get(i));
        }
        return numbers;
    }

    /** A cell as a number. */
    double number(String cell) throws IOException {
        try {
            return cell.equals("NA") ? Double.NaN : Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new IOException(path + ": a number was expected where there is '" + cell + "'", e);
        }
    }
}
