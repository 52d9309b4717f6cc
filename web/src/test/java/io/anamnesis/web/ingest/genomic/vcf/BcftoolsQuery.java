package io.anamnesis.web.ingest.genomic.vcf;

import java.io.IOException;
import java.io.InputStream;
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

    /** Whether it tells of all genotypes; where a row is not to its taking it ends early, with exit code 0. */
    static boolean takes(Path file, long genotypes) throws IOException {
        Process process = new ProcessBuilder("bcftools", "query", "-f", EACH_GENOTYPE, file.toString())
                .redirectError(Redirect.DISCARD)
                .start();
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream out = process.getInputStream()) {
            for (int length = out.read(buffer); length >= 0; length = out.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines == genotypes;
    }

    /** Seconds from its start to its end. */
    static double seconds(Path file) throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder("bcftools", "query", "-f", EACH_GENOTYPE, file.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            process.waitFor();
            return (System.nanoTime() - start) / 1e9;
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException("interrupted while bcftools ran", e);
        }
    }
}
