package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.web.Edge;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no body of a test makes a store request end in. */
class StoreReportTest {
    private final StoreReport report = new StoreReport();

    private JsonNode end() {
        report.summary(Map.of(), null);
        return Edge.json(report.take().toString());
    }

    @Test
    void a_part_of_which_some_was_stored_and_some_refused_by_the_patient_is_stored_with_a_warning() {
        // Given: whichever comes first
        report.part(1);
        report.object(1, "1.2", "1.2.3");
        report.accepted(1, "m-1", 4);
        report.rejected(1, "m-2", new Rejection.Overloaded(8));
        report.part(2);
        report.object(2, "1.2", "1.2.4");
        report.rejected(2, "m-3", new Rejection.Overloaded(8));
        report.accepted(2, "m-4", 5);

        // When
        JsonNode module = end();

        // Then
        assertThat(report.status(409)).isEqualTo(202);
        assertThat(module.at("/00081199/Value")).hasSize(2);
        module.at("/00081199/Value")
                .forEach(
                        item -> assertThat(item.at("/00081196/Value/0").asInt()).isEqualTo(0xB006));
        assertThat(module.has("00081198")).isFalse();
    }

    @Test
    void a_part_that_was_stored_whole_has_no_warning() {
        report.part(1);
        report.object(1, "1.2", "1.2.3");
        report.accepted(1, "m-1", 4);
        report.duplicate(1, "m-2", 3);

        JsonNode module = end();

        assertThat(report.status(409)).isEqualTo(200);
        assertThat(module.at("/00081199/Value/0").has("00081196")).isFalse();
    }
}
