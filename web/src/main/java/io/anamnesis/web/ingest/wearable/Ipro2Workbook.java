package io.anamnesis.web.ingest.wearable;

import io.anamnesis.web.ingest.reading.Spool;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * Medtronic iPro2 workbooks: a block about patient and device, then one table. The workbook is set aside in a file because
 * its parts are read at random. Rows of nothing but formatting aren't rows.
 */
final class Ipro2Workbook implements FormatReader {
    private static final WearableFormat FORMAT = new WearableFormat(
            "medtronic-ipro2",
            "a workbook (xlsx) whose first sheet has a header with Index, Timestamp, BG Reading, ISIG Value, Sensor Glucose",
            "glucose (sensor), blood-glucose (meter) mg/dL or mmol/L; recorder events are no-measurement");

    @Override
    public WearableFormat format() {
        return FORMAT;
    }

    /** An archive's first entry shows that it is a workbook, not which: that is found when the sheet is read. */
    @Override
    public boolean recognises(Opening opening) {
        return opening.isWorkbook();
    }

    @Override
    public void read(Opening opening, InputStream in, Pass pass) throws IOException {
        try (Spool spool = Spool.of(in)) {
            new SheetGuard(pass.options().maxBytes()).check(spool.file());
            rows(spool, pass);
        }
    }

    private static void rows(Spool spool, Pass pass) throws IOException {
        TableReader.Table table = new TableReader.Table(new Layout(), pass.row(','));
        try (ReadableWorkbook workbook = opened(spool)) {
            Iterator<org.dhatim.fastexcel.reader.Row> rows = guarded(() -> rowsOf(workbook));
            while (guarded(rows::hasNext)) {
                org.dhatim.fastexcel.reader.Row row = guarded(rows::next);
                List<String> cells = guarded(() -> texts(row));
                if (!cells.stream().allMatch(String::isBlank)) {
                    table.take(row.getRowNum(), cells, null);
                }
            }
        }
        if (!table.begun()) {
            throw new UnreadableInput(
                    "unrecognised-format", "the workbook's first sheet has no header of an iPro2 export", "workbook");
        }
    }

    private static ReadableWorkbook opened(Spool spool) throws IOException {
        File file = spool.file().toFile();
        return guarded(() -> new ReadableWorkbook(file));
    }

    private static Iterator<org.dhatim.fastexcel.reader.Row> rowsOf(ReadableWorkbook workbook) throws IOException {
        return workbook.getFirstSheet().openStream().iterator();
    }

    private static List<String> texts(org.dhatim.fastexcel.reader.Row row) {
        List<String> texts = new ArrayList<>();
        for (Cell cell : row) {
            texts.add(cell == null || cell.getType() == CellType.EMPTY ? "" : text(cell));
        }
        return texts;
    }

    private static String text(Cell cell) {
        String text = cell.getType() == CellType.NUMBER ? cell.getRawValue() : cell.getText();
        return text == null ? "" : text;
    }

    /** The library meets a broken workbook with many kinds of exceptions; the sink's own must not be among those caught. */
    private static <T> T guarded(LibraryCall<T> call) {
        try {
            return call.run();
        } catch (RuntimeException | IOException e) {
            throw new UnreadableInput("malformed-workbook", "the workbook stops being one here", "workbook");
        }
    }

    /** A call into the library. */
    @FunctionalInterface
    private interface LibraryCall<T> {
        T run() throws IOException;
    }

    /** The one table of an iPro2 export. */
    private static final class Layout implements TableLayout {
        private static final Pattern SERIAL = Pattern.compile("\\d{1,6}(?:\\.\\d+)?(?:E-?\\d+)?");
        private static final LocalDateTime SERIAL_EPOCH = LocalDateTime.of(1899, 12, 30, 0, 0);
        private static final int SECONDS_PER_DAY = 86_400;

        @Override
        public WearableFormat format() {
            return FORMAT;
        }

        @Override
        public boolean isHeader(Header header) {
            return header.has("index", "timestamp", "isig value")
                    && GlucoseColumn.unit(header, "bg reading (") != null
                    && GlucoseColumn.unit(header, "sensor glucose (") != null;
        }

        @Override
        public TableRows begin(Header header) {
            return (cells, row) -> {
                if (isTrue(cells.get("excluded"))) {
                    row.refuse(Fault.EXCLUDED_BY_SOURCE);
                }
                Clock.Reading serial = serial(cells.get("timestamp"), row.clock());
                if (serial != null) {
                    row.time(serial);
                } else {
                    row.time(cells.get("timestamp"));
                }
                GlucoseColumn.measure(cells, row, "sensor glucose (", "glucose");
                GlucoseColumn.measure(cells, row, "bg reading (", "blood-glucose");
            };
        }

        private static boolean isTrue(String text) {
            return text.equalsIgnoreCase("true") || text.equals("1");
        }

        /** A spreadsheet's time is a number of days; its fraction is rounded, so the nearest second is meant. */
        private static Clock.@Nullable Reading serial(String text, Clock clock) {
            if (!SERIAL.matcher(text).matches()) {
                return null;
            }
            return clock.local(SERIAL_EPOCH.plusSeconds(Math.round(Double.parseDouble(text) * SECONDS_PER_DAY)));
        }
    }
}
