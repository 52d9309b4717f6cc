package io.anamnesis.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ClinicalTime.Precision;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClinicalTimeTest {
    @Test
    void a_partial_date_keeps_its_precision_and_stands_for_its_first_instant() {
        assertThat(ClinicalTime.of("2019").orElseThrow())
                .isEqualTo(new ClinicalTime("2019", Instant.parse("2019-01-01T00:00:00Z"), Precision.YEAR));
        assertThat(ClinicalTime.of("2019-05").orElseThrow())
                .isEqualTo(new ClinicalTime("2019-05", Instant.parse("2019-05-01T00:00:00Z"), Precision.MONTH));
        assertThat(ClinicalTime.of("2019-05-17").orElseThrow().precision()).isEqualTo(Precision.DAY);
        assertThat(ClinicalTime.of("2019-05-17T23:30:00-02:00").orElseThrow())
                .isEqualTo(new ClinicalTime(
                        "2019-05-17T23:30:00-02:00", Instant.parse("2019-05-18T01:30:00Z"), Precision.SECOND));
    }

    @Test
    void a_time_of_day_without_a_zone_is_a_date_only() {
        assertThat(ClinicalTime.of("2019-05-17T23:30:00").orElseThrow())
                .isEqualTo(new ClinicalTime("2019-05-17", Instant.parse("2019-05-17T00:00:00Z"), Precision.DAY));
    }

    @Test
    void what_is_no_date_is_none() {
        for (String text :
                new String[] {"", "soon", "2019-13", "2019-02-30", "0001-01-01", "9999", "2019-5-1", "20190517"}) {
            assertThat(ClinicalTime.of(text)).as(text).isEmpty();
        }
        assertThat(ClinicalTime.of("2019-05-17T10:00:00." + "0".repeat(1000) + "Z"))
                .isEmpty();
    }
}
