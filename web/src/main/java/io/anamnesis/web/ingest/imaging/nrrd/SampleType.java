package io.anamnesis.web.ingest.imaging.nrrd;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.nio.ByteBuffer;

/** What one voxel is stored as. */
enum SampleType {
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    FLOAT(4),
    DOUBLE(8);

    private final int width;

    SampleType(int width) {
        this.width = width;
    }

    /** By the names that the format's definition lists; 64-bit integers don't fit into a double and are refused. */
    static SampleType named(String name) {
        return switch (name) {
            case "signed char", "int8", "int8_t" -> INT8;
            case "uchar", "unsigned char", "uint8", "uint8_t" -> UINT8;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> INT16;
            case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> UINT16;
            case "int", "signed int", "int32", "int32_t" -> INT32;
            case "uint", "unsigned int", "uint32", "uint32_t" -> UINT32;
            case "float" -> FLOAT;
            case "double" -> DOUBLE;
            default ->
                throw new UnreadableInput(
                        "unsupported-type", "the type is none of 8, 16 or 32 bit integers, float or double", "header");
        };
    }

    int width() {
        return width;
    }

    double read(ByteBuffer bytes) {
        return switch (this) {
            case INT8 -> bytes.get();
            case UINT8 -> bytes.get() & 0xff;
            case INT16 -> bytes.getShort();
            case UINT16 -> bytes.getShort() & 0xffff;
            case INT32 -> bytes.getInt();
            case UINT32 -> bytes.getInt() & 0xffffffffL;
            case FLOAT -> bytes.getFloat();
            case DOUBLE -> bytes.getDouble();
        };
    }
}
