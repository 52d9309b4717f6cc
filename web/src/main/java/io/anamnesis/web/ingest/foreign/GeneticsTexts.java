package io.anamnesis.web.ingest.foreign;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text files of population genetics and of references, by their first lines. */
final class GeneticsTexts {
    private static final int LINES = 20;
    private static final int SHOWN_CHARS = 1_000;
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.]\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern ALLELE = Pattern.compile("[ACGTNacgtn]+|[0-4.*]|<[A-Za-z_:]+>");
    private static final Pattern SEQUENCE = Pattern.compile("[A-Za-z*-]+");
    private static final ForeignKind PLINK = new ForeignKind("plink-later", "variants or samples of a PLINK data set");
    private static final ForeignKind RESULTS =
            new ForeignKind("association-results", "results of an association study");

    private GeneticsTexts() {}

    static Optional<ForeignKind> of(byte[] beginning) {
        List<String> lines = new String(beginning, StandardCharsets.ISO_8859_1)
                .lines()
                .limit(LINES)
                .map(line -> line.substring(0, Math.min(line.length(), SHOWN_CHARS)))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.ofNullable(kind(lines));
    }

    private static @Nullable ForeignKind kind(List<String> lines) {
        String first = lines.get(0);
        if (first.startsWith(">")
                && lines.size() > 1
                && SEQUENCE.matcher(lines.get(1)).matches()) {
            return new ForeignKind("sequence", "sequences (FASTA); a reference is given with --reference");
        }
        if (lines.stream()
                .anyMatch(line -> line.startsWith("# SN, Summary numbers") || line.startsWith("SN\t0\tnumber of"))) {
            return new ForeignKind("genomic-statistics", "statistics of variants (bcftools)");
        }
        ForeignKind headed = headed(BLANKS.split(first.strip()));
        return headed == null ? unheaded(lines) : headed;
    }

    private static @Nullable ForeignKind headed(String[] head) {
        String start = head[0];
        boolean names = start.equals("#CHROM") || start.equals("CHROM");
        if (names && head.length >= 5 && head[1].equals("POS") && head[2].equals("ID") && !has(head, "TEST")) {
            // a VCF whose meta lines are missing begins so, too; its reader was asked before and knew it not
            return has(head, "INFO") ? null : PLINK;
        }
        if (names && head.length >= 4) {
            return RESULTS;
        }
        if (start.equals("ID_1") && has(head, "ID_2")) {
            return new ForeignKind("bgen-later", "samples of a BGEN or Oxford data set");
        }
        boolean families = (start.equals("#FID") || start.equals("FID")) && has(head, "IID");
        return families || start.equals("#IID") || start.equals("FID_IID") ? PLINK : null;
    }

    private static boolean has(String[] head, String name) {
        return List.of(head).contains(name);
    }

    private static @Nullable ForeignKind unheaded(List<String> lines) {
        boolean bim = true;
        boolean fam = true;
        boolean gen = true;
        boolean index = true;
        for (String line : lines) {
            String[] cells = BLANKS.split(line.strip());
            bim &= isBim(cells);
            fam &= isFam(cells);
            gen &= isGen(cells);
            index &= isFastaIndex(line);
        }
        if (bim || fam) {
            return PLINK;
        }
        if (gen) {
            return new ForeignKind("bgen-later", "genotypes of an Oxford data set");
        }
        return index ? new ForeignKind("genomic-index", "an index of sequences (fai)") : null;
    }

    /** Chromosome, id, centimorgans, position, two alleles. */
    private static boolean isBim(String[] cells) {
        return cells.length == 6
                && NUMBER.matcher(cells[2]).matches()
                && WHOLE.matcher(cells[3]).matches()
                && ALLELE.matcher(cells[4]).matches()
                && ALLELE.matcher(cells[5]).matches();
    }

    /** Family, person, father, mother, sex, a phenotype. */
    private static boolean isFam(String[] cells) {
        return cells.length == 6
                && (cells[4].equals("0") || cells[4].equals("1") || cells[4].equals("2"))
                && (NUMBER.matcher(cells[5]).matches() || cells[5].equals("NA"));
    }

    /** Chromosome or id, id, position, two alleles, then three probabilities a sample. */
    private static boolean isGen(String[] cells) {
        return cells.length >= 8
                && WHOLE.matcher(cells[2]).matches()
                && ALLELE.matcher(cells[3]).matches()
                && ALLELE.matcher(cells[4]).matches()
                && NUMBER.matcher(cells[5]).matches()
                && NUMBER.matcher(cells[6]).matches();
    }

    /** Name, length, offset, bases a line, bytes a line, by tabs. */
    private static boolean isFastaIndex(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 5 || cells[0].isEmpty()) {
            return false;
        }
        for (int i = 1; i < cells.length; i++) {
            if (!WHOLE.matcher(cells[i]).matches()) {
                return false;
            }
        }
        return Long.parseLong(cells[4]) > Long.parseLong(cells[3]);
    }
}
