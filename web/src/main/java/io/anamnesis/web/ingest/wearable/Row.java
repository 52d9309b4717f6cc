package io.anamnesis.web.ingest.wearable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The row at hand: a reader says what it finds in it, then {@link #end()} decides. A row is accepted if it gives at least
 * one sample. What is missing is judged before the time is, so that a row of settings without time is a row without
 * measurement.
 */
final class Row {
    private final Tally tally;
    private final Clock clock;
    private final char separator;
    private final @Nullable String patient;
    private final List<Cell> cells = new ArrayList<>();

    private long line;
    private @Nullable String element;
    private @Nullable String subject;
    private @Nullable String device;
    private String time = "";
    private Clock.@Nullable Reading reading;
    private @Nullable Fault fault;

    Row(Tally tally, Clock clock, char separator, @Nullable String patient) {
        this.tally = tally;
        this.clock = clock;
        this.separator = separator;
        this.patient = patient;
    }

    Clock clock() {
        return clock;
    }

    void begin(long rowLine, @Nullable String rowElement) {
        line = rowLine;
        element = rowElement;
        subject = patient;
        device = null;
        time = "";
        reading = null;
        fault = null;
        cells.clear();
    }

    /** Names whose row this is; blank changes nothing. */
    void subject(String id) {
        if (!id.isBlank()) {
            subject = id;
        }
    }

    /** Names what measured; blank changes nothing. */
    void device(String name) {
        if (!name.isBlank()) {
            device = name;
        }
    }

    /** The time as written, read when the row turns out to hold a measurement. */
    void time(String text) {
        time = text;
    }

    /** The time as the format defines it. */
    void time(Clock.Reading given) {
        reading = given;
    }

    /** Refuses the row; the first reason stays. */
    void refuse(Fault why) {
        if (fault == null) {
            fault = why;
        }
    }

    /** Offers a cell that holds a measurement; a blank one changes nothing. */
    void measure(String column, String metric, String unit, String text) {
        measure(column, metric, unit, device, text);
    }

    void measure(String column, String metric, String unit, @Nullable String cellDevice, String text) {
        if (!text.isBlank()) {
            cells.add(new Cell(column, metric, unit, cellDevice, text, null));
        }
    }

    /** Refuses one cell; the row stands if another cell gives a sample. */
    void refuseCell(String column, Fault why) {
        cells.add(new Cell(column, "", "", null, "", why));
    }

    void end() {
        if (fault == null && cells.isEmpty()) {
            fault = Fault.NO_MEASUREMENT;
        }
        Instant at = fault == null ? observedAt() : null;
        if (at == null) {
            tally.refuseRow(line, element, fault == null ? Fault.MISSING_TIME : fault);
            return;
        }
        List<WearableSample> samples = new ArrayList<>(cells.size());
        List<Cell> refusedCells = new ArrayList<>();
        for (Cell cell : cells) {
            read(cell, at, samples, refusedCells);
        }
        if (samples.isEmpty()) {
            tally.refuseRow(line, place(refusedCells.get(0).column), faultOf(refusedCells.get(0)));
            return;
        }
        tally.accept(samples);
        refusedCells.forEach(cell -> tally.refuseCell(line, place(cell.column), faultOf(cell)));
    }

    private @Nullable Instant observedAt() {
        Clock.Reading read = reading != null ? reading : clock.read(time);
        fault = read.fault();
        return read.instant();
    }

    private void read(Cell cell, Instant at, List<WearableSample> samples, List<Cell> refusedCells) {
        if (cell.fault != null) {
            refusedCells.add(cell);
            return;
        }
        Numeral number = Numeral.read(cell.text, separator);
        Fault why = number.fault();
        if (why == null && !Plausible.value(cell.metric, cell.unit, number.value())) {
            why = Fault.IMPLAUSIBLE_VALUE;
        }
        if (why == null) {
            samples.add(new WearableSample(line, subject, cell.metric, cell.unit, cell.device, at, number.value()));
        } else {
            refusedCells.add(cell.refused(why));
        }
    }

    private static Fault faultOf(Cell cell) {
        return cell.fault == null ? Fault.MALFORMED_VALUE : cell.fault;
    }

    private String place(String column) {
        return element == null ? column : element + "." + column;
    }

    private record Cell(
            String column,
            String metric,
            String unit,
            @Nullable String device,
            String text,
            @Nullable Fault fault) {
        Cell refused(Fault why) {
            return new Cell(column, metric, unit, device, text, why);
        }
    }
}
