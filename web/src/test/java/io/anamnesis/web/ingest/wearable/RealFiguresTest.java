package io.anamnesis.web.ingest.wearable;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares what real exports give with the figures that their sources, or a look at the files, state. */
class RealFiguresTest {
    private static Collected read(String file) throws IOException {
        return read(file, Collected.UTC);
    }

    private static Collected read(String file, ReadOptions options) throws IOException {
        return Collected.file(SharedData.folder().resolve(file), options);
    }

    @ParameterizedTest
    @CsvSource({
        "cgm/iglu/example_data_5_subject.csv.gz, iglu, 13866, 13866",
        "cgm/iglu/example_data_hall.csv.gz, iglu, 34890, 34890",
        "cgm/cgmquantify/dexcom_g6.csv.gz, dexcom-clarity, 2159, 2148",
        "cgm/cgmquantify/freestyle.csv.gz, freestyle-libre, 5260, 5210",
        "cgm/cgmanalysis/raw_Dexcom.txt, dexcom-clarity, 1440, 1423",
        "cgm/cgmanalysis/raw_Libre.csv, freestyle-libre, 1337, 1337",
        "cgm/cgmanalysis/raw_iPro.xlsx, medtronic-ipro2, 2051, 1996",
        "cgm/exports/clarity_synthetic.csv.gz, dexcom-clarity, 3979, 3917",
        "cgm/exports/libre3_synthetic.csv.gz, freestyle-libre, 5557, 4621",
        "cgm/exports/libreview_mmol_notes_only.csv, freestyle-libre, 345, 0",
        "cgm/exports/medtronic_guardian_pseudonymised.csv.gz, medtronic-carelink, 8990, 6498",
        "cgm/exports/nightscout_entries.json.gz, nightscout-json, 1000, 1000",
        "cgm/exports/nightscout_entries.csv.gz, nightscout-csv, 1000, 1000",
        "cgm/exports/nightscout_treatments.json.gz, nightscout-json, 1000, 0",
        "cgm/exports/unified_synthetic.csv.gz, cgm-format-unified, 8274, 8222",
        "wearables/fitbit/dailyActivity_merged.csv.gz, fitbit-daily-activity, 940, 863",
        "wearables/fitbit/heartrate_seconds_1user.csv.gz, fitbit-heart-rate, 8418, 8418",
        "wearables/fitbit/hourlyIntensities_merged.csv.gz, fitbit-hourly-intensities, 22099, 22099",
        "wearables/fitbit/sleepDay_merged.csv.gz, fitbit-sleep-days, 413, 413",
        "wearables/fitbit/weightLogInfo_merged.csv.gz, fitbit-weight-log, 67, 67",
    })
    void a_file_has_so_many_rows_of_which_so_many_measure(String file, String format, long rows, long accepted)
            throws IOException {
        ReadReport report = read(file).report();

        assertThat(report.format()).isEqualTo(format);
        assertThat(report.rows()).isEqualTo(rows);
        assertThat(report.acceptedRows()).isEqualTo(accepted);
    }

    @Test
    void the_libre_export_is_the_series_that_its_published_cleaning_has() throws IOException {
        List<WearableSample> golden =
                read("cgm/cgmanalysis/golden_cleaned_Libre.csv").samples();
        Instant first = golden.get(0).observedAt();
        Instant last = golden.get(golden.size() - 1).observedAt();

        List<WearableSample> raw = read("cgm/cgmanalysis/raw_Libre.csv").of("glucose").stream()
                .filter(sample -> !sample.observedAt().isBefore(first)
                        && !sample.observedAt().isAfter(last))
                .toList();

        assertThat(raw).hasSize(1248);
        assertThat(series(raw)).isEqualTo(series(golden));
    }

    @Test
    void the_dexcom_export_is_the_series_that_its_published_cleaning_has() throws IOException {
        List<WearableSample> golden = read(
                        "cgm/cgmanalysis/golden_cleaned_Dexcom.csv", Collected.UTC.withDateOrder(DateOrder.MONTH_FIRST))
                .samples();
        Map<Instant, Set<Double>> raw = new TreeMap<>(
                        series(read("cgm/cgmanalysis/raw_Dexcom.txt").samples()))
                .subMap(
                        golden.get(0).observedAt(),
                        true,
                        golden.get(golden.size() - 1).observedAt(),
                        true);
        assertThat(golden).hasSize(1119);

        List<WearableSample> added = golden.stream()
                .filter(sample ->
                        !raw.getOrDefault(sample.observedAt(), Set.of()).contains(sample.value()))
                .toList();

        // the cleaner fills the empty glucose cell of the one exercise row; it is interpolated, so we don't have it
        assertThat(added).singleElement().satisfies(sample -> assertThat(sample.observedAt())
                .isEqualTo(Instant.parse("2018-11-04T20:25:00Z")));
        Map<Instant, Set<Double>> measured = series(golden);
        measured.remove(added.get(0).observedAt());
        assertThat(measured).isEqualTo(raw);
    }

    /** Values by minute: the cleaned files have no seconds, and a calibration may fall into a reading's minute. */
    private static Map<Instant, Set<Double>> series(List<WearableSample> samples) {
        return samples.stream()
                .collect(Collectors.groupingBy(
                        sample -> sample.observedAt().truncatedTo(MINUTES),
                        TreeMap::new,
                        Collectors.mapping(WearableSample::value, Collectors.toSet())));
    }

