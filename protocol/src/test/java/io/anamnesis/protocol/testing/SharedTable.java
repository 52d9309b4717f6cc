package io.anamnesis.protocol.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The simple tables among the shared data: a header, then rows of cells, none of which holds a comma or a quote. */
public final class SharedTable {
    private SharedTable() {}

    /** Each row by column name; skips the calling test where the file is absent. A name ending in {@code .gz} is unpacked. */
    public static List<Map<String, String>> rows(String path) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (BufferedReader lines = open(path)) {
            List<String> names = cells(lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> cells = cells(line);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < names.size(); i++) {
                    row.put(names.get(i), cells.get(i));
                }
                rows.add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
        return rows;
    }

    /** A cell of a row that has to have it. */
    public static String cell(Map<String, String> row, String name) {
        String cell = row.get(name);
        if (cell == null) {
            throw new AssertionError("no column " + name + " among " + row.keySet());
        }
        return cell;
    }

    private static BufferedReader open(String path) throws IOException {
        InputStream bytes = Files.newInputStream(SharedData.file(path));
        return new BufferedReader(new InputStreamReader(
                path.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }

    private static List<String> cells(@Nullable String line) {
        if (line == null) {
            throw new AssertionError("a file without a header");
        }
        return List.of(line.replace("\"", "").split(",", -1));
    }
}
