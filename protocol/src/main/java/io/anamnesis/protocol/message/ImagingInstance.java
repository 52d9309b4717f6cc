package io.anamnesis.protocol.message;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One DICOM object of a series: an image, a segmentation, a report, a plan.
 *
 * @param sopInstanceUid DICOM (0008,0018)
 * @param sopClassUid DICOM (0008,0016), where given
 * @param instanceNumber DICOM (0020,0013), where given
 * @param frames DICOM (0028,0008), where given; at least 1
 * @param rows DICOM (0028,0010), where it is an image
 * @param columns DICOM (0028,0011), where it is an image
 * @param transferSyntaxUid how the file was written, where stated
 * @param studyDescription DICOM (0008,1030), where given
 * @param studyDate DICOM (0008,0020), where given
 * @param seriesDescription DICOM (0008,103E), where given
 * @param seriesDate DICOM (0008,0021), where given
 * @param header all attributes but the pixels, as DICOM JSON (PS3.18 annex F); at most {@value #MAX_HEADER_CHARS} characters;
 *     null where it is longer or was left out
 * @param identifyingAttributes what in the header can tell who the patient is: tags such as {@code 00100010}, within items
 *     as {@code 00081115.0020000E}; at most {@value #MAX_IDENTIFYING}
 */
public record ImagingInstance(
        String sopInstanceUid,
        @Nullable String sopClassUid,
        @Nullable Integer instanceNumber,
        @Nullable Integer frames,
        @Nullable Integer rows,
        @Nullable Integer columns,
        @Nullable String transferSyntaxUid,
        @Nullable String studyDescription,
        @Nullable LocalDate studyDate,
        @Nullable String seriesDescription,
        @Nullable LocalDate seriesDate,
        @Nullable String header,
        List<String> identifyingAttributes) {
    /** The longest unique identifier (PS3.5 section 9.1). */
    public static final int MAX_UID_CHARS = 64;

    /** A description has at most 64 characters in DICOM; some writers don't count. */
    public static final int MAX_DESCRIPTION_CHARS = 1_024;

    public static final int MAX_HEADER_CHARS = 262_144;
    public static final int MAX_IDENTIFYING = 2_000;

    /** @throws IllegalArgumentException where something is longer than its limit, or a count is negative */
    public ImagingInstance {
        atMost("sopInstanceUid", sopInstanceUid, MAX_UID_CHARS);
        atMost("sopClassUid", sopClassUid, MAX_UID_CHARS);
        atMost("transferSyntaxUid", transferSyntaxUid, MAX_UID_CHARS);
        atMost("studyDescription", studyDescription, MAX_DESCRIPTION_CHARS);
        atMost("seriesDescription", seriesDescription, MAX_DESCRIPTION_CHARS);
        atMost("header", header, MAX_HEADER_CHARS);
        if (identifyingAttributes.size() > MAX_IDENTIFYING) {
            throw new IllegalArgumentException(
                    "at most " + MAX_IDENTIFYING + " identifying attributes, here " + identifyingAttributes.size());
        }
        identifyingAttributes = List.copyOf(identifyingAttributes);
    }

    private static void atMost(String name, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw new IllegalArgumentException(name + " has at most " + most + " characters, here " + text.length());
        }
    }

    /** Says which object, never what it holds. */
    @Override
    public String toString() {
        return "ImagingInstance[" + sopInstanceUid + "]";
    }
}
