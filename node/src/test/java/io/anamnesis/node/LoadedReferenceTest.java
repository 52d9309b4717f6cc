package io.anamnesis.node;

import static io.anamnesis.protocol.testing.SharedTable.cell;
import static io.anamnesis.protocol.testing.SharedTable.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.testing.SharedData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Must show 2, the whole way: {@code up}, {@code load} of real recordings, and the features of the live profiles as a client
 * gets them, against the values that iglu 4.3.0 gives.
 */
class LoadedReferenceTest {
    private static final String URL = "http://127.0.0.1:18580/v1/patients/";
    private static final double TOLERANCE = 1e-9;
    private static final Duration FORTNIGHT = Duration.ofDays(14);

    /** Column of the reference → feature. */
    private static final Map<String, String> CORE = Map.ofEntries(
            Map.entry("mean", "mean"),
            Map.entry("median", "median"),
            Map.entry("SD", "sd"),
            Map.entry("CV", "cv-percent"),
            Map.entry("GMI", "gmi-percent"),
            Map.entry("eA1C", "ea1c-percent"),
            Map.entry("above_140", "percent-above-140"),
            Map.entry("above_180", "percent-above-180"),
            Map.entry("above_200", "percent-above-200"),
            Map.entry("above_250", "percent-above-250"),
            Map.entry("below_54", "percent-below-54"),
            Map.entry("below_70", "percent-below-70"),
            Map.entry("in_range_70_180", "percent-in-range-70-180"),
            Map.entry("IQR", "iqr"),
            Map.entry("LBGI", "lbgi"),
            Map.entry("HBGI", "hbgi"),
            Map.entry("GRI", "gri"),
            Map.entry("J_index", "j-index"),
            Map.entry("MODD", "modd"));

    private static final Map<String, String> PUBLISHED_MAGE = Map.of(
            "mage_plus", "mage-rises",
            "mage_minus", "mage-falls",
            "mage_avg", "mage",
            "mage_service", "mage-service",
            "mage_max", "mage-greatest");

    @TempDir
    static Path folder = Path.of("");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static boolean started;
    private static String token = "";

    /** Once, and before a test and not before all: a class that is skipped as a whole counts as no test at all. */
    @BeforeEach
    void bring_a_system_up() throws Exception {
        SharedData.folder();
        if (started) {
            return;
        }
        started = true;
        CommandRun up = run("up", "--detach", "--http-port", "18580");
        assertThat(up.code()).as(up.text()).isZero();
        token = run("token").text().lines().reduce("", (before, line) -> line).strip();
    }

    @AfterAll
    static void take_it_down() throws Exception {
        if (started) {
            run("down");
        }
    }

    @Test
    void the_profiles_of_loaded_recordings_have_the_values_of_the_reference() throws Exception {
        compare("example_data_5_subject.csv.gz", "5_subject", 5);
        compare("example_data_hall.csv.gz", "hall", 19);
    }

