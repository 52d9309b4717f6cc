package io.anamnesis.web.ingest.imaging.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What in a header can tell who the patient is: the attributes that the Basic Profile of PS3.15 annex E removes, empties or
 * replaces, and every private one. A mask that takes away all of them leaves no identity in the header; burnt-in pixels are
 * another matter.
 */
public final class IdentifyingAttributes {
    private IdentifyingAttributes() {}

    /**
     * The paths of those that a data set has, sorted: a tag such as {@code 00100010}; one within the items of a sequence that
     * is itself harmless as {@code 00081115.0020000E}, which means all its items.
     */
    public static List<String> of(DicomDataset dataset) {
        Set<String> paths = new TreeSet<>();
        collect(dataset, "", paths);
        return new ArrayList<>(paths);
    }

    private static void collect(DicomDataset dataset, String prefix, Set<String> paths) {
        for (DicomElement element : dataset.elements()) {
            String path = prefix + Tag.hex(element.tag());
            if ((element.tag() & 0xffff) == 0) {
                continue;
            }
            if (AttributeDictionary.identifies(element.tag())) {
                paths.add(path);
            } else {
                for (DicomDataset item : element.items()) {
                    collect(item, path + ".", paths);
                }
            }
        }
    }
}
