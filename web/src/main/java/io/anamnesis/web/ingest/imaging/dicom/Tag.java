package io.anamnesis.web.ingest.imaging.dicom;

import java.util.Locale;

/** A tag is group and element in one int, compared unsigned. Here are those that the readers ask for, and their spelling. */
public final class Tag {
    public static final int TRANSFER_SYNTAX_UID = 0x00020010;
    public static final int DIRECTORY_RECORD_SEQUENCE = 0x00041220;
    public static final int FIRST_RECORD_OFFSET = 0x00041200;
    public static final int NEXT_RECORD_OFFSET = 0x00041400;
    public static final int LOWER_RECORD_OFFSET = 0x00041420;
    public static final int RECORD_TYPE = 0x00041430;
    public static final int REFERENCED_FILE_ID = 0x00041500;
    public static final int SPECIFIC_CHARACTER_SET = 0x00080005;
    public static final int SOP_CLASS_UID = 0x00080016;
    public static final int SOP_INSTANCE_UID = 0x00080018;
    public static final int STUDY_DATE = 0x00080020;
    public static final int SERIES_DATE = 0x00080021;
    public static final int ACQUISITION_DATE = 0x00080022;
    public static final int CONTENT_DATE = 0x00080023;
    public static final int ACQUISITION_DATE_TIME = 0x0008002A;
    public static final int STUDY_TIME = 0x00080030;
    public static final int SERIES_TIME = 0x00080031;
    public static final int ACQUISITION_TIME = 0x00080032;
    public static final int CONTENT_TIME = 0x00080033;
    public static final int MODALITY = 0x00080060;
    public static final int CODE_VALUE = 0x00080100;
    public static final int CODING_SCHEME = 0x00080102;
    public static final int CODE_MEANING = 0x00080104;
    public static final int LONG_CODE_VALUE = 0x00080119;
    public static final int URN_CODE_VALUE = 0x00080120;
    public static final int TIMEZONE_OFFSET = 0x00080201;
    public static final int MANUFACTURER = 0x00080070;
    public static final int STUDY_DESCRIPTION = 0x00081030;
    public static final int SERIES_DESCRIPTION = 0x0008103E;
    public static final int MANUFACTURER_MODEL = 0x00081090;
    public static final int PATIENT_NAME = 0x00100010;
    public static final int PATIENT_ID = 0x00100020;
    public static final int ISSUER_OF_PATIENT_ID = 0x00100021;
    public static final int BODY_PART = 0x00180015;
    public static final int STUDY_INSTANCE_UID = 0x0020000D;
    public static final int SERIES_INSTANCE_UID = 0x0020000E;
    public static final int INSTANCE_NUMBER = 0x00200013;
    public static final int SAMPLES_PER_PIXEL = 0x00280002;
    public static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;
    public static final int PLANAR_CONFIGURATION = 0x00280006;
    public static final int NUMBER_OF_FRAMES = 0x00280008;
    public static final int ROWS = 0x00280010;
    public static final int COLUMNS = 0x00280011;
    public static final int BITS_ALLOCATED = 0x00280100;
    public static final int BITS_STORED = 0x00280101;
    public static final int PIXEL_REPRESENTATION = 0x00280103;
    public static final int RESCALE_INTERCEPT = 0x00281052;
    public static final int RESCALE_SLOPE = 0x00281053;
    public static final int MEASURED_VALUE_SEQUENCE = 0x0040A300;
    public static final int NUMERIC_VALUE = 0x0040A30A;
    public static final int MEASUREMENT_UNITS_SEQUENCE = 0x004008EA;
    public static final int CONCEPT_NAME_SEQUENCE = 0x0040A043;
    public static final int CONCEPT_CODE_SEQUENCE = 0x0040A168;
    public static final int VALUE_TYPE = 0x0040A040;
    public static final int TEXT_VALUE = 0x0040A160;
    public static final int UID_VALUE = 0x0040A124;
    public static final int CONTENT_SEQUENCE = 0x0040A730;
    public static final int FLOAT_PIXEL_DATA = 0x7FE00008;
    public static final int DOUBLE_PIXEL_DATA = 0x7FE00009;
    public static final int PIXEL_DATA = 0x7FE00010;

    static final int ITEM = 0xFFFEE000;
    static final int ITEM_END = 0xFFFEE00D;
    static final int SEQUENCE_END = 0xFFFEE0DD;

    private Tag() {}

    /** As DICOM JSON spells it: {@code 0020000D}. */
    public static String hex(int tag) {
        return String.format(Locale.ROOT, "%08X", tag);
    }

    /** As the standard spells it: {@code (0020,000D)}. */
    public static String text(int tag) {
        return String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xffff);
    }

    static int group(int tag) {
        return tag >>> 16;
    }

    /** PS3.5 section 7.8: the odd groups are private. */
    static boolean isPrivate(int tag) {
        return (tag >>> 16 & 1) != 0;
    }

    static boolean isPixelData(int tag) {
        return tag == PIXEL_DATA || tag == FLOAT_PIXEL_DATA || tag == DOUBLE_PIXEL_DATA;
    }
}
