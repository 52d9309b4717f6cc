package io.anamnesis.web.ingest.wearable;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one format lays out its tables. */
interface TableLayout {
    WearableFormat format();

    /** Whether this row of names begins a table of the format. */
    boolean isHeader(Header header);

    /** Whether this row parts sections and holds no data. */
    default boolean isMark(List<String> cells) {
        return false;
    }

    /** The order of day and month, if the format documents one. */
    default @Nullable DateOrder documentedOrder() {
        return null;
    }

    /** Begins a table; what it returns may keep what concerns the whole table, such as the subject. */
    TableRows begin(Header header);

    /** Reads the rows of one table. */
    @FunctionalInterface
    interface TableRows {
        void read(Cells cells, Row row);
    }
}
