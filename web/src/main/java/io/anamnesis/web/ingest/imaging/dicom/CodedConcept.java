package io.anamnesis.web.ingest.imaging.dicom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A code of PS3.3 section 8.8.
 *
 * @param value such as {@code 118565006}
 * @param scheme whose code it is, such as {@code SCT}
 * @param meaning for people, such as {@code Volume}
 */
record CodedConcept(String value, String scheme, String meaning) {
    /** The first code of a sequence; null where it has none that is whole. */
    static @Nullable CodedConcept first(DicomDataset item, int sequence) {
        List<DicomDataset> codes = item.items(sequence);
        return codes.isEmpty() ? null : of(codes.get(0));
    }

    private static @Nullable CodedConcept of(DicomDataset code) {
        String value = code.text(Tag.CODE_VALUE);
        if (value == null) {
            value = code.text(Tag.LONG_CODE_VALUE);
        }
        if (value == null) {
            value = code.text(Tag.URN_CODE_VALUE);
        }
        if (value == null) {
            return null;
        }
        String scheme = code.text(Tag.CODING_SCHEME);
        String meaning = code.text(Tag.CODE_MEANING);
        return new CodedConcept(value, scheme == null ? "" : scheme, meaning == null ? "" : meaning);
    }
}
