package io.anamnesis.web.ingest.imaging.dicom;

import io.anamnesis.web.ingest.reading.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a DICOMDIR (PS3.3 annex F): its records refer to each other by their byte in the file. Each record is taken once,
 * so that references in a circle end.
 *
 * @param roots patients, as a rule
 * @param refused references that lead nowhere, or back, and records that none leads to
 */
public record DicomDirectory(List<DirectoryRecord> roots, List<Refusal> refused) {
    private static final int MAX_DEPTH = 16;

    public DicomDirectory {
        roots = List.copyOf(roots);
        refused = List.copyOf(refused);
    }

    /**
     * One entry.
     *
     * @param type such as {@code STUDY}
     * @param attributes its keys
     * @param file the path of the referenced file from the directory's folder, parts in order; empty where it has none
     */
    public record DirectoryRecord(
            String type, DicomDataset attributes, List<String> file, List<DirectoryRecord> children) {}

    /** Whether a file has directory records, or the place for them. */
    public static boolean isDirectory(DicomFile file) {
        return file.dataset().element(Tag.DIRECTORY_RECORD_SEQUENCE) != null;
    }

    /** The tree, as far as its references hold. */
    public static DicomDirectory of(DicomFile file) {
        Walk walk = new Walk();
        for (DicomDataset record : file.dataset().items(Tag.DIRECTORY_RECORD_SEQUENCE)) {
            walk.byPosition.put(record.position(), record);
        }
        List<DirectoryRecord> roots =
                walk.chain(offset(file.dataset(), Tag.FIRST_RECORD_OFFSET), Tag.FIRST_RECORD_OFFSET, 0);
        walk.unreached();
        return new DicomDirectory(roots, walk.complaints.list());
    }

    private static long offset(DicomDataset dataset, int tag) {
        Double offset = dataset.number(tag);
        return offset == null ? 0 : offset.longValue();
    }

    /** Every record with its path, from the roots down. */
    public List<List<DirectoryRecord>> leaves() {
        List<List<DirectoryRecord>> leaves = new ArrayList<>();
        roots.forEach(root -> collect(root, List.of(), leaves));
        return leaves;
    }

    private static void collect(
            DirectoryRecord record, List<DirectoryRecord> above, List<List<DirectoryRecord>> leaves) {
        List<DirectoryRecord> path = new ArrayList<>(above);
        path.add(record);
        if (record.children().isEmpty()) {
            leaves.add(path);
        }
        record.children().forEach(child -> collect(child, path, leaves));
    }

    private static final class Walk {
        private final Map<Long, DicomDataset> byPosition = new HashMap<>();
        private final Set<Long> seen = new HashSet<>();
        private final Complaints complaints = new Complaints();

        /** A record and those beside it; 0 ends a chain. */
        List<DirectoryRecord> chain(long first, int reference, int depth) {
            List<DirectoryRecord> records = new ArrayList<>();
            long at = first;
            int by = reference;
            while (at != 0) {
                DicomDataset record = placed(at, by, depth);
                if (record == null) {
                    return records;
                }
                String type = record.text(Tag.RECORD_TYPE);
                records.add(new DirectoryRecord(
                        type == null ? "" : type,
                        record,
                        record.texts(Tag.REFERENCED_FILE_ID),
                        chain(offset(record, Tag.LOWER_RECORD_OFFSET), Tag.LOWER_RECORD_OFFSET, depth + 1)));
                at = offset(record, Tag.NEXT_RECORD_OFFSET);
                by = Tag.NEXT_RECORD_OFFSET;
            }
            return records;
        }

        private @Nullable DicomDataset placed(long at, int reference, int depth) {
            DicomDataset record = byPosition.get(at);
            if (record == null) {
                complaints.add("dangling-offset", reference, at, "no directory record begins at this byte");
            } else if (depth > MAX_DEPTH) {
                complaints.add(
                        "too-deep", reference, at, "the limit is " + MAX_DEPTH + " levels and the directory has more");
            } else if (seen.add(at)) {
                return record;
            } else {
                complaints.add("cyclic-directory", reference, at, "this record was referred to before");
            }
            return null;
        }

        void unreached() {
            byPosition.keySet().stream()
                    .filter(at -> !seen.contains(at))
                    .sorted()
                    .forEach(at -> complaints.add(
                            "unreached-record",
                            Tag.DIRECTORY_RECORD_SEQUENCE,
                            at,
                            "no reference leads to this directory record"));
        }
    }
}
