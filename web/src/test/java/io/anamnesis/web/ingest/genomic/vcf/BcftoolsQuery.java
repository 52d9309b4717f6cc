package io.anamnesis.web.ingest.genomic.vcf;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code bcftools query} as a process of its own that tells of every sample's genotype, to nobody. */
final class BcftoolsQuery {
    private static final String EACH_GENOTYPE = "[%CHROM\\t%POS\\t%REF\\t%ALT\\t%SAMPLE\\t%GT\\n]";

    private BcftoolsQuery() {}

    static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "bcftools")));
    }

    /** Seconds from its start to its end; infinite where it does not take the file. */
    static double seconds(Path file) throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder("bcftools", "query", "-f", EACH_GENOTYPE, file.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            return process.waitFor() == 0 ? (System.nanoTime() - start) / 1e9 : Double.POSITIVE_INFINITY;
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException("interrupted while bcftools ran", e);
        }
    }
}
