package io.anamnesis.web.ingest.imaging.pixel;

import static java.util.Objects.requireNonNull;

import io.anamnesis.web.ingest.imaging.dicom.Archives;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import io.anamnesis.web.ingest.imaging.pixel.j2k.Codestream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processor time of one thread for a frame of JPEG 2000, beside {@code opj_decompress} of OpenJPEG with one thread, which tells its own,
 * in the same run and in turn; of each the shortest. Run {@link #main} with the shared data in place and
 * {@code libopenjp2-tools} installed.
 */
public final class Jpeg2000Benchmark {
    private static final int ROUNDS = 15;
    private static final Pattern DECODE_TIME = Pattern.compile("decode time: (\\d+) ms");
    private static final String[][] IMAGES = {
        {"pydicom_data_subset", "693_J2KR.dcm"},
        {"pydicom_test_files", "examples_jpeg2k.dcm"},
        {"pydicom_data_subset", "RG3_J2KI.dcm"},
    };

    private Jpeg2000Benchmark() {}

    /** No arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (String[] image : IMAGES) {
            byte[] stream = stream(GoldenPixelsTest.read(Archives.file(image[0], image[1])));
            double ours = Double.MAX_VALUE;
            double peers = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long begun = threads.getCurrentThreadCpuTime();
                int[][] planes = Codestream.read(stream).decode();
                ours = Math.min(ours, (threads.getCurrentThreadCpuTime() - begun) / 1e6);
                if (planes.length == 0) {
                    throw new IllegalStateException("no samples");
                }
                peers = Math.min(peers, openJpeg(stream));
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s: %.0f ms, opj_decompress %.0f ms, ratio %.2f (Java %s)",
                    image[1],
                    ours,
                    peers,
                    peers / ours,
                    System.getProperty("java.version")));
        }
    }

    private static byte[] stream(DicomFile file) {
        return FrameAssembly.of(
                        requireNonNull(requireNonNull(file.dataset().element(Tag.PIXEL_DATA))
                                .fragments()),
                        1)
                .get(0);
    }

    private static double openJpeg(byte[] stream) throws IOException, InterruptedException {
        Path coded = Files.createTempFile("anamnesis-", ".j2k");
        Path decoded = Files.createTempFile("anamnesis-", ".rawl");
        try {
            Files.write(coded, stream);
            Process process = new ProcessBuilder(
                            "opj_decompress", "-threads", "1", "-i", coded.toString(), "-o", decoded.toString())
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher time = DECODE_TIME.matcher(told);
            if (process.waitFor() != 0 || !time.find()) {
                throw new IllegalStateException(told);
            }
            return Double.parseDouble(time.group(1));
        } finally {
            Files.delete(coded);
            Files.delete(decoded);
        }
    }
}
