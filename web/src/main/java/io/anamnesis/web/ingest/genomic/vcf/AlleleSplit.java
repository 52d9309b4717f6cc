package io.anamnesis.web.ingest.genomic.vcf;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes one alternate allele out of a site that has several: of values per alternate (A), per allele (R) and per genotype (G)
 * those that belong to it and the reference. Genotypes are ordered as in section 1.6.2 of the VCF specification.
 */
public final class AlleleSplit {
    private AlleleSplit() {}

    /**
     * What of a field's values belongs to one alternate.
     *
     * @param value the values of all alleles, separated by commas
     * @param number Number of the field's definition
     * @param alternates how many alternates the site has
     * @param alternate which one is wanted, from 1
     * @param ploidy copies of the sample; of an INFO field 2
     * @return the values that belong to it; the text unchanged where the field doesn't go by alleles; a dot where the count of
     *     values fits no allele
     */
    public static String value(String value, String number, int alternates, int alternate, int ploidy) {
        if (alternates < 2 || value.equals(".") || !(number.equals("A") || number.equals("R") || number.equals("G"))) {
            return value;
        }
        String[] values = value.split(",", -1);
        return switch (number) {
            case "A" -> values.length == alternates ? values[alternate - 1] : ".";
            case "R" -> values.length == alternates + 1 ? values[0] + "," + values[alternate] : ".";
            default -> genotypes(values, alternates, alternate, ploidy);
        };
    }

    private static String genotypes(String[] values, int alternates, int alternate, int ploidy) {
        if (ploidy > 8 || values.length != FieldDefinition.genotypes(alternates + 1, ploidy)) {
            return ".";
        }
        List<String> result = new ArrayList<>();
        for (int copies = 0; copies <= ploidy; copies++) {
            result.add(values[index(alternate, copies, ploidy)]);
        }
        return String.join(",", result);
    }

    /**
     * Where the genotype with this many copies of an allele, and the reference otherwise, stands: the sum over the sorted alleles
     * a_1 … a_P of the binomial coefficients (a_m + m - 1 over m), in which the reference's terms are 0.
     */
    private static int index(int allele, int copies, int ploidy) {
        long result = 0;
        for (int m = ploidy - copies + 1; m <= ploidy; m++) {
            result += FieldDefinition.genotypes(allele, m);
        }
        return (int) result;
    }
}
