package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class Ipro2WorkbookTest {
    private static final String[] HEADER = {
        "Index", "Timestamp", "Source", "BG Reading (mg/dL)", "ISIG Value", "Sensor Glucose (mg/dL)", "Excluded"
    };

    private static String sheet(String... rows) {
        return Workbooks.row(1, "Medtronic Diabetes iPro Data Export File")
                + Workbooks.row(2, "Name", "Somebody")
                + Workbooks.row(4, HEADER)
                + String.join("", rows);
    }

    private static Collected read(String sheet) throws IOException {
        return Collected.bytes(Workbooks.of(sheet), Collected.UTC);
    }

    @Test
    void a_serial_number_of_days_is_read_to_its_second() throws IOException {
        Collected read = read(sheet(
                Workbooks.row(5, "1", "43320.586805555555", "Meter", "112", "", "", ""),
                Workbooks.row(6, "2", "8/8/18 14:10:00", "Sensor", "", "20.1", "110", ""),
                Workbooks.row(7, "3", "43320.59", "Sensor", "", "20.1", "", ""),
                Workbooks.row(8, "4", "43320.6", "Sensor", "", "20.1", "99", "true"),
                "<row r=\"9\"><c r=\"A9\" s=\"5\"/></row>"));

        assertThat(read.samples())
                .containsExactly(
                        new WearableSample(
                                5, null, "blood-glucose", "mg/dL", null, Instant.parse("2018-08-08T14:05:00Z"), 112),
                        new WearableSample(
                                6, null, "glucose", "mg/dL", null, Instant.parse("2018-08-08T14:10:00Z"), 110));
        assertThat(read.codes()).containsExactly("no-measurement", "excluded-by-source");
        assertThat(read.report().rows()).isEqualTo(4);
    }

    @Test
    void another_workbook_is_not_a_format_that_we_know() {
        assertThatThrownBy(() -> read(Workbooks.row(1, "Budget", "2026")))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("unrecognised-format"));
    }

    @Test
    void a_cell_far_beyond_the_last_column_is_stopped_before_it_costs_memory() {
        assertThatThrownBy(() -> read("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>"))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("workbook-too-large"));
    }

    @Test
    void a_workbook_of_endless_blanks_is_a_bomb() {
        assertThatThrownBy(() -> read(Workbooks.row(1, " ".repeat(20 << 20))))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isIn("zip-bomb", "workbook-too-large"));
    }
}
