package io.anamnesis.sharding.profile.genomic;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.VariantCalls.GeneValue;
import io.anamnesis.protocol.message.VariantCalls.StructuralVariant;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.protocol.message.VariantCalls.VariantDetail;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Fact;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.IndexTold;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.SliceForms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GenomicSliceTest {
    private static final int MOST = 1_000_000;

    private static Variant variant(
            long position,
            String ref,
            String alt,
            @Nullable String gene,
            @Nullable String term,
            @Nullable String hgvsP) {
        return new Variant("7", position, ref, alt, "0/1", gene, term, hgvsP, 0.5, detail(hgvsP, null, List.of()));
    }

    private static VariantDetail detail(@Nullable String hgvsP, @Nullable String significance, List<String> filters) {
        return new VariantDetail(
                null, 50.0, filters, false, "heterozygous", null, null, hgvsP, significance, null, 10L, 10L, 7L);
    }

    private static Payload payload(List<Variant> variants) {
        return new Payload.GenomicPayload(new VariantCalls("GRCh38", "S1", variants, Map.of()));
    }

    private static Evidence evidence(int number) {
        return new Evidence(
                new Fact("m" + number, number / 2, number, number), new Source("vcf", null), null, Instant.EPOCH);
    }

    private static GenomicSlice slice(Payload... payloads) {
        GenomicSlice slice = new GenomicSlice(MOST);
        for (int i = 0; i < payloads.length; i++) {
            slice.place(payloads[i], evidence(i), ItemChanges.UNHEARD);
        }
        return slice;
    }

    @Test
    void burden_counts_alleles_by_gene_and_class_and_leaves_out_what_failed_a_filter() {
        GenomicSlice slice = slice(payload(List.of(
                variant(1, "A", "G", "BRCA1", "stop_gained", null),
                variant(2, "A", "C", "BRCA1", "frameshift_variant", null),
                variant(3, "A", "AT", "BRAF", "missense_variant", "ENSP1:p.Val600Glu"),
                variant(4, "C", "T", "UNHEARD", "missense_variant", null),
                variant(5, "C", "<DEL>", "UNHEARD", "intron_variant", null),
                new Variant(
                        "7",
                        6,
                        "A",
                        "G",
                        "0/1",
                        "TP53",
                        "stop_gained",
                        null,
                        0.5,
                        detail(null, null, List.of("q10"))))));
        assertThat(slice.features())
                .containsEntry("variants", 5.0)
                .containsEntry("variants.filtered", 1.0)
                .containsEntry("variants.snv", 3.0)
                .containsEntry("variants.indel", 1.0)
                .containsEntry("variants.symbolic", 1.0)
                .containsEntry("ts-tv-ratio", 2.0)
                .containsEntry("burden.lof", 2.0)
                .containsEntry("burden.missense", 2.0)
                .containsEntry("burden.BRCA1.lof", 2.0)
                .containsEntry("burden.BRAF.missense", 1.0)
                .doesNotContainKey("burden.UNHEARD.missense")
                .doesNotContainKey("burden.TP53.lof");
        assertThat(IndexTold.of(slice))
                .hasSize(5)
                .contains(
                        "variant 1970-01-01T00:00:00Z [assembly:GRCh38, class:missense, consequence:missense_variant, contig:7,"
                                + " filter:pass, gene:BRAF, hgvs:ENSP1:p.Val600Glu, protein:p.Val600Glu, zygosity:heterozygous]"
                                + " {depth=20.0, position=3.0, vaf=0.5}")
                .noneMatch(each -> each.contains("TP53"));
    }

    @Test
    void a_protein_change_has_one_form_for_filters() {
        assertThat(ProteinChange.of("p.V600E")).isEqualTo("p.Val600Glu");
        assertThat(ProteinChange.of("ENSP00000288602.6:p.Val600Glu")).isEqualTo("p.Val600Glu");
        assertThat(ProteinChange.of("p.R213*")).isEqualTo("p.Arg213Ter");
        assertThat(ProteinChange.of("p.A155Rfs*59")).isEqualTo("p.A155RfsTer59");
        assertThat(ProteinChange.of("c.1799T>A")).isNull();
    }

    @Test
    void values_of_genes_and_joined_genes_make_features_and_elements() {
        GenomicSlice slice = slice(new Payload.GenomicPayload(new VariantCalls(
                "GRCh37",
                "S1",
                List.of(),
                Map.of("msi-score", 12.5),
                List.of(
                        new GeneValue("copy-number", "gistic", "ERBB2", 2, 3L),
                        new GeneValue("copy-number", "gistic", "PTEN", -2, 4L),
                        new GeneValue("expression", "mrna", "ERBB2", 7.5, 5L)),
                List.of(new StructuralVariant(
                        "KIAA1549", "7", 1L, "BRAF", "7", 2L, "fusion", "somatic", null, null, 9L)))));
        assertThat(slice.features())
                .containsEntry("copy-number.ERBB2", 2.0)
                .containsEntry("copy-number.PTEN", -2.0)
                .containsEntry("structural-variants", 1.0)
                .containsEntry("msi-score", 12.5);
        assertThat(IndexTold.of(slice))
                .containsExactly(
                        "biomarker 1970-01-01T00:00:00Z [name:msi-score] {value=12.5}",
                        "gene-value 1970-01-01T00:00:00Z [gene:ERBB2, kind:copy-number, profile:gistic, state:amplification]"
                                + " {value=2.0}",
                        "gene-value 1970-01-01T00:00:00Z [gene:PTEN, kind:copy-number, profile:gistic, state:deep-deletion]"
                                + " {value=-2.0}",
                        "fusion 1970-01-01T00:00:00Z [fusion:KIAA1549-BRAF, gene:BRAF, gene:KIAA1549, status:somatic,"
                                + " type:fusion] {}",
                        "gene-value 1970-01-01T00:00:00Z [gene:ERBB2, kind:expression, profile:mrna] {value=7.5}");
        assertThat(slice.holdings()).extracting(Holdings::size).containsExactly(1, 0, 3, 1);
    }

    @Test
    void pathogenic_calls_are_told_apart() {
        Variant variant = new Variant(
                "17",
                5,
                "A",
                "G",
                "0/1",
                "BRCA1",
                "missense_variant",
                null,
                0.5,
                detail(null, "benign/likely_pathogenic", List.of()));
        GenomicSlice slice = slice(payload(List.of(variant)));
        assertThat(IndexTold.of(slice).get(0)).contains("significance:benign, significance:likely_pathogenic");
        assertThat(slice.features()).containsEntry("variants.pathogenic", 1.0);
    }

    @Test
    void where_there_is_no_room_what_matters_stays_wherever_it_stands() {
        GenomicSlice slice = slice(payload(List.of(
                variant(1, "A", "G", "UNHEARD", "intron_variant", null),
                variant(2, "A", "G", "BRAF", "intron_variant", null),
                variant(3, "A", "G", "UNHEARD", "missense_variant", null),
                variant(4, "A", "G", "UNHEARD", "stop_gained", null),
                variant(5, "A", "G", "BRAF", "missense_variant", null),
                new Variant(
                        "7",
                        6,
                        "A",
                        "G",
                        "0/1",
                        "UNHEARD",
                        "intron_variant",
                        null,
                        0.5,
                        detail(null, "pathogenic", List.of())))));
        assertThat(slice.elements(6).all())
                .extracting(each -> each.numbers().get("position"))
                .containsExactly(5.0, 6.0, 4.0, 3.0, 2.0, 1.0);
        assertThat(slice.elements(2).all())
                .extracting(each -> each.numbers().get("position"))
                .containsExactly(5.0, 6.0);
    }

    @Test
    void past_the_limit_nothing_new_is_taken_and_what_is_known_still_is() {
        GenomicSlice slice = new GenomicSlice(2);
        Payload two = payload(List.of(variant(1, "A", "G", null, null, null), variant(2, "A", "G", null, null, null)));
        assertThat(slice.refusal(two)).isNull();
        slice.place(two, evidence(1), ItemChanges.UNHEARD);
        assertThat(slice.refusal(two)).isNull();
        assertThat(slice.refusal(payload(List.of(variant(3, "A", "G", null, null, null)))))
                .isEqualTo(new Rejection.LimitReached("genomic items a patient", 2, 3));
    }

    @Test
    void features_and_elements_stay_within_their_bounds() {
        List<Variant> many = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            many.add(variant(i, "A", "G", "GENE" + i, "missense_variant", "p.Ala" + (i + 1) + "Gly"));
        }
        many.add(variant(9_999, "A", "G", "BRAF", "missense_variant", "p.Val600Glu"));
        Map<String, Double> biomarkers = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            biomarkers.put("b" + i, 1.0);
        }
        GenomicSlice slice = slice(new Payload.GenomicPayload(new VariantCalls("GRCh38", "S1", many, biomarkers)));
        assertThat(IndexTold.of(slice, 2_500)).hasSize(2_500).anyMatch(each -> each.contains("p.Val600Glu"));
        assertThat(slice.elements(2_500).truncated()).containsExactly("variant");
        assertThat(slice.elements(11_001).truncated()).isEmpty();
        assertThat(slice.features()).hasSizeLessThanOrEqualTo(1_000).containsEntry("variants", 9_001.0);
    }

    @Test
    void a_long_allele_is_kept_and_its_key_is_short() {
        GenomicSlice slice = slice(payload(List.of(
                variant(1, "A", "ACGT".repeat(20_000), null, null, null),
                variant(1, "A", "ACGG".repeat(20_000), null, null, null))));
        assertThat(slice.features()).containsEntry("variants", 2.0);
        VariantCalls calls = new VariantCalls("GRCh38", "S1", List.of(), Map.of());
        assertThat(GenomicKeys.of(calls, variant(1, "A", "ACGT".repeat(20_000), null, null, null)))
                .hasSizeLessThan(100);
    }

    @Property(tries = 200)
    void any_order_and_any_repeats_give_the_same_slice_and_a_snapshot_gives_it_back(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int messages) throws Exception {
        Random random = new Random(seed);
        List<Payload> payloads = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            payloads.add(random(random));
        }
        GenomicSlice first = new GenomicSlice(MOST);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            first.place(payloads.get(i), evidence(i), ItemChanges.UNHEARD);
            order.add(i);
            if (random.nextBoolean()) {
                order.add(i);
            }
        }
        Collections.shuffle(order, random);
        GenomicSlice second = new GenomicSlice(MOST);
        order.forEach(i -> second.place(payloads.get(i), evidence(i), ItemChanges.UNHEARD));
        assertSame(first, second);

        Fact[] facts = new Fact[messages];
        Map<Fact, Integer> places = new HashMap<>();
        for (int i = 0; i < messages; i++) {
            facts[i] = evidence(i).fact();
            places.put(facts[i], i);
        }
        GenomicSlice third = new GenomicSlice(MOST);
        assertThat(SliceForms.read(SliceForms.write(first, places::get), third, i -> facts[i]))
                .isTrue();
        assertSame(first, third);
    }

    @Property(tries = 100)
    void one_message_or_many_with_the_same_variants_give_the_same_features_and_elements(@ForAll long seed) {
        Random random = new Random(seed);
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            variants.add(variant(
                    i,
                    "A",
                    "G",
                    "G" + random.nextInt(3),
                    random.nextBoolean() ? "stop_gained" : "missense_variant",
                    null));
        }
        GenomicSlice whole = slice(payload(variants));
        GenomicSlice split = slice(payload(variants.subList(0, 7)), payload(variants.subList(7, 20)));
        assertThat(split.features()).isEqualTo(whole.features());
        assertThat(IndexTold.of(split)).isEqualTo(IndexTold.of(whole));
    }

    private static Payload random(Random random) {
        List<Variant> variants = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String term = random.nextBoolean() ? "stop_gained" : "missense_variant";
            variants.add(variant(
                    random.nextInt(5), "A", random.nextBoolean() ? "G" : "C", "G" + random.nextInt(3), term, null));
        }
        Map<String, Double> biomarkers =
                random.nextBoolean() ? Map.of("tmb-per-mb", (double) random.nextInt(9)) : Map.of();
        return new Payload.GenomicPayload(new VariantCalls(
                "GRCh38",
                "S" + random.nextInt(2),
                variants,
                biomarkers,
                List.of(new GeneValue("copy-number", "gistic", "G" + random.nextInt(3), random.nextInt(3), 1L)),
                List.of(new StructuralVariant(
                        "A",
                        null,
                        null,
                        "B" + random.nextInt(2),
                        null,
                        null,
                        "fusion",
                        "s" + random.nextInt(3),
                        null,
                        null,
                        null))));
    }

    private static void assertSame(GenomicSlice one, GenomicSlice other) {
        assertThat(other.features()).isEqualTo(one.features());
        assertThat(IndexTold.of(other)).isEqualTo(IndexTold.of(one));
        assertThat(IndexTold.of(other, 4)).isEqualTo(IndexTold.of(one, 4));
        for (int i = 0; i < one.holdings().size(); i++) {
            assertThat(List.copyOf(other.holdings().get(i).all()))
                    .isEqualTo(List.copyOf(one.holdings().get(i).all()));
        }
    }
}
