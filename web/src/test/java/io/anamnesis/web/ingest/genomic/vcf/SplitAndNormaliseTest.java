package io.anamnesis.web.ingest.genomic.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Splits and moves as vt decompose -s and bcftools norm do: Glow's published outputs. */
class SplitAndNormaliseTest {
    private static final String GOLDEN = "genomics/glow_split_normalize_golden.zip";
    private static final String FOLDER = "variantsplitternormalizer-test/";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "01_IN_altered_multiallelic, 20_altered.fasta",
        "01_IN_altered_biallelic, 20_altered.fasta",
        "test_left_align_hg38_altered, Homo_sapiens_assembly38.20.21_altered.fasta",
        "test_left_align_hg38_altered_symbolic, Homo_sapiens_assembly38.20.21_altered.fasta"
    })
    void published_outputs_are_met(String name, String fasta) throws IOException {
        Map<String, byte[]> files = ZipFiles.of(GOLDEN);
        Collected input = read(files, name);
        Path path = folder.resolve(fasta);
        Files.write(path, Objects.requireNonNull(files.get(FOLDER + fasta)));
        try (FastaReference reference = FastaReference.open(path)) {
            LeftNormaliser normaliser = new LeftNormaliser(reference);
            assertThat(rows(input, true, null)).isEqualTo(unsplit(read(files, name + "_vtdecompose")));
            assertThat(sorted(rows(input, true, normaliser)))
                    .isEqualTo(sorted(unsplit(read(files, name + "_vtdecompose_bcftoolsnormalized"))));
            assertThat(sorted(rows(input, false, normaliser)))
                    .isEqualTo(sorted(unsplit(read(files, name + "_bcftoolsnormalized"))));
        }
    }

    private static Collected read(Map<String, byte[]> files, String name) {
        Collected result = Collected.of(Objects.requireNonNull(files.get(FOLDER + name + ".vcf")));
        assertThat(result.report().records()).isPositive();
        assertThat(result.report().accepted()).isEqualTo(result.report().records());
        return result;
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    private static List<String> unsplit(Collected expected) throws IOException {
        return rows(expected, false, null);
    }

    /** Contig, position, alleles, INFO and samples of each row, in one spelling of numbers. */
    private static List<String> rows(Collected collected, boolean split, @Nullable LeftNormaliser normaliser)
            throws IOException {
        List<String> result = new ArrayList<>();
        for (VcfRecord record : collected.records) {
            int alternates = record.alternates().size();
            for (int i = 1; i <= (split ? alternates : 1); i++) {
                List<String> alleles = split ? List.of(record.alternates().get(i - 1)) : record.alternates();
                LeftNormaliser.Site site = new LeftNormaliser.Site(record.position(), record.reference(), alleles);
                site = normaliser == null ? site : normaliser.normalise(record.contig(), site);
                String row = record.contig() + ":" + site.position() + " " + site.reference() + " " + site.alternates();
                result.add(row + info(collected, record, split ? i : 0) + samples(collected, record, split ? i : 0));
            }
        }
        return result;
    }

    private static String info(Collected collected, VcfRecord record, int alternate) {
        StringBuilder result = new StringBuilder();
        for (String key : record.infoKeys()) {
            if (!key.equals("OLD_MULTIALLELIC")) {
                FieldDefinition definition = collected.header().info(key);
                String value = Objects.requireNonNull(record.info(key));
                result.append(' ').append(key).append('=');
                result.append(number(
                        alternate == 0 || definition == null
                                ? value
                                : AlleleSplit.value(
                                        value,
                                        definition.number(),
                                        record.alternates().size(),
                                        alternate,
                                        2)));
            }
        }
        return result.toString();
    }

    private static String samples(Collected collected, VcfRecord record, int alternate) {
        StringBuilder result = new StringBuilder();
        for (int sample = 0; sample < record.samples(); sample++) {
            Genotype genotype = Objects.requireNonNull(record.genotype(sample));
            boolean several = alternate > 0 && record.alternates().size() > 1;
            result.append(' ').append(several ? genotype.only(alternate) : genotype.text());
            for (String key : record.formatKeys()) {
                FieldDefinition definition =
                        Objects.requireNonNull(collected.header().format(key));
                String value = record.sample(sample, key);
                if (!key.equals("GT") && value != null) {
                    result.append(':');
                    result.append(
                            alternate == 0
                                    ? value
                                    : AlleleSplit.value(
                                            value,
                                            definition.number(),
                                            record.alternates().size(),
                                            alternate,
                                            genotype.ploidy()));
                }
            }
        }
        return result.toString();
    }

    /** vt writes 0.5 where the input has 0.500. */
    private static String number(String value) {
        return java.util.Arrays.stream(value.split(",", -1))
                .map(each -> Numbers.finite(each).isPresent()
                        ? Double.toString(Numbers.finite(each).getAsDouble())
                        : each)
                .collect(java.util.stream.Collectors.joining(","));
    }
}
