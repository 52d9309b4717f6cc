package io.anamnesis.web.ingest.imaging.pixel;

import io.anamnesis.web.ingest.imaging.dicom.DicomElement;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.Fragments;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the decoder for a file's transfer syntax. */
public final class PixelDecoder {
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final String JPEG_2000_LOSSLESS = "1.2.840.10008.1.2.4.90";
    private static final String JPEG_2000 = "1.2.840.10008.1.2.4.91";

    private PixelDecoder() {}

    /**
     * All frames.
     *
     * @throws UnusablePixels where there are none, they are too large, damaged, or no decoder is at hand
     */
    public static DecodedPixels decode(DicomFile file) {
        DicomElement element = element(file);
        PixelFormat format = PixelFormat.of(file.dataset());
        Fragments fragments = element.fragments();
        try {
            return fragments == null
                    ? NativePixels.decode(element, format)
                    : new DecodedPixels(
                            format, encapsulated(file.transferSyntax().uid(), fragments, format));
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new UnusablePixels("malformed-pixels", "the compressed data end early or are damaged");
        }
    }

    private static DicomElement element(DicomFile file) {
        for (int tag : new int[] {Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_PIXEL_DATA}) {
            DicomElement found = file.dataset().element(tag);
            if (found != null) {
                return found;
            }
        }
        throw new UnusablePixels("no-pixels", "the data set has no pixel data");
    }

    /** One frame's compressed stream to its samples. */
    private interface Codec {
        /** Puts little-endian samples, colours side by side, from an index on. */
        void decode(byte[] stream, PixelFormat format, byte[] target, int from);
    }

    private static byte[] encapsulated(String syntax, Fragments fragments, PixelFormat format) {
        Codec codec = codec(syntax);
        if (codec == null) {
            throw new UnusablePixels("transfer-syntax-not-decoded", "no decoder for transfer syntax " + syntax);
        }
        // the others compress bits packed into bytes; JPEG 2000 has samples of one bit
        if (format.bitsAllocated() == 1 && !syntax.equals(JPEG_2000_LOSSLESS) && !syntax.equals(JPEG_2000)) {
            throw new UnusablePixels("bits-not-decoded", "compressed frames of single bits are not decoded");
        }
        List<byte[]> frames = FrameAssembly.of(fragments, format.frames());
        byte[] target = new byte[(int) (format.samplesInAll() * format.bytesPerSample())];
        for (int i = 0; i < frames.size(); i++) {
            codec.decode(frames.get(i), format, target, i * format.bytesPerFrame());
        }
        return target;
    }

    private static @Nullable Codec codec(String syntax) {
        return switch (syntax) {
            case RLE -> RleFrame::decode;
            case "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70" -> JpegLosslessFrame::decode;
            case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81" -> JpegLsFrame::decode;
            case "1.2.840.10008.1.2.4.50" -> JpegBaselineFrame::decode;
            case "1.2.840.10008.1.2.4.51" -> JpegSequentialFrame::decode;
            case JPEG_2000_LOSSLESS, JPEG_2000 -> Jpeg2000Frame::decode;
            default -> null;
        };
    }
}
