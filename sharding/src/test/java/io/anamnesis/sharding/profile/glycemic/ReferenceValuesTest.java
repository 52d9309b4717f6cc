package io.anamnesis.sharding.profile.glycemic;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.testing.SharedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our metrics against iglu 4.3.0 on 24 real recordings. */
class ReferenceValuesTest {
    private static final double TOLERANCE = 1e-9;

    /** Reference column → feature. */
    private static final Map<String, String> CORE = Map.ofEntries(
            Map.entry("above_140", "percent-above-140"),
            Map.entry("above_180", "percent-above-180"),
            Map.entry("above_200", "percent-above-200"),
            Map.entry("above_250", "percent-above-250"),
            Map.entry("below_54", "percent-below-54"),
            Map.entry("below_70", "percent-below-70"),
            Map.entry("in_range_63_140", "percent-in-range-63-140"),
            Map.entry("in_range_70_140", "percent-in-range-70-140"),
            Map.entry("in_range_70_180", "percent-in-range-70-180"),
            Map.entry("GMI", "gmi-percent"),
            Map.entry("eA1C", "ea1c-percent"),
            Map.entry("mean", "mean"),
            Map.entry("median", "median"),
            Map.entry("SD", "sd"),
            Map.entry("CV", "cv-percent"),
            Map.entry("GRI", "gri"),
            Map.entry("COGI", "cogi"),
            Map.entry("LBGI", "lbgi"),
            Map.entry("HBGI", "hbgi"),
            Map.entry("J_index", "j-index"),
            Map.entry("ADRR", "adrr"),
            Map.entry("MODD", "modd"),
            Map.entry("CONGA", "conga-24"),
            Map.entry("MAG", "mag-per-hour"),
            Map.entry("GVP", "gvp-percent"),
            Map.entry("sd_roc", "roc-sd-per-minute"),
            Map.entry("PGS", "pgs"),
            Map.entry("IQR", "iqr"),
            Map.entry("MAD", "mad"),
            Map.entry("range", "range"),
            Map.entry("M_value", "m-value"),
            Map.entry("GRADE", "grade"),
            Map.entry("IGC", "igc"),
            Map.entry("hyper_index", "hyper-index"),
            Map.entry("hypo_index", "hypo-index"));

    /** What the file of all metrics adds. */
    private static final Map<String, String> FURTHER = Map.ofEntries(
            Map.entry("hypo_lv1", "episodes-hypo-level-1-per-day"),
            Map.entry("hypo_lv2", "episodes-hypo-level-2-per-day"),
            Map.entry("hypo_extended", "episodes-hypo-extended-per-day"),
            Map.entry("hyper_lv1", "episodes-hyper-level-1-per-day"),
            Map.entry("hyper_lv2", "episodes-hyper-level-2-per-day"),
            Map.entry("hypo_lv1_excl", "episodes-hypo-level-1-only-per-day"),
            Map.entry("hyper_lv1_excl", "episodes-hyper-level-1-only-per-day"),
            Map.entry("GRADE_eugly", "grade-in-target-percent"),
            Map.entry("GRADE_hyper", "grade-hyper-percent"),
            Map.entry("GRADE_hypo", "grade-hypo-percent"),
            Map.entry("MAGE", "mage"),
            Map.entry("CV_Measures_Mean", "daily-cv-percent"),
            Map.entry("CV_Measures_SD", "daily-cv-sd-percent"),
            Map.entry("SDw", "sd-within-days"),
            Map.entry("SDhhmm", "sd-between-times"),
            Map.entry("SDdm", "sd-between-days"),
            Map.entry("SDb", "sd-between-days-at-time"),
            Map.entry("SDbdm", "sd-between-days-at-time-centred"),
            Map.entry("active_percent", "active-percent"),
            Map.entry("Min.", "least"),
            Map.entry("1st Qu.", "first-quartile"),
            Map.entry("3rd Qu.", "third-quartile"),
            Map.entry("Max.", "greatest"),
            Map.entry("MAG", "mag-hourly-per-hour"));

    private static final Map<String, String> MAGE = Map.of(
            "MAGE_avg", "mage",
            "MAGE_service", "mage-service",
            "MAGE_max", "mage-greatest",
            "MAGE_plus", "mage-rises",
            "MAGE_minus", "mage-falls",
            "MAGE_naive", "mage-naive");

    @ParameterizedTest
    @CsvSource({"example_data_5_subject.csv.gz, 5_subject, 5", "example_data_hall.csv.gz, hall, 19"})
    void every_core_metric_equals_the_reference(String data, String golden, int subjects) {
        compare(data, "golden_" + golden + "_core.csv", CORE, subjects);
    }

    @ParameterizedTest
    @CsvSource({"example_data_5_subject.csv.gz, 5_subject, 5", "example_data_hall.csv.gz, hall, 19"})
    void every_further_metric_equals_the_reference(String data, String golden, int subjects) {
        compare(data, "golden_" + golden + "_all_metrics.csv", FURTHER, subjects);
    }

