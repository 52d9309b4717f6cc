package io.anamnesis.web.ingest.genomic.vcf;

import htsjdk.variant.vcf.VCFIterator;
import htsjdk.variant.vcf.VCFIteratorBuilder;
import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records a second: our reader with its calls made, beside plain iteration with htsjdk over the same plain bytes in the same
 * run, and where it is installed beside {@code bcftools query}, a process each time, over the same bytes as a file. Each side gets
 * the same rounds, in turns; the best round counts. Run with {@code -Dbenchmark=vcf}; the table is left in {@code
 * target/vcf-benchmark.md}.
 */
@Tag("benchmark")
@EnabledIfSystemProperty(named = "benchmark", matches = "vcf", disabledReason = "benchmark: run with -Dbenchmark=vcf")
class VcfBenchmark {
    private static final int ROUNDS = 8;
    private static final int MIN_BYTES = 24 << 20;
    private static final String[] FILES = {
        "htsjdk/HiSeq.10000.vcf.bgz",
        "hail/sample2.vcf.gz",
        "htsjdk/1000G_phase2_exome_1182samples.vcf.gz",
        "glow/CEUTrio.HiSeq.WGS.b37.NA12878.20.21.vcf.gz",
        "bcftools/roh.1.vcf.gz",
        "hail/sample.gnomad.exomes.r2.1.1.sites.chr1.vcf.gz"
    };

    @Test
    void rates(@TempDir Path folder) throws IOException {
        StringBuilder table = new StringBuilder("""
                | file | samples | records a round | ours /s | htsjdk /s | ratio | bcftools query /s | ratio |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (String file : FILES) {
            byte[] bytes = repeated(file);
            double ours = 0;
            double theirs = 0;
            double queried = 0;
            int samples =
                    Collected.shared("genomics/" + file).header().samples().size();
            Path plain = Files.write(folder.resolve("plain.vcf"), bytes);
            boolean bcftools = BcftoolsQuery.isInstalled() && BcftoolsQuery.takes(plain, ours(bytes) * samples);
            long records = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                records = ours(bytes);
                ours = Math.max(ours, records * 1e9 / (System.nanoTime() - start));
                start = System.nanoTime();
                long same = theirs(bytes);
                theirs = Math.max(theirs, same * 1e9 / (System.nanoTime() - start));
                if (same != records) {
                    throw new AssertionError(file + ": " + records + " records, htsjdk " + same);
                }
                queried = bcftools ? Math.max(queried, records / BcftoolsQuery.seconds(plain)) : 0;
            }
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %.0f | %.0f | %.2f | %s |%n",
                    file,
                    samples,
                    records,
                    ours,
                    theirs,
                    ours / theirs,
                    queried == 0 ? "refused | " : String.format(Locale.ROOT, "%.0f | %.2f", queried, ours / queried)));
        }
        Files.writeString(Path.of("target", "vcf-benchmark.md"), table);
    }

    /** The rows many times over, so that a round takes long enough to be measured; the odd header cell is mended for htsjdk. */
    private static byte[] repeated(String file) throws IOException {
        String text;
        try (InputStream in = Collected.open(SharedData.file("genomics/" + file))) {
            text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        int rows = text.indexOf("\n#CHROM");
        rows = text.indexOf('\n', rows + 1) + 1;
        String head = text.substring(0, rows).replaceAll("\t\n$", "\n");
        byte[] body = text.substring(rows).getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream(MIN_BYTES * 2);
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        do {
            out.write(body);
        } while (out.size() < MIN_BYTES);
        return out.toByteArray();
    }

    private static long ours(byte[] bytes) throws IOException {
        Calls calls = new Calls();
        return VcfReader.read(new ByteArrayInputStream(bytes), calls).accepted();
    }

    private static long theirs(byte[] bytes) throws IOException {
        long count = 0;
        try (VCFIterator iterator = new VCFIteratorBuilder().open(new ByteArrayInputStream(bytes))) {
            while (iterator.hasNext()) {
                iterator.next();
                count++;
            }
        }
        return count;
    }

    private static final class Calls implements VcfSink {
        private @Nullable CallExtractor extractor;
        private long calls;

        @Override
        public void header(VcfHeader header) {
            extractor = new CallExtractor(header, null);
        }

        @Override
        public void record(VcfRecord record) {
            try {
                java.util.Objects.requireNonNull(extractor).extract(record, call -> calls++);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void refused(Refusal refusal) {}
    }
}
