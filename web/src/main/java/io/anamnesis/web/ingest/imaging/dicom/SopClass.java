package io.anamnesis.web.ingest.imaging.dicom;

import java.util.Set;

/** What kind of object a SOP class is (PS3.4 table B.5-1). */
public enum SopClass {
    STRUCTURED_REPORT,
    SEGMENTATION,
    RADIOTHERAPY,
    WAVEFORM,
    DIRECTORY,
    IMAGE_OR_OTHER;

    private static final Set<String> SEGMENTATIONS =
            Set.of("1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.5", "1.2.840.10008.5.1.4.1.1.66.7");

    /** By the uid. */
    public static SopClass of(String uid) {
        if (uid.startsWith("1.2.840.10008.5.1.4.1.1.88.")) {
            return STRUCTURED_REPORT;
        }
        if (SEGMENTATIONS.contains(uid)) {
            return SEGMENTATION;
        }
        if (uid.startsWith("1.2.840.10008.5.1.4.1.1.481.")) {
            return RADIOTHERAPY;
        }
        if (uid.startsWith("1.2.840.10008.5.1.4.1.1.9.")) {
            return WAVEFORM;
        }
        return uid.equals("1.2.840.10008.1.3.10") ? DIRECTORY : IMAGE_OR_OTHER;
    }
}
