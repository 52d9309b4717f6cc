package io.anamnesis.sharding.column;

import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.Occasion;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
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
    /** Of the rows that have any; few have. */
    private final Map<Integer, List<Occasion>> earlier = new HashMap<>();

    private long earlierBytes;

    /** Replaces a row's part, and adds the names of numbers that changed. */
    void set(int row, Digest.@Nullable Part part, byte[] body, Set<String> changed) {
        if (part == null) {
            present.remove(row);
            lastObserved.clear(row);
            packed.set(row, body, 0);
            setNumbers(row, Map.of(), changed);
            setEarlier(row, List.of());
        } else {
            present.add(row);
            lastObserved.set(row, (double) part.lastObservedAt().toEpochMilli());
            packed.set(row, body, part.seq());
            setNumbers(row, part.numbers(), changed);
            setEarlier(row, part.earlier());
        }
    }

    /** What came before what the numbers tell of, the latest first. */
    List<Occasion> earlier(int row) {
        return earlier.getOrDefault(row, List.of());
    }

    private void setEarlier(int row, List<Occasion> now) {
        List<Occasion> before = now.isEmpty() ? earlier.remove(row) : earlier.put(row, now);
        earlierBytes += bytes(now) - (before == null ? 0 : bytes(before));
    }

    private static long bytes(List<Occasion> occasions) {
        long bytes = occasions.isEmpty() ? 0 : 88;
        for (Occasion each : occasions) {
            bytes += Heap.REFERENCE + each.bytes();
        }
        return bytes;
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
        long bytes = Heap.bitmap(present) + packed.bytes() + lastObserved.bytes() + earlierBytes;
        for (NumberColumn column : numbers.values()) {
            bytes += column.bytes() + 100;
        }
        return bytes;
    }
}
