package io.anamnesis.sharding.column;

import io.anamnesis.protocol.port.Digest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** What all rows have of one modality. */
final class PartColumns {
    final RoaringBitmap present = new RoaringBitmap();
    final PackedRows packed = new PackedRows();
    final NumberColumn lastObserved = new NumberColumn();
    final Map<String, NumberColumn> numbers = new HashMap<>();

    /** Replaces a row's part, and adds the names of numbers that changed. */
    void set(int row, Digest.@Nullable Part part, byte[] body, Set<String> changed) {
        if (part == null) {
            present.remove(row);
            lastObserved.clear(row);
            packed.set(row, body, 0);
            setNumbers(row, Map.of(), changed);
        } else {
            present.add(row);
            lastObserved.set(row, (double) part.lastObservedAt().toEpochMilli());
            packed.set(row, body, part.seq());
            setNumbers(row, part.numbers(), changed);
        }
    }

    private void setNumbers(int row, Map<String, Double> now, Set<String> changed) {
        for (Iterator<Map.Entry<String, NumberColumn>> all = numbers.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, NumberColumn> each = all.next();
            NumberColumn column = each.getValue();
            if (!now.containsKey(each.getKey()) && column.present().contains(row)) {
                column.clear(row);
                changed.add(each.getKey());
                if (column.present().isEmpty()) {
                    all.remove();
                }
            }
        }
        now.forEach((name, value) -> {
            if (value.isNaN() && !numbers.containsKey(name)) {
                return;
            }
            NumberColumn column = numbers.computeIfAbsent(name, any -> new NumberColumn());
            if (Double.compare(column.get(row), value) != 0) {
                column.set(row, value);
                changed.add(name);
            }
        });
    }

    long bytes() {
        long bytes = Heap.bitmap(present) + packed.bytes() + lastObserved.bytes();
        for (NumberColumn column : numbers.values()) {
            bytes += column.bytes() + 100;
        }
        return bytes;
    }
}
