package io.anamnesis.sharding.profile.genomic;

import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.VariantCalls.GeneValue;
import io.anamnesis.protocol.message.VariantCalls.StructuralVariant;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a thing is told apart by. A long allele is there by its length and hash: a key is held in memory for each thing. */
final class GenomicKeys {
    private static final int MAX_ALLELE_CHARS = 48;

    private GenomicKeys() {}

    static String of(VariantCalls calls, Variant variant) {
        return String.join(
                "|",
                calls.assembly(),
                calls.sampleId(),
                variant.contig(),
                padded(variant.position()),
                allele(variant.reference()),
                allele(variant.alternate()));
    }

    /** The assembly in the key of a variant. */
    static String assembly(String key) {
        return key.substring(0, Math.max(0, key.indexOf('|')));
    }

    static String of(VariantCalls calls, GeneValue value) {
        return String.join("|", calls.sampleId(), value.kind(), value.profile(), value.gene());
    }

    static String of(VariantCalls calls, StructuralVariant variant) {
        return String.join(
                "|",
                calls.assembly(),
                calls.sampleId(),
                side(variant.gene1(), variant.contig1(), variant.position1()),
                side(variant.gene2(), variant.contig2(), variant.position2()),
                Objects.toString(variant.type(), ""));
    }

    private static String side(@Nullable Object gene, @Nullable Object contig, @Nullable Object position) {
        return Objects.toString(gene, "") + "@" + Objects.toString(contig, "") + ":" + Objects.toString(position, "");
    }

    /** So that the order of keys is the order of positions. */
    private static String padded(long position) {
        String digits = Long.toString(position);
        return "0".repeat(Math.max(0, 10 - digits.length())) + digits;
    }

    private static String allele(String allele) {
        if (allele.length() <= MAX_ALLELE_CHARS) {
            return allele;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(allele.getBytes(StandardCharsets.UTF_8));
            return allele.length() + "#" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
