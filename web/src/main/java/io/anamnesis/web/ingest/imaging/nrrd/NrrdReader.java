package io.anamnesis.web.ingest.imaging.nrrd;

import io.anamnesis.web.ingest.imaging.radiomics.Volume;
import io.anamnesis.web.ingest.reading.BoundedInput;
import io.anamnesis.web.ingest.reading.SourceFailure;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Reads an image or label map of two or three dimensions, raw or gzip. */
public final class NrrdReader {
    /** 16 Mi voxels take 128 MiB: four times a CT of the chest would be more than a request may cost. */
    private static final int MAX_VOXELS = 16 << 20;

    private static final long MAX_BYTES = 512L << 20;
    private static final int CHUNK_BYTES = 64 << 10;

    private NrrdReader() {}

    /** Whether the first bytes of an input are those of an NRRD file. */
    public static boolean recognises(byte[] beginning) {
        return new String(beginning, 0, Math.min(7, beginning.length), StandardCharsets.ISO_8859_1).equals("NRRD000");
    }

    /**
     * Reads the whole input; blocks; closes nothing.
     *
     * @throws UnreadableInput where the input is no NRRD, is detached from its data, or passes a limit
     * @throws IOException where {@code source} itself fails
     */
    public static Volume read(InputStream source) throws IOException {
        BoundedInput bounded = BoundedInput.source(source, MAX_BYTES);
        try {
            InputStream in = new BufferedInputStream(bounded);
            NrrdHeader header = NrrdHeader.read(in);
            return volume(header, in);
        } catch (SourceFailure e) {
            throw e.failure();
        }
    }

    private static Volume volume(NrrdHeader header, InputStream in) throws IOException {
        if (header.has("datafile")) {
            throw new UnreadableInput("detached-data", "the data are in another file; send them attached", "header");
        }
        if (header.has("lineskip") || header.has("byteskip")) {
            throw new UnreadableInput("unsupported-skip", "skipped lines or bytes are not read", "header");
        }
        int[] sizes = header.sizes();
        if (sizes.length != header.number("dimension") || sizes.length < 2 || sizes.length > 3) {
            throw new UnreadableInput(
                    "unsupported-dimension", "expected two or three dimensions, each with its size", "header");
        }
        long voxels = 1;
        for (int size : sizes) {
            if (size < 1 || (voxels *= size) > MAX_VOXELS) {
                throw new UnreadableInput(
                        "too-large",
                        "the limit is " + MAX_VOXELS + " voxels and the sizes ask for more, or for none",
                        "header");
            }
        }
        SampleType type = SampleType.named(header.field("type"));
        double voxelVolume = header.voxelVolume();
        double[] values = new double[(int) voxels];
        try (InputStream data = data(header, in)) {
            samples(data, type, header, values);
        }
        return new Volume(sizes[0], sizes[1], sizes.length == 3 ? sizes[2] : 1, voxelVolume, values);
    }

    private static InputStream data(NrrdHeader header, InputStream in) throws IOException {
        return switch (header.field("encoding")) {
            case "raw" -> in;
            // a label map of one organ shrinks to a thousandth: the sizes bound what is taken, so no ratio need do so
            case "gzip", "gz" ->
                BoundedInput.inflated(gzip(in), MAX_BYTES, () -> Long.MAX_VALUE / BoundedInput.MAX_INFLATION);
            default ->
                throw new UnreadableInput("unsupported-encoding", "the encoding is neither raw nor gzip", "header");
        };
    }

    private static InputStream gzip(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, 8192);
        } catch (SourceFailure e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableInput("malformed-archive", "the compressed data have no valid header", "data");
        }
    }

    private static void samples(InputStream in, SampleType type, NrrdHeader header, double[] values)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK_BYTES).order(header.byteOrder(type.width()));
        int filled = 0;
        while (filled < values.length) {
            int wanted = (int) Math.min(CHUNK_BYTES, (long) (values.length - filled) * type.width());
            int read = in.readNBytes(bytes.array(), 0, wanted);
            bytes.clear().limit(read);
            while (bytes.remaining() >= type.width()) {
                values[filled] = type.read(bytes);
                filled++;
            }
            if (read < wanted) {
                throw new UnreadableInput(
                        "truncated", "the sizes ask for " + values.length + " voxels and there are " + filled, "data");
            }
        }
    }
}
