package io.anamnesis.web.ingest.wearable;

import org.jspecify.annotations.Nullable;

/** A column of glucose whose name ends with its unit, in one of many spellings: {@code Scan Glucose mmol/L}. */
final class GlucoseColumn {
    private GlucoseColumn() {}

    /** The UCUM unit of the column whose name begins so; null where there is no column or it says no unit. */
    static @Nullable String unit(Header header, String prefix) {
        String column = header.startingWith(prefix);
        return column == null ? null : unitIn(column);
    }

    static @Nullable String unitIn(String name) {
        if (name.contains("mg/dl")) {
            return "mg/dL";
        }
        return name.contains("mmol/l") ? "mmol/L" : null;
    }

    /** Offers the cell of the column whose name begins so; says whether it holds anything. */
    static boolean measure(Cells cells, Row row, String prefix, String metric) {
        String column = cells.header().startingWith(prefix);
        String unit = column == null ? null : unitIn(column);
        if (column == null || unit == null) {
            return false;
        }
        String value = cells.get(column);
        row.measure(column, metric, unit, value);
        return !value.isEmpty();
    }
}
