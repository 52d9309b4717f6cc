package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {
    private static final Clock NEW_YORK = new Clock(ZoneId.of("America/New_York"), DateOrder.MONTH_FIRST, null);

    @ParameterizedTest
    @CsvSource({
        "2015-03-07 02:30, 2015-03-07T07:30:00Z",
        "2015/03/07 02:30:01, 2015-03-07T07:30:01Z",
        "2015:03:07:02:30, 2015-03-07T07:30:00Z",
        "2015-03-07T02:30:01.25, 2015-03-07T07:30:01.25Z",
        "2015-03-07T02:30Z, 2015-03-07T02:30:00Z",
        "2015-03-07T02:30+0530, 2015-03-06T21:00:00Z",
        "3/7/15 2:30 PM, 2015-03-07T19:30:00Z",
        "03-07-2015 02:30, 2015-03-07T07:30:00Z",
        "3/7/2015, 2015-03-07T05:00:00Z",
    })
    void a_time_is_read_as_written(String text, String instant) {
        assertThat(NEW_YORK.read(text).instant()).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @CsvSource({
        "2015-03-08 02:30, impossible-local-time",
        "2015-11-01 01:30, ambiguous-local-time",
        "2015-02-30 01:30, impossible-date",
        "13/7/15 2:30, impossible-date",
        "2015-03-07 25:00, impossible-date",
        "2015-03-07 13:00 PM, impossible-date",
        "1775421029000, ambiguous-epoch",
        "yesterday, malformed-time",
        "1815-03-07 02:30, implausible-time",
        "9999-03-07 02:30, implausible-time",
        "'', missing-time",
    })
    void a_time_that_is_none_is_a_fault(String text, String code) {
        Fault fault = NEW_YORK.read(text).fault();

        assertThat(fault).isNotNull().extracting(Fault::code).isEqualTo(code);
    }

    @Test
    void a_local_time_needs_a_zone_and_a_time_with_offset_does_not() {
        Clock nowhere = new Clock(null, null, null);

        assertThat(nowhere.read("2015-03-07 02:30").fault()).isEqualTo(Fault.ZONE_REQUIRED);
        assertThat(nowhere.read("2015-03-07 02:30 UTC").instant()).isEqualTo(Instant.parse("2015-03-07T02:30:00Z"));
    }
}
