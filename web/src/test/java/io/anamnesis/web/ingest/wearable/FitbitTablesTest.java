package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FitbitTablesTest {
    private static final String ACTIVITY = "Id,ActivityDate,TotalSteps,TotalDistance,VeryActiveMinutes,"
            + "FairlyActiveMinutes,LightlyActiveMinutes,SedentaryMinutes,Calories\n";

    @Test
    void a_day_gives_its_steps_minutes_and_calories_at_its_local_beginning() {
        Collected read = Collected.text(
                ACTIVITY + "1503960366,4/12/2016,13162,8.5,25,13,328,728,1985\n",
                ReadOptions.defaults().withZone(ZoneId.of("America/New_York")));

        assertThat(read.samples()).hasSize(7).allSatisfy(sample -> {
            assertThat(sample.subject()).isEqualTo("1503960366");
            assertThat(sample.observedAt()).isEqualTo(Instant.parse("2016-04-12T04:00:00Z"));
        });
    }

    @Test
    void a_day_without_a_step_was_not_worn() {
        Collected read = Collected.text(ACTIVITY + "1,4/12/2016,0,0,0,0,0,1440,1347\n", Collected.UTC);

        assertThat(read.codes()).containsExactly("not-worn");
    }

    @Test
    void repeated_nights_are_accepted_for_their_samples_have_one_place() {
        String night = "8378563200,4/25/2016 12:00:00 AM,1,388,402\n";

        Collected read = Collected.text(
                "Id,SleepDay,TotalSleepRecords,TotalMinutesAsleep,TotalTimeInBed\n" + night + night, Collected.UTC);

        assertThat(read.report().acceptedRows()).isEqualTo(2);
        assertThat(read.of("sleep-minutes")).extracting(WearableSample::value).containsExactly(388.0, 388.0);
    }

    @Test
    void noon_and_midnight_are_told_apart() {
        Collected read = Collected.text(
                "Id,Time,Value\n1,4/1/2016 12:00:00 AM,93\n1,4/1/2016 12:00:00 PM,94\n1,4/1/2016 13:00:00 PM,95\n",
                Collected.UTC);

        assertThat(read.samples())
                .extracting(WearableSample::observedAt)
                .containsExactly(Instant.parse("2016-04-01T00:00:00Z"), Instant.parse("2016-04-01T12:00:00Z"));
        assertThat(read.codes()).containsExactly("impossible-date");
    }

    @Test
    void an_hour_may_stand_apart_from_its_date() {
        Collected read = Collected.text(
                "Id,ActivityDate,ActivityHour,TotalIntensity,AverageIntensity\n1,4/12/16,1:00 AM,8,0.133333\n",
                Collected.UTC);

        assertThat(read.samples()).singleElement().satisfies(sample -> assertThat(sample.observedAt())
                .isEqualTo(Instant.parse("2016-04-12T01:00:00Z")));
    }

    @Test
    void a_weight_without_fat_gives_weight_and_bmi() {
        Collected read = Collected.text("""
                        Id,Date,WeightKg,WeightPounds,Fat,BMI,IsManualReport,LogId
                        1,5/3/2016 11:59:59 PM,52.59,115.96,,22.65,True,1462319999000
                        """, Collected.UTC);

        assertThat(read.samples()).extracting(WearableSample::metric).containsExactly("weight", "bmi");
        assertThat(read.refusals()).isEmpty();
    }
}