    @ParameterizedTest
    @CsvSource({"example_data_5_subject.csv.gz, 5_subject, 5", "example_data_hall.csv.gz, hall, 19"})
    void every_variant_of_mage_equals_the_reference(String data, String golden, int subjects) {
        compare(data, "golden_" + golden + "_mage.csv", MAGE, subjects);
    }

    @ParameterizedTest
    @CsvSource({"example_data_5_subject.csv.gz, 5_subject, 35", "example_data_hall.csv.gz, hall, 133"})
    void every_kind_of_episode_equals_the_reference(String data, String golden, int kinds) {
        Map<String, GlucoseTrace> traces = IgluData.traces(data);
        List<Map<String, String>> rows = SharedTable.rows("cgm/iglu/golden/golden_" + golden + "_episodes.csv");
        assertThat(rows).hasSize(kinds);
        List<String> differences = new ArrayList<>();
        for (Map<String, String> row : rows) {
            String level = SharedTable.cell(row, "level");
            String kind = "episodes-" + SharedTable.cell(row, "type") + "-"
                    + level.replace("lv", "level-").replace("_excl", "-only");
            String subject = SharedTable.cell(row, "id");
            Map<String, Double> features = features(traces, subject);
            String what = subject + " " + kind;
            boolean none = SharedTable.cell(row, "total_episodes").equals("0");
            note(differences, what, features.get(kind), SharedTable.cell(row, "total_episodes"));
            note(differences, what, features.get(kind + "-per-day"), SharedTable.cell(row, "avg_ep_per_day"));
            // the reference gives episodes that never were a mean duration of zero, we give them none
            String minutes = none ? "" : SharedTable.cell(row, "avg_ep_duration");
            note(differences, what, features.get(kind + "-mean-minutes"), minutes);
            note(differences, what, features.get(kind + "-mean"), SharedTable.cell(row, "avg_ep_gl"));
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void mage_of_the_published_stretches_equals_the_published_one() {
        List<IgluData.Reading> readings = IgluData.readings("example_data_5_subject.csv.gz");
        List<Map<String, String>> stretches =
                SharedTable.rows("cgm/iglu/golden/published_mage_manual_calculations.csv").stream()
                        .filter(row -> SharedTable.cell(row, "dataset").equals("JHU"))
                        .toList();
        List<Map<String, String>> published = SharedTable.rows("cgm/iglu/golden/published_mage_ground_truth.csv");
        assertThat(stretches).hasSize(18).hasSameSizeAs(published);
        List<String> differences = new ArrayList<>();
        for (Map<String, String> row : published) {
            int index = Integer.parseInt(SharedTable.cell(row, "idx"));
            Mage mage = mage(readings, stretches.get(index - 1));
            note(differences, index + " rises", mage.rises(), SharedTable.cell(row, "mage_plus"));
            note(differences, index + " falls", mage.falls(), SharedTable.cell(row, "mage_minus"));
            note(differences, index + " average", mage.average(), SharedTable.cell(row, "mage_avg"));
            note(differences, index + " service", mage.service(), SharedTable.cell(row, "mage_service"));
            note(differences, index + " greatest", mage.greatest(), SharedTable.cell(row, "mage_max"));
        }
        assertThat(differences).isEmpty();
    }

    private static Mage mage(List<IgluData.Reading> readings, Map<String, String> stretch) {
        int from = Integer.parseInt(SharedTable.cell(stretch, "start")) - 1;
        int to = Integer.parseInt(SharedTable.cell(stretch, "end"));
        GlucoseTrace trace = new GlucoseTrace();
        readings.subList(from, to).forEach(reading -> trace.put(reading.epochMillis(), reading.mgPerDl()));
        return trace.metrics(IgluData.EST).mage();
    }

    private static Map<String, Double> features(Map<String, GlucoseTrace> traces, String subject) {
        GlucoseTrace trace = Objects.requireNonNull(traces.get(subject), subject);
        return trace.metrics(IgluData.EST).asFeatures();
    }

    private static void compare(String data, String golden, Map<String, String> columns, int subjects) {
        Map<String, GlucoseTrace> traces = IgluData.traces(data);
        List<Map<String, String>> rows = SharedTable.rows("cgm/iglu/golden/" + golden);
        assertThat(rows).hasSize(subjects);
        List<String> differences = new ArrayList<>();
        for (Map<String, String> row : rows) {
            String subject = SharedTable.cell(row, "id");
            Map<String, Double> features = features(traces, subject);
            columns.forEach((column, feature) ->
                    note(differences, subject + " " + feature, features.get(feature), SharedTable.cell(row, column)));
        }
        assertThat(differences).isEmpty();
    }

    private static void note(List<String> differences, String what, @Nullable Double ours, String reference) {
        if ((reference.isEmpty() || reference.equals("NA"))
                ? ours != null
                : ours == null || isOff(ours, Double.parseDouble(reference))) {
            differences.add(what + ": " + ours + " for " + reference);
        }
    }

    private static boolean isOff(double ours, double reference) {
        return Math.abs(ours - reference) > TOLERANCE * (reference == 0 ? 1 : Math.abs(reference));
    }
}
