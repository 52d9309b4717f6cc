package io.anamnesis.web.ingest.imaging.dicom;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Headers a second of one thread, from files, beside {@code dcmdump} of DCMTK over the same files in the same run (one process
 * for all of them, its text thrown away). Run {@link #main} with the shared data in place; it prints one line a contender, and
 * says so where {@code dcmdump} is not installed.
 */
public final class DicomHeaderBenchmark {
    private static final int ROUNDS = 12;
    private static final int WARM_UP = 6;

    private DicomHeaderBenchmark() {}

    /** No arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("anamnesis-dicom-");
        List<Path> files = unpacked(folder);
        try {
            report("read", best(files, false), files.size());
            report("read and written as DICOM JSON", best(files, true), files.size());
            report("dcmdump", dcmdump(files), files.size());
        } finally {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        }
    }

    private static List<Path> unpacked(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String archive : List.of("dcm4che_mr_series16", "pydicom_test_files", "pydicom_dicomdirtests")) {
            for (Map.Entry<String, byte[]> each : Archives.of(archive).entrySet()) {
                if (DicomReader.recognises(each.getValue())) {
                    Path file = folder.resolve(files.size() + ".dcm");
                    files.add(Files.write(file, each.getValue()));
                }
            }
        }
        return files;
    }

    /** The fastest round, in nanoseconds. */
    private static long best(List<Path> files, boolean json) throws IOException {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            long begun = System.nanoTime();
            for (Path file : files) {
                one(file, json);
            }
            best = Math.min(best, System.nanoTime() - begun);
        }
        return best;
    }

    private static void one(Path file, boolean json) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DicomFile read = new DicomReader(DicomLimits.HEADER).read(in);
            if (json && DicomJson.write(read.dataset()).isEmpty()) {
                throw new IllegalStateException("no header");
            }
        } catch (UnreadableInput e) {
            throw new IllegalStateException("every file here can be read", e);
        }
    }

    private static long dcmdump(List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("dcmdump", "-q"));
        files.forEach(file -> command.add(file.toString()));
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.waitFor(5, TimeUnit.MINUTES);
            } catch (IOException e) {
                return Long.MAX_VALUE;
            }
            best = Math.min(best, System.nanoTime() - begun);
        }
        return best;
    }

    private static void report(String contender, long nanos, int files) {
        System.out.println(
                nanos == Long.MAX_VALUE
                        ? contender + ": not installed"
                        : String.format(
                                Locale.ROOT,
                                "%s: %.0f headers/s (%d files, Java %s)",
                                contender,
                                files * 1e9 / nanos,
                                files,
                                System.getProperty("java.version")));
    }
}
