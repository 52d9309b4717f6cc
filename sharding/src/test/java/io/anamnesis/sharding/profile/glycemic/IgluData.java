package io.anamnesis.sharding.profile.glycemic;

import io.anamnesis.protocol.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The public CGM files that are not part of the project, and the values that iglu 4.3.0 gives for them. */
final class IgluData {
    /** iglu's example data carry "EST", which has no clock changes. */
    static final ZoneOffset EST = ZoneOffset.ofHours(-5);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private IgluData() {}

    record Reading(String subject, long epochMillis, double mgPerDl) {}

    /** In file order. */
    static List<Reading> readings(String name) {
        List<Reading> readings = new ArrayList<>();
        for (Map<String, String> row : rows("cgm/iglu/" + name)) {
            long millis =
                    LocalDateTime.parse(cell(row, "time"), TIME).toInstant(EST).toEpochMilli();
            readings.add(new Reading(cell(row, "id"), millis, Double.parseDouble(cell(row, "gl"))));
        }
        return readings;
    }

    static Map<String, GlucoseTrace> traces(String name) {
        Map<String, GlucoseTrace> traces = new LinkedHashMap<>();
        for (Reading reading : readings(name)) {
            traces.computeIfAbsent(reading.subject(), subject -> new GlucoseTrace())
                    .put(reading.epochMillis(), reading.mgPerDl());
        }
        return traces;
    }

    /** Each row by column name. No cell of these files holds a comma or a quote. */
    static List<Map<String, String>> rows(String path) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (BufferedReader lines = open(path)) {
            List<String> names = cells(lines.readLine());
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
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

    static String cell(Map<String, String> row, String name) {
        @Nullable String cell = row.get(name);
        if (cell == null) {
            throw new AssertionError("no column " + name + " among " + row.keySet());
        }
        return cell;
    }

    private static List<String> cells(@Nullable String line) {
        if (line == null) {
            throw new AssertionError("a file without a header");
        }
        return Arrays.stream(line.split(",", -1))
                .map(cell -> cell.replace("\"", ""))
                .toList();
    }

    private static BufferedReader open(String path) throws IOException {
        Path file = SharedData.file(path);
        InputStream bytes = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(
                path.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }
}
