package io.anamnesis.web.ingest.genomic.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import htsjdk.variant.bcf2.BCF2Codec;
import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFIterator;
import htsjdk.variant.vcf.VCFIteratorBuilder;
import io.anamnesis.protocol.testing.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An independent reader finds the same alleles and genotypes. */
class HtsjdkComparisonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "glow/CEUTrio.HiSeq.WGS.b37.NA12878.20.21.vcf.gz",
                "hail/sample2.vcf.gz",
                "hail/HG00187.hg38.g.vcf.gz",
                "htsjdk/1000G_phase2_exome_1182samples.vcf.gz",
                "htsjdk/phased.vcf",
                "bcftools/view.vcf"
            })
    void text_gives_what_htsjdk_reads(String file) throws IOException {
        List<String> theirs = new ArrayList<>();
        try (InputStream in = Collected.open(SharedData.file("genomics/" + file));
                VCFIterator iterator = new VCFIteratorBuilder().open(new ByteArrayInputStream(in.readAllBytes()))) {
            while (iterator.hasNext()) {
                theirs.add(row(iterator.next()));
            }
        }
        assertThat(rows(Collected.shared("genomics/" + file))).isNotEmpty().isEqualTo(theirs);
    }

    @Test
    void bcf_gives_what_htsjdk_reads() throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.file("genomics/htsjdk/VcfThatLacksAnIndex.bcf"));
        List<String> theirs = new ArrayList<>();
        BCF2Codec codec = new BCF2Codec();
        var in = codec.makeSourceFromStream(new ByteArrayInputStream(bytes));
        codec.readHeader(in);
        while (!codec.isDone(in)) {
            theirs.add(row(codec.decode(in)));
        }
        assertThat(rows(Collected.of(bytes))).isNotEmpty().isEqualTo(theirs);
    }

    private static List<String> rows(Collected read) {
        return read.records.stream().map(HtsjdkComparisonTest::row).toList();
    }

    private static String row(VariantContext context) {
        StringBuilder result = new StringBuilder(context.getContig() + ":" + context.getStart() + " ");
        result.append(context.getReference().getDisplayString());
        context.getAlternateAlleles().forEach(allele -> result.append(',').append(allele.getDisplayString()));
        context.getGenotypes().iterateInSampleNameOrder(sampleOrder(context)).forEach(genotype -> {
            result.append(' ');
            genotype.getAlleles()
                    .forEach(allele -> result.append(index(context, allele)).append('/'));
        });
        return result.toString();
    }

    private static List<String> sampleOrder(VariantContext context) {
        return context.getGenotypes().stream()
                .map(genotype -> genotype.getSampleName())
                .toList();
    }

    private static String index(VariantContext context, Allele allele) {
        return allele.isNoCall() ? "." : Integer.toString(context.getAlleleIndex(allele));
    }

    private static String row(VcfRecord record) {
        StringBuilder result = new StringBuilder(record.contig() + ":" + record.position() + " " + record.reference());
        record.alternates().forEach(allele -> result.append(',').append(allele));
        for (int sample = 0; sample < record.samples(); sample++) {
            result.append(' ');
            Genotype genotype = record.genotype(sample);
            if (genotype != null) {
                for (int allele : genotype.alleles()) {
                    result.append(allele < 0 ? "." : Integer.toString(allele)).append('/');
                }
            }
        }
        return result.toString();
    }
}
