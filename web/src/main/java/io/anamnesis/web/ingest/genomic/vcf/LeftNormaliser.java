package io.anamnesis.web.ingest.genomic.vcf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Moves alleles as far to the left as they go and makes them as short as they can be, so that one change has one form. Tan,
 * Abecasis and Kang, "Unified representation of genetic variants", Bioinformatics 31 (2015), algorithm 1.
 */
public final class LeftNormaliser {
    /** Longer alleles are left as they are: moving them base by base would take time that grows with their square. */
    static final int MAX_ALLELE_BASES = 10_000;

    private static final int WINDOW = 200;

    private final ReferenceSequence reference;

    public LeftNormaliser(ReferenceSequence reference) {
        this.reference = reference;
    }

    /**
     * Where alleles stand.
     *
     * @param position 1-based
     */
    public record Site(long position, String reference, List<String> alternates) {
        public Site {
            alternates = List.copyOf(alternates);
        }
    }

    /** Whether the reference has the contig. */
    public boolean knows(String contig) {
        return reference.length(contig) >= 0;
    }

    /** Whether the reference has the contig and, there, the reference allele; N matches anything. */
    public boolean agrees(String contig, long position, String allele) throws IOException {
        long length = reference.length(contig);
        if (position < 1 || position + allele.length() - 1 > length) {
            return false;
        }
        String bases = reference.bases(contig, position, position + allele.length() - 1);
        for (int i = 0; i < bases.length(); i++) {
            char own = Character.toUpperCase(allele.charAt(i));
            if (own != bases.charAt(i) && own != 'N' && bases.charAt(i) != 'N') {
                return false;
            }
        }
        return true;
    }

    /**
     * The site in its shortest, leftmost form. Unchanged where an allele is no plain bases, or where all are equal.
     *
     * @param contig must be in the reference, and the reference allele must agree with it
     */
    public Site normalise(String contig, Site site) throws IOException {
        if (!Alleles.isBases(site.reference()) || !site.alternates().stream().allMatch(Alleles::isBases)) {
            return site;
        }
        List<String> alleles = new ArrayList<>();
        alleles.add(site.reference());
        alleles.addAll(site.alternates());
        if (alleles.stream().anyMatch(allele -> allele.length() > MAX_ALLELE_BASES)) {
            return site;
        }
        boolean differ = site.alternates().stream().anyMatch(each -> !each.equalsIgnoreCase(site.reference()));
        return differ ? new Work(contig, site.position(), alleles).done() : site;
    }

    private final class Work {
        private final String contig;
        private final List<StringBuilder> alleles = new ArrayList<>();
        private long position;
        private @Nullable String window;
        private long windowFrom;

        Work(String contig, long position, List<String> alleles) {
            this.contig = contig;
            this.position = position;
            alleles.forEach(allele -> this.alleles.add(new StringBuilder(allele.toUpperCase(Locale.ROOT))));
        }

        Site done() throws IOException {
            boolean moved = true;
            while (moved) {
                moved = false;
                if (sameEnd()) {
                    alleles.forEach(allele -> allele.setLength(allele.length() - 1));
                    moved = true;
                }
                if (alleles.stream().anyMatch(allele -> allele.length() == 0)) {
                    if (position == 1) {
                        // nothing stands left of the first base: the next one on the right is the anchor
                        String base = reference.bases(contig, 1 + longest(), 1 + longest());
                        alleles.forEach(allele -> allele.append(base));
                        break;
                    }
                    char left = before();
                    alleles.forEach(allele -> allele.insert(0, left));
                    moved = true;
                }
            }
            while (shortest() > 1 && sameStart()) {
                alleles.forEach(allele -> allele.deleteCharAt(0));
                position++;
            }
            return new Site(
                    position,
                    alleles.get(0).toString(),
                    alleles.subList(1, alleles.size()).stream()
                            .map(StringBuilder::toString)
                            .toList());
        }

        private int longest() {
            return alleles.get(0).length();
        }

        private int shortest() {
            return alleles.stream().mapToInt(StringBuilder::length).min().orElse(0);
        }

        private boolean sameEnd() {
            if (shortest() == 0) {
                return false;
            }
            char last = end(alleles.get(0));
            return alleles.stream().allMatch(allele -> end(allele) == last);
        }

        private static char end(StringBuilder allele) {
            return allele.charAt(allele.length() - 1);
        }

        private boolean sameStart() {
            char first = alleles.get(0).charAt(0);
            return alleles.stream().allMatch(allele -> allele.charAt(0) == first);
        }

        private char before() throws IOException {
            position--;
            if (window == null || position < windowFrom) {
                windowFrom = Math.max(1, position - WINDOW);
                window = reference.bases(contig, windowFrom, position);
            }
            return window.charAt((int) (position - windowFrom));
        }
    }
}
