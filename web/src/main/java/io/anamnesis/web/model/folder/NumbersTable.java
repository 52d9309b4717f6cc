package io.anamnesis.web.model.folder;

import io.anamnesis.protocol.model.TrainingFolder;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of numbers: {@code id}, then a number a column; an empty cell, {@code NA} or {@code NaN} is a missing one.
 *
 * @param columns without the id
 * @param patients by id
 */
record NumbersTable(CsvFile file, List<String> columns, Map<String, NumbersTable.Numbers> patients) {
    private static final Set<String> MISSING = Set.of("", "NA", "NaN", "nan");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");
    private static final int MOST_ID_CHARS = 200;

    /** One row. */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    record Numbers(long line, float[] values) {}

    /** How many cells all files of a folder may still have. */
    interface Budget {
        /**
         * Counts some more.
         *
         * @throws FolderFault where that is too many
         */
        void take(CsvFile file, int cells) throws FolderFault;
    }

    static NumbersTable read(CsvFile file, FolderSettings settings, Budget budget) throws FolderFault, IOException {
        List<String> header = file.header();
        if (!header.get(0).equals("id") || header.size() < 2) {
            throw FolderFault.at(
                    file.name(), file.headerLine(), "the column id is expected first, then a number a column");
        }
        if (header.size() - 1 > settings.maxColumns()) {
            throw FolderFault.tooLarge(
                    file.name(),
                    "it has " + (header.size() - 1) + " columns of numbers, at most " + settings.maxColumns()
                            + " are taken");
        }
        Map<String, Numbers> patients = new HashMap<>();
        for (CsvFile.Row row = file.next(); row != null; row = file.next()) {
            budget.take(file, header.size() - 1);
            float[] values = new float[header.size() - 1];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) number(file, row, i + 1);
                if (Float.isInfinite(values[i])) {
                    throw FolderFault.at(file.name(), row.line(), header.get(i + 1), "the number is too large");
                }
            }
            Numbers before = patients.put(id(file, row, 0), new Numbers(row.line(), values));
            if (before != null) {
                throw FolderFault.at(
                        file.name(), row.line(), "id", "the patient is there twice, first in line " + before.line());
            }
        }
        return new NumbersTable(file, header.subList(1, header.size()), patients);
    }

    /** The id of a row. */
    static String id(CsvFile file, CsvFile.Row row, int column) throws FolderFault {
        String id = row.cells().get(column).strip();
        if (id.isEmpty() || id.length() > MOST_ID_CHARS) {
            throw FolderFault.at(
                    file.name(),
                    row.line(),
                    "id",
                    "the id of a patient is expected, 1 to " + MOST_ID_CHARS + " characters");
        }
        return id;
    }

    /** A cell as a number; NaN where it is missing. */
    static double number(CsvFile file, CsvFile.Row row, int column) throws FolderFault {
        String cell = row.cells().get(column).strip();
        if (MISSING.contains(cell)) {
            return Double.NaN;
        }
        if (!NUMBER.matcher(cell).matches()) {
            throw FolderFault.at(
                    file.name(),
                    row.line(),
                    file.header().get(column),
                    "a number is expected, such as 4.5, or nothing or NA where it is missing");
        }
        return Double.parseDouble(cell);
    }

    /** What it was read from, with how many of its rows are of others than these. */
    TrainingFolder.Source source(Set<String> named) {
        int strangers = (int)
                patients.keySet().stream().filter(id -> !named.contains(id)).count();
        return file.source(strangers);
    }
}
