package io.anamnesis.web.ingest.wearable;

import static io.anamnesis.web.ingest.wearable.DateOrder.MONTH_FIRST;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fitbit data as Fitabase exports them: American dates, distances in kilometres, no zone. A value over a day or an hour
 * stands at the beginning of it. Exactly repeated rows are accepted: their samples have one place.
 */
final class FitbitTables {
    private FitbitTables() {}

    static List<TableLayout> all() {
        return List.of(dailyActivity(), heartRate(), hourlyIntensities(), sleepDays(), weightLog());
    }

    private static TableLayout dailyActivity() {
        WearableFormat format = new WearableFormat(
                "fitbit-daily-activity",
                "a header with Id, ActivityDate, TotalSteps, SedentaryMinutes, Calories",
                "steps {steps}, distance km, very-active-minutes, fairly-active-minutes, lightly-active-minutes,"
                        + " sedentary-minutes min, calories kcal; a day without a step is not-worn");
        return ColumnLayout.with(format, "id", "activitydate", "totalsteps", "sedentaryminutes", "calories")
                .subject("id")
                .time("activitydate")
                .dates(MONTH_FIRST)
                .measure("totalsteps", "steps", "{steps}")
                .measure("totaldistance", "distance", "km")
                .measure("veryactiveminutes", "very-active-minutes", "min")
                .measure("fairlyactiveminutes", "fairly-active-minutes", "min")
                .measure("lightlyactiveminutes", "lightly-active-minutes", "min")
                .measure("sedentaryminutes", "sedentary-minutes", "min")
                .measure("calories", "calories", "kcal")
                .refuse(FitbitTables::notWorn);
    }

    /** Such a day has 1,440 sedentary minutes and the basal calories: a fold would take it for a day in bed. */
    private static @Nullable Fault notWorn(Cells cells) {
        return cells.get("totalsteps").equals("0") ? Fault.NOT_WORN : null;
    }

    private static TableLayout heartRate() {
        WearableFormat format = new WearableFormat(
                "fitbit-heart-rate", "the header Id, Time, Value and nothing else", "heart-rate /min");
        return ColumnLayout.only(format, "id", "time", "value")
                .subject("id")
                .time("time")
                .dates(MONTH_FIRST)
                .measure("value", "heart-rate", "/min");
    }

    private static TableLayout hourlyIntensities() {
        WearableFormat format = new WearableFormat(
                "fitbit-hourly-intensities",
                "a header with Id, ActivityHour, TotalIntensity, AverageIntensity",
                "intensity {intensity} summed over the hour; the average is the same number divided by 60");
        return new FitbitHours(format);
    }

    private static TableLayout sleepDays() {
        WearableFormat format = new WearableFormat(
                "fitbit-sleep-days",
                "a header with Id, SleepDay, TotalMinutesAsleep, TotalTimeInBed",
                "sleep-minutes, time-in-bed-minutes min");
        return ColumnLayout.with(format, "id", "sleepday", "totalminutesasleep", "totaltimeinbed")
                .subject("id")
                .time("sleepday")
                .dates(MONTH_FIRST)
                .measure("totalminutesasleep", "sleep-minutes", "min")
                .measure("totaltimeinbed", "time-in-bed-minutes", "min");
    }

    private static TableLayout weightLog() {
        WearableFormat format = new WearableFormat(
                "fitbit-weight-log",
                "a header with Id, Date, WeightKg, BMI, LogId",
                "weight kg, bmi kg/m2, body-fat %; the pounds are the same weight and are left");
        return ColumnLayout.with(format, "id", "date", "weightkg", "bmi", "logid")
                .subject("id")
                .time("date")
                .dates(MONTH_FIRST)
                .measure("weightkg", "weight", "kg")
                .measure("bmi", "bmi", "kg/m2")
                .measure("fat", "body-fat", "%");
    }

    /** The hour stands in one column or, as in older exports, apart from its date. */
    private record FitbitHours(WearableFormat format) implements TableLayout {
        @Override
        public boolean isHeader(Header header) {
            return header.has("id", "activityhour", "totalintensity", "averageintensity");
        }

        @Override
        public DateOrder documentedOrder() {
            return MONTH_FIRST;
        }

        @Override
        public TableRows begin(Header header) {
            return (cells, row) -> {
                row.subject(cells.get("id"));
                row.time(cells.get("activitydate") + " " + cells.get("activityhour"));
                row.measure("totalintensity", "intensity", "{intensity}", cells.get("totalintensity"));
            };
        }
    }
}
