package io.anamnesis.web.ingest.wearable;

/** A permanent code and what it means to people. Reasons are constants, so none can quote a cell. */
record Fault(String code, String reason) {
    static final Fault NO_MEASUREMENT =
            new Fault("no-measurement", "the row holds an event, a note or a setting, but no measurement");
    static final Fault MISSING_VALUE = new Fault("missing-value", "the measurement is empty or marked as missing");
    static final Fault MALFORMED_VALUE = new Fault("malformed-value", "expected a number in the measurement's cell");
    static final Fault AMBIGUOUS_NUMBER =
            new Fault("ambiguous-number", "the mark before three digits can be a decimal or a thousands mark");
    static final Fault IMPLAUSIBLE_VALUE =
            new Fault("implausible-value", "the number is outside what this metric can be in this unit");
    static final Fault CENSORED_LOW =
            new Fault("censored-low", "the device says below its range; how far below is unknown");
    static final Fault CENSORED_HIGH =
            new Fault("censored-high", "the device says above its range; how far above is unknown");
    static final Fault SENSOR_CODE =
            new Fault("sensor-code", "numbers below 13 are status codes of the sensor in this format, not glucose");
    static final Fault FLAGGED_BY_SOURCE =
            new Fault("flagged-by-source", "the source marks this value as not measured as such");
    static final Fault EXCLUDED_BY_SOURCE =
            new Fault("excluded-by-source", "the source marks this row as excluded from its analysis");
    static final Fault NOT_WORN = new Fault("not-worn", "a day without a step: the tracker was not worn");
    static final Fault UNIT_REQUIRED =
            new Fault("unit-required", "neither a column nor the header says the unit of this measurement");
    static final Fault UNKNOWN_UNIT = new Fault("unknown-unit", "the unit is not one that this measurement can have");
    static final Fault UNKNOWN_METRIC =
            new Fault("unknown-metric", "the metric's name has characters other than letters, digits and dashes");
    static final Fault MISSING_TIME = new Fault("missing-time", "the measurement has no time");
    static final Fault INTERVAL_REQUIRED =
            new Fault("interval-required", "this measurement belongs to an interval and has none with a start");
    static final Fault MALFORMED_TIME = new Fault("malformed-time", "the time has none of the known forms");
    static final Fault IMPOSSIBLE_DATE =
            new Fault("impossible-date", "there is no such day or hour, in the stated order of day and month");
    static final Fault IMPLAUSIBLE_TIME =
            new Fault("implausible-time", "the time is before 1900, after 2099, or an interval ends before it begins");
    static final Fault TIME_MISMATCH = new Fault("time-mismatch", "the two times of the row differ");
    static final Fault AMBIGUOUS_EPOCH =
            new Fault("ambiguous-epoch", "a bare number can be seconds or milliseconds; the format doesn't say which");
    static final Fault ZONE_REQUIRED =
            new Fault("zone-required", "the time is local; give the zone in which the device's clock ran");
    static final Fault AMBIGUOUS_LOCAL_TIME =
            new Fault("ambiguous-local-time", "the clock was set back: this local time happened twice");
    static final Fault IMPOSSIBLE_LOCAL_TIME =
            new Fault("impossible-local-time", "the clock was set forward: this local time never happened");
    static final Fault AMBIGUOUS_DATE_ORDER = new Fault(
            "ambiguous-date-order",
            "day and month can be either way round and the file proves neither; give the order");
    static final Fault LINE_TOO_LONG = new Fault("line-too-long", "the line is longer than the limit");
    static final Fault INVALID_UTF_8 = new Fault("invalid-utf-8", "the line is not UTF-8");
    static final Fault UNCLOSED_QUOTE =
            new Fault("malformed-row", "a quote is opened and not closed within the limit of a row");
    static final Fault TOO_MANY_CELLS =
            new Fault("malformed-row", "more cells than the header has; a separator has split a cell");
    static final Fault NOT_AN_OBJECT = new Fault("malformed-row", "expected a JSON object");
    static final Fault REPEATED_FIELD = new Fault("malformed-row", "a field of the JSON object occurs twice");
    static final Fault SCHEMA_VIOLATION =
            new Fault("schema-violation", "a field has a value outside the schema's vocabulary");
}