    @Test
    void the_published_stretches_have_the_published_mage() throws Exception {
        List<Map<String, String>> readings = rows("cgm/iglu/example_data_5_subject.csv.gz");
        List<Map<String, String>> stretches = rows("cgm/iglu/golden/published_mage_manual_calculations.csv").stream()
                .filter(row -> "JHU".equals(row.get("dataset")))
                .toList();
        List<Map<String, String>> all = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            int from = Integer.parseInt(cell(stretches.get(i), "start")) - 1;
            int to = Integer.parseInt(cell(stretches.get(i), "end"));
            all.addAll(renamed(readings.subList(from, to), "stretch-" + (i + 1)));
        }
        load(write("stretches.csv", all));
        List<Map<String, String>> published = rows("cgm/iglu/golden/published_mage_ground_truth.csv");
        assertThat(published).hasSize(18);
        List<String> differences = new ArrayList<>();
        for (Map<String, String> row : published) {
            String patient = "stretch-" + cell(row, "idx");
            note(differences, patient, features(patient, "all"), row, PUBLISHED_MAGE);
        }
        assertThat(differences).isEmpty();
    }

    /** Whole recordings; and their last two weeks, which are the whole of a recording that holds no more. */
    private static void compare(String data, String golden, int subjects) throws Exception {
        load(SharedData.file("cgm/iglu/" + data));
        Map<String, List<Map<String, String>>> recordings = new LinkedHashMap<>();
        rows("cgm/iglu/" + data).forEach(row -> recordings
                .computeIfAbsent(cell(row, "id"), id -> new ArrayList<>())
                .add(row));
        List<Map<String, String>> cut = new ArrayList<>();
        recordings.forEach((id, readings) -> cut.addAll(renamed(lastFortnight(readings), id + " cut")));
        load(write("cut-" + golden + ".csv", cut));

        List<Map<String, String>> core = rows("cgm/iglu/golden/golden_" + golden + "_core.csv");
        assertThat(core).hasSize(subjects).hasSameSizeAs(recordings.keySet());
        List<String> differences = new ArrayList<>();
        for (Map<String, String> row : core) {
            String id = cell(row, "id");
            note(differences, id, features(id, "all"), row, CORE);
            assertThat(features(id, "14d")).as(id).isEqualTo(features(id + " cut", "all"));
        }
        for (Map<String, String> row : rows("cgm/iglu/golden/golden_" + golden + "_mage.csv")) {
            note(differences, cell(row, "id"), features(cell(row, "id"), "all"), row, Map.of("MAGE_avg", "mage"));
        }
        for (Map<String, String> row : rows("cgm/iglu/golden/golden_" + golden + "_episodes.csv")) {
            String level = cell(row, "level").replace("lv", "level-").replace("_excl", "-only");
            String feature = "episodes-" + cell(row, "type") + "-" + level;
            note(
                    differences,
                    cell(row, "id"),
                    features(cell(row, "id"), "all"),
                    row,
                    Map.of("total_episodes", feature));
        }
        assertThat(differences).isEmpty();
    }

    private static List<Map<String, String>> lastFortnight(List<Map<String, String>> readings) {
        LocalDateTime last = readings.stream()
                .map(LoadedReferenceTest::time)
                .max(LocalDateTime::compareTo)
                .orElseThrow();
        return readings.stream()
                .filter(row -> time(row).isAfter(last.minus(FORTNIGHT)))
                .toList();
    }

    private static LocalDateTime time(Map<String, String> row) {
        return LocalDateTime.parse(cell(row, "time"), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
    }

    private static List<Map<String, String>> renamed(List<Map<String, String>> readings, String id) {
        return readings.stream()
                .map(row -> Map.of("id", id, "time", cell(row, "time"), "gl", cell(row, "gl")))
                .toList();
    }

    private static Path write(String name, List<Map<String, String>> readings) throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,time,gl"));
        readings.forEach(row -> lines.add(cell(row, "id") + "," + cell(row, "time") + "," + cell(row, "gl")));
        return Files.write(folder.resolve(name), lines);
    }

    private static void load(Path file) throws Exception {
        CommandRun load = run("load", file.toString(), "--zone", "UTC");
        assertThat(load.code()).as(load.text()).isZero();
    }

    private static Map<String, Double> features(String patient, String span) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(URL + patient.replace(" ", "%20")))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(patient + ": " + response.body()).isEqualTo(200);
        JsonNode profile = new ObjectMapper().readTree(response.body());
        assertThat(profile.path("wearables")).as(patient).hasSize(1);
        Map<String, Double> features = new LinkedHashMap<>();
        profile.path("wearables")
                .get(0)
                .path("features")
                .path(span)
                .properties()
                .forEach(each -> features.put(each.getKey(), each.getValue().doubleValue()));
        assertThat(features).as(patient + " " + span).isNotEmpty();
        return features;
    }

    private static void note(
            List<String> differences,
            String patient,
            Map<String, Double> features,
            Map<String, String> row,
            Map<String, String> columns) {
        columns.forEach((column, feature) -> {
            String reference = cell(row, column);
            Double ours = features.get(feature);
            boolean same = (reference.isEmpty() || reference.equals("NA"))
                    ? ours == null
                    : ours != null && isClose(ours, Double.parseDouble(reference));
            if (!same) {
                differences.add(patient + " " + feature + ": " + ours + " for " + reference);
            }
        });
    }

    private static boolean isClose(double ours, double reference) {
        return Math.abs(ours - reference) <= TOLERANCE * (reference == 0 ? 1 : Math.abs(reference));
    }

    private static CommandRun run(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        return CommandRun.of(Main.class, folder, all.toArray(String[]::new));
    }
}
