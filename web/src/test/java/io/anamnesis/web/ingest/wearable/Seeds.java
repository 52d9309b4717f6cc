package io.anamnesis.web.ingest.wearable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One small, sound input for every format: what damage starts from. */
final class Seeds {
    private Seeds() {}

    /** Inputs by the name of the format as which they are recognised. */
    static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        text(
                seeds,
                "dexcom-clarity",
                "\uFEFFIndex,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,Device Info,"
                        + "Source Device ID,Glucose Value (mg/dL)\n1,,FirstName,,Joe,,,\n"
                        + "2,2018-11-01T00:02:05,EGV,,,,X,115\n3,2018-11-01T00:07:05,EGV,Low,,,X,Low\n"
                        + "4,2018-11-01T00:12:05,Calibration,,,,X,99\n");
        text(
                seeds,
                "freestyle-libre",
                "Glucose Data,Generated on,01-01-2021,by,\"Some, body\"\nDevice,Serial Number,Device Timestamp,"
                        + "Record Type,Historic Glucose mmol/L,Scan Glucose mmol/L,Notes,Strip Glucose mmol/L\n"
                        + "L,0,13-06-2020 08:02,0,5.4,,,\nL,0,02-06-2020 08:07,1,,5.5,\"two\nlines\",\n");
        text(
                seeds,
                "medtronic-carelink",
                "Last Name;First Name\n\"P\";\"One\"\n\n-------;G;Sensor;A;-------\nIndex;Date;Time;"
                        + "BG Reading (mg/dL);Sensor Glucose (mg/dL);ISIG Value\n0,0;2021/07/25;00:32:50;;55;12,5\n"
                        + "1,0;2021/07/25;00:37:50;70;;\n");
        text(seeds, "nightscout-sections", """
                        # CGM ENTRIES
                        Date,Time,Glucose (mg/dL),Type,Device,Trend,ID
                        "4/17/2026","7:59:42 PM","129","sgv","","","A"
                        # TREATMENTS
                        Date,Time,Event Type,Insulin (U),Carbs (g),Notes,ID
                        "4/6/2026","4:37:18 PM","B",,,,1
                        """);
        text(seeds, "nightscout-csv", """
                        "2026-04-05T20:30:29.000Z",1775421029000,162,"Flat",
                        "2026-04-05T20:25:28.000Z",1775420728000,167,"Flat",
                        """);
        text(
                seeds,
                "nightscout-json",
                "[{\"date\":1775421029000,\"dateString\":\"2026-04-05T20:30:29Z\",\"type\":\"sgv\",\"sgv\":162,"
                        + "\"x\":{\"y\":[1,2,{}]}},\n{\"date\":1775421029001,\"type\":\"mbg\",\"mbg\":1.5e2},"
                        + "{\"eventType\":\"BG Check\",\"created_at\":\"2026-04-05T20:30:29Z\",\"glucose\":5.5,"
                        + "\"units\":\"mmol\"}]");
        text(
                seeds,
                "open-mhealth",
                "{\"header\":{\"user_id\":\"u\"},\"body\":{\"step_count\":{\"value\":6000,\"unit\":\"steps\"},"
                        + "\"effective_time_frame\":{\"time_interval\":{\"start_date_time\":\"2016-02-05T06:25:00Z\","
                        + "\"duration\":{\"value\":9,\"unit\":\"h\"}}}}}");
        tables(seeds);
        seeds.put(
                "medtronic-ipro2",
                Workbooks.of(Workbooks.row(
                                1, "Index", "Timestamp", "BG Reading (mg/dL)", "ISIG Value", "Sensor Glucose (mg/dL)")
                        + Workbooks.row(2, "1", "43320.586805555555", "112", "", "")
                        + Workbooks.row(3, "2", "43320.59", "", "20.1", "110")));
        seeds.put("zip", ContainersAndLinesTest.zip(seeds.values().toArray(byte[][]::new)));
        return seeds;
    }

    private static void tables(Map<String, byte[]> seeds) {
        text(
                seeds,
                "fitbit-daily-activity",
                "Id,ActivityDate,TotalSteps,TotalDistance,SedentaryMinutes,Calories\n1,4/12/2016,13162,8.5,728,1985\n");
        text(seeds, "fitbit-heart-rate", "Id,Time,Value\n1,4/1/2016 7:54:00 AM,93\n");
        text(
                seeds,
                "fitbit-hourly-intensities",
                "Id,ActivityDate,ActivityHour,TotalIntensity,AverageIntensity\n1,4/12/16,1:00 AM,8,0.133333\n");
        text(
                seeds,
                "fitbit-sleep-days",
                "Id,SleepDay,TotalSleepRecords,TotalMinutesAsleep,TotalTimeInBed\n1,4/12/2016 12:00:00 AM,1,327,346\n");
        text(
                seeds,
                "fitbit-weight-log",
                "Id,Date,WeightKg,WeightPounds,Fat,BMI,IsManualReport,LogId\n1,5/2/2016 11:59:59 PM,52.6,116,22,22.6,True,1\n");
        text(
                seeds,
                "cgmanalyzer",
                "\"timeStamp\",\"glucoseValue\"\n\"2016:06:24:10:05\",0\n\"2016:06:24:10:08\",8.9\n");
        text(seeds, "iglu", "\"id\",\"time\",\"gl\"\n\"S 1\",\"2015-06-06 16:50:27\",153\n");
        text(
                seeds,
                "cgmanalysis-cleaned",
                "subjectid,timestamp,sensorglucose\n1,11/21/18 4:07,101\n,11/21/18 4:12,100\n");
        text(
                seeds,
                "cgmacros",
                "Timestamp,Libre GL,Dexcom GL,HR,Calories (Activity)\n2024-03-01 08:00:00,94.1,99.3,60.0,1.05\n");
        text(seeds, "d1namo", "date,time,glucose,type,comments\n2014-10-01,10:00:00,7.0,cgm,\n");
        text(seeds, "cgm-format-unified", """
                        sequence_id,original_datetime,original_glucose,quality,event_type
                        0,1961-04-12T00:56:47.000,144.0,0,EGV_READ
                        """);
        text(seeds, "generic-csv", "time\tmetric\tvalue\tunit\n2024-01-02T03:04:05Z\theart rate\t61\tbpm\n");
    }

    private static void text(Map<String, byte[]> seeds, String format, String content) {
        seeds.put(format, content.getBytes(StandardCharsets.UTF_8));
    }
}