    @Test
    void the_warm_up_of_the_twelve_cgmanalyzer_files_is_missing_not_low() throws IOException {
        long missing = 0;
        for (Path file : files("cgm/cgmanalyzer", "ID")) {
            Collected read = Collected.file(file, Collected.UTC);
            assertThat(read.report().refusalsByCode()).containsOnlyKeys("missing-value");
            assertThat(read.samples())
                    .allSatisfy(sample -> assertThat(sample.value()).isPositive());
            assertThat(read.report().refusedRows()).isBetween(99L, 650L);
            missing += read.report().refusedRows();
        }
        assertThat(missing).isEqualTo(4206);
    }

    private static List<Path> files(String folder, String prefix) throws IOException {
        try (var all = Files.list(SharedData.folder().resolve(folder))) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void refusals_carry_the_codes_of_the_known_quirks() throws IOException {
        assertThat(read("cgm/exports/clarity_synthetic.csv.gz").report().refusalsByCode())
                .containsOnly(entry("no-measurement", 57L), entry("censored-low", 5L));
        assertThat(read("wearables/fitbit/dailyActivity_merged.csv.gz").report().refusalsByCode())
                .containsOnly(entry("not-worn", 77L));
        assertThat(read("cgm/exports/unified_synthetic.csv.gz").report().refusalsByCode())
                .containsOnly(entry("no-measurement", 47L), entry("flagged-by-source", 5L));
        assertThat(read("cgm/exports/d1namo_synthetic/healthy_subset/017/glucose.csv")
                        .report()
                        .refusalsByCode())
                .containsOnly(entry("malformed-value", 1L));
    }

    @Test
    void medtronic_gives_6243_sensor_and_255_meter_readings() throws IOException {
        Collected read = read("cgm/exports/medtronic_guardian_pseudonymised.csv.gz");

        assertThat(read.of("glucose")).hasSize(6243);
        assertThat(read.of("blood-glucose")).hasSize(255);
    }

    @Test
    void the_two_tables_of_a_nightscout_export_need_the_order_of_their_dates() throws IOException {
        String file = "cgm/exports/nightscout_exporter_sections.csv";
        assertThat(read(file).report().refusalsByCode())
                .containsOnly(entry("ambiguous-date-order", 100L), entry("no-measurement", 100L));

        Collected given = read(file, Collected.UTC.withDateOrder(DateOrder.MONTH_FIRST));

        assertThat(given.samples()).hasSize(100);
        assertThat(given.samples().get(0).observedAt()).isEqualTo(Instant.parse("2026-04-07T19:59:42Z"));
    }

    @Test
    void both_nightscout_exports_of_the_same_entries_agree() throws IOException {
        assertThat(series(read("cgm/exports/nightscout_entries.json.gz", ReadOptions.defaults())
                        .samples()))
                .isEqualTo(series(read("cgm/exports/nightscout_entries.csv.gz", ReadOptions.defaults())
                        .samples()));
    }

    @Test
    void a_change_of_clocks_touches_only_the_readings_in_its_hour() throws IOException {
        String file = "cgm/iglu/example_data_5_subject.csv.gz";
        Collected fixed = read(file, ReadOptions.defaults().withZone(ZoneOffset.ofHours(-5)));
        Collected changing = read(file, ReadOptions.defaults().withZone(ZoneId.of("America/New_York")));

        assertThat(fixed.refusals()).isEmpty();
        assertThat(changing.report().refusalsByCode()).containsOnlyKeys("impossible-local-time");
        assertThat(changing.report().refusedRows()).isBetween(1L, 24L);
        assertThat(read(file, ReadOptions.defaults()).report().refusalsByCode())
                .containsOnly(entry("zone-required", 13866L));
    }

    /** Documents that a schema allows and we refuse: no time, or an interval that ends years before it begins. */
    private static final Set<String> REFUSED_THOUGH_VALID =
            Set.of("missing-time", "interval-required", "implausible-time", "unrecognised-format");

    @Test
    void open_mhealth_documents_that_must_fail_give_nothing_and_the_others_fail_only_for_a_stated_reason()
            throws IOException {
        List<String> wronglyAccepted = new ArrayList<>();
        int accepted = 0;
        try (ZipFile zip = new ZipFile(SharedData.folder()
                .resolve("wearables/openmhealth_test_data.zip")
                .toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".json")) {
                    String outcome = outcome(zip, entry);
                    if (entry.getName().contains("/shouldPass/")) {
                        assertThat(outcome).as(entry.getName()).isIn(with("accepted"));
                        accepted += outcome.equals("accepted") ? 1 : 0;
                    } else if (outcome.equals("accepted")) {
                        wronglyAccepted.add(entry.getName());
                    }
                }
            }
        }
        assertThat(wronglyAccepted).isEmpty();
        assertThat(accepted).isEqualTo(91);
    }

    private static Set<String> with(String more) {
        return Stream.concat(REFUSED_THOUGH_VALID.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    private static String outcome(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            Collected read = Collected.stream(in, null, ReadOptions.defaults());
            assertThat(read.report().rows()).isEqualTo(1);
            return read.refusals().isEmpty()
                    ? "accepted"
                    : read.refusals().get(0).code();
        } catch (UnreadableInput e) {
            return e.code();
        }
    }

    @Test
    void the_archive_gives_what_its_documents_give_one_by_one() throws IOException {
        Path file = SharedData.file("wearables/openmhealth_test_data.zip");
        int documents = 0;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                documents += entry.isDirectory() ? 0 : 1;
            }
        }

        ReadReport report = Collected.file(file, ReadOptions.defaults()).report();

        assertThat(documents).isEqualTo(233);
        assertThat(report.rows()).isEqualTo(233);
        assertThat(report.acceptedRows()).isEqualTo(91);
    }
}
