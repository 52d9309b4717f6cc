package io.anamnesis.sharding.profile.genomic;

import io.anamnesis.protocol.message.VariantCalls.GeneValue;
import io.anamnesis.protocol.message.VariantCalls.StructuralVariant;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.protocol.message.VariantCalls.VariantDetail;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.profile.genomic.GenomicSlice.Biomarker;
import io.anamnesis.sharding.profile.modality.ElementBuilder;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.IndexElements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the index is told of a patient's samples. A genome has more than the index takes: of calls that passed come first those
 * that are pathogenic or change the protein of a gene of the panel, then other changes of proteins, then the rest of the panel's genes,
 * then the rest. Calls that failed a filter are never there. Within a rank the order is that of the keys.
 */
final class GenomicElements {
    private static final int RANKS = 8;
    private static final int FIRST = 0;
    private static final int NOTABLE = 1;
    private static final int LOSSES_ELSEWHERE = 2;
    private static final int CHANGES_ELSEWHERE = 3;
    private static final int PANEL = 4;
    private static final int GENES = 5;
    private static final int NO_GENE = 6;
    private static final int VALUES_ELSEWHERE = 7;

    private static final Pattern SEVERAL = Pattern.compile("[&,/|;]");

    /** How elements of a kind are made; a rank below 0 is never there. */
    private record Maker<V>(String kind, ToIntFunction<V> rank, Filler<V> filler) {}

    private interface Filler<V> {
        void fill(ElementBuilder element, String key, V value);
    }

    /** Becomes an element if there is room. */
    private record Candidate<V>(Maker<V> maker, String key, Evidence evidence, V value) {
        Digest.Element element() {
            ElementBuilder element = new ElementBuilder(maker.kind()).at(evidence.observedAt());
            maker.filler().fill(element, key, value);
            return element.build();
        }
    }

    private final GenePanel panel;
    private final int most;
    private final List<List<Candidate<?>>> ranks = new ArrayList<>();
    private final Set<String> truncated = new TreeSet<>();

    GenomicElements(GenePanel panel, int most) {
        this.panel = panel;
        this.most = most;
        for (int i = 0; i < RANKS; i++) {
            ranks.add(new ArrayList<>());
        }
    }

    GenomicElements biomarkers(Holdings<Biomarker> biomarkers) {
        add(biomarkers, new Maker<>("biomarker", each -> FIRST, GenomicElements::biomarker));
        return this;
    }

    GenomicElements variants(Holdings<Variant> variants) {
        add(variants, new Maker<>("variant", this::rank, GenomicElements::variant));
        return this;
    }

    GenomicElements values(Holdings<GeneValue> values) {
        add(values, new Maker<>("gene-value", this::rank, GenomicElements::value));
        return this;
    }

    GenomicElements structural(Holdings<StructuralVariant> structural) {
        add(structural, new Maker<>("fusion", this::rank, GenomicElements::fusion));
        return this;
    }

    IndexElements elements() {
        List<Digest.Element> elements = new ArrayList<>();
        for (List<Candidate<?>> rank : ranks) {
            for (Candidate<?> each : rank) {
                if (elements.size() < most) {
                    elements.add(each.element());
                } else {
                    truncated.add(each.maker().kind());
                }
            }
        }
        return new IndexElements(elements, truncated);
    }

    private <V> void add(Holdings<V> holdings, Maker<V> maker) {
        holdings.forEach((key, holding) -> {
            V value = holding.value();
            int rank = value == null ? -1 : maker.rank().applyAsInt(value);
            if (value != null && rank >= 0) {
                add(rank, new Candidate<>(maker, key, holding.evidence(), value));
            }
        });
    }

    /** A rank that is full takes no more, so that a genome costs no more memory than an exome. */
    private void add(int rank, Candidate<?> candidate) {
        if (ranks.get(rank).size() < most) {
            ranks.get(rank).add(candidate);
        } else {
            truncated.add(candidate.maker().kind());
        }
    }

    private int rank(Variant variant) {
        if (variant.failedFilter()) {
            return -1;
        }
        String gene = variant.gene();
        boolean known = gene != null && panel.has(gene);
        if (Significance.isPathogenic(variant)) {
            return NOTABLE;
        }
        return switch (ConsequenceClass.of(variant.consequence())) {
            case LOF -> known ? NOTABLE : LOSSES_ELSEWHERE;
            case MISSENSE -> known ? NOTABLE : CHANGES_ELSEWHERE;
            case SPLICE_REGION -> known ? CHANGES_ELSEWHERE : GENES;
            default -> known ? PANEL : gene == null ? NO_GENE : GENES;
        };
    }

    private int rank(GeneValue value) {
        boolean known = panel.has(value.gene());
        return state(value) != null ? (known ? NOTABLE : LOSSES_ELSEWHERE) : known ? PANEL : VALUES_ELSEWHERE;
    }

    private int rank(StructuralVariant variant) {
        boolean known = (variant.gene1() != null && panel.has(variant.gene1()))
                || (variant.gene2() != null && panel.has(variant.gene2()));
        return known ? NOTABLE : LOSSES_ELSEWHERE;
    }

    private static void biomarker(ElementBuilder element, String key, Biomarker biomarker) {
        element.term("name", biomarker.name()).number("value", biomarker.value());
    }

    private static void variant(ElementBuilder element, String key, Variant variant) {
        String consequence = variant.consequence();
        element.term("gene", variant.gene())
                .term("protein", protein(variant))
                .term("hgvs", variant.hgvs())
                .term("class", ConsequenceClass.of(consequence).featureName())
                .term("filter", "pass")
                .term("assembly", GenomicKeys.assembly(key))
                .term("contig", variant.contig())
                .number("vaf", variant.alleleFraction())
                .number("position", variant.position());
        if (consequence != null) {
            SEVERAL.splitAsStream(consequence).forEach(each -> element.term("consequence", each));
        }
        VariantDetail detail = variant.detail();
        if (detail != null) {
            element.term("hgvs", detail.hgvsC())
                    .term("hgvs", detail.hgvsP())
                    .term("zygosity", detail.zygosity())
                    .term("status", detail.status());
            Significance.of(variant).forEach(each -> element.term("significance", each));
            Long reference = detail.referenceDepth();
            Long alternate = detail.alternateDepth();
            if (reference != null && alternate != null) {
                element.number("depth", reference + alternate);
            }
        }
    }

    private static @Nullable String protein(Variant variant) {
        String own = variant.detail() == null
                ? null
                : ProteinChange.of(variant.detail().hgvsP());
        return own == null ? ProteinChange.of(variant.hgvs()) : own;
    }

    private static void value(ElementBuilder element, String key, GeneValue value) {
        element.term("gene", value.gene())
                .term("kind", value.kind())
                .term("profile", value.profile())
                .term("state", state(value))
                .number("value", value.value());
    }

    private static @Nullable String state(GeneValue value) {
        if (!value.kind().equals("copy-number") || Math.abs(value.value()) != 2) {
            return null;
        }
        return value.value() > 0 ? "amplification" : "deep-deletion";
    }

    private static void fusion(ElementBuilder element, String key, StructuralVariant variant) {
        element.term("gene", variant.gene1())
                .term("gene", variant.gene2())
                .term("type", variant.type() == null ? null : variant.type().toLowerCase(Locale.ROOT))
                .term("status", variant.status());
        if (variant.gene1() != null && variant.gene2() != null) {
            element.term("fusion", variant.gene1() + "-" + variant.gene2());
        }
    }
}
