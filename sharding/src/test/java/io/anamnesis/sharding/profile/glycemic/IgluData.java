package io.anamnesis.sharding.profile.glycemic;

import io.anamnesis.protocol.testing.SharedTable;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The public CGM files that are not part of the project, and the values that iglu 4.3.0 gives for them. */
final class IgluData {
    /** iglu's example data carry "EST", which has no clock changes. */
    static final ZoneOffset EST = ZoneOffset.ofHours(-5);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private IgluData() {}

    record Reading(String subject, long epochMillis, double mgPerDl) {}

    /** In file order. */
    static List<Reading> readings(String name) {
        List<Reading> readings = new ArrayList<>();
        for (Map<String, String> row : SharedTable.rows("cgm/iglu/" + name)) {
            long millis = LocalDateTime.parse(SharedTable.cell(row, "time"), TIME)
                    .toInstant(EST)
                    .toEpochMilli();
            readings.add(
                    new Reading(SharedTable.cell(row, "id"), millis, Double.parseDouble(SharedTable.cell(row, "gl"))));
        }
        return readings;
    }

    static Map<String, GlucoseTrace> traces(String name) {
        Map<String, GlucoseTrace> traces = new LinkedHashMap<>();
        for (Reading reading : readings(name)) {
            traces.computeIfAbsent(reading.subject(), subject -> new GlucoseTrace())
                    .put(reading.epochMillis(), reading.mgPerDl());
        }
        return traces;
    }
}
