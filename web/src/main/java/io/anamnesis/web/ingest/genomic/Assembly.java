package io.anamnesis.web.ingest.genomic;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The human reference genomes and how a text, a chromosome's length or its checksum shows one. UCSC's and the Broad's names
 * stand for the same primary chromosomes as GRC's ({@code hg19} and {@code b37} for {@code GRCh37}); the mitochondrion of
 * {@code hg19} differs, and its contig is named {@code chrM}, which we keep.
 */
public final class Assembly {
    private static final Map<String, Pattern> NAMES = Map.of(
            "GRCh38", names("grch38|hg38|b38|assembly38|hs38|ncbi38"),
            "GRCh37", names("grch37|hg19|b37|g1k_?v37|assembly19|hs37|ncbi37"),
            "NCBI36", names("ncbi36|grch36|hg18|b36|g1k_?v36|assembly18"),
            "T2T-CHM13v2.0", names("chm13|hs1|t2t"));
    private static final Map<String, String> BY_MD5 = Map.ofEntries(
            Map.entry("1b22b98cdeb4a9304cb5d48026a85128", "GRCh37"),
            Map.entry("a0d9851da00400dec1098a9255ac712e", "GRCh37"),
            Map.entry("0dec9660ec1efaaf33281c0d5ea2560f", "GRCh37"),
            Map.entry("2979a6085bfe28e3ad6f552f361ed74d", "GRCh37"),
            Map.entry("a718acaa6135fdca8357d5bfe94211dd", "GRCh37"),
            Map.entry("7e0e2e580297b7764e31dbc80c2540dd", "GRCh37"),
            Map.entry("6aef897c3d6ff0c78aff06ac189178dd", "GRCh38"),
            Map.entry("b18e6c531b0bd70e949a7fc20859cb01", "GRCh38"),
            Map.entry("974dc7aec0b755b19f031418fdedf293", "GRCh38"),
            Map.entry("ac37ec46683600f808cdd41eac1d55cd", "GRCh38"),
            Map.entry("f126cdf8a6e0c7f379d618ff66beb2da", "NCBI36"));

    /** Lengths of chromosomes 1 to 22, X, Y, from NCBI's assembly reports. */
    private static final Map<String, List<Long>> LENGTHS = Map.of(
            "GRCh37",
            List.of(
                    249250621L,
                    243199373L,
                    198022430L,
                    191154276L,
                    180915260L,
                    171115067L,
                    159138663L,
                    146364022L,
                    141213431L,
                    135534747L,
                    135006516L,
                    133851895L,
                    115169878L,
                    107349540L,
                    102531392L,
                    90354753L,
                    81195210L,
                    78077248L,
                    59128983L,
                    63025520L,
                    48129895L,
                    51304566L,
                    155270560L,
                    59373566L),
            "GRCh38",
            List.of(
                    248956422L,
                    242193529L,
                    198295559L,
                    190214555L,
                    181538259L,
                    170805979L,
                    159345973L,
                    145138636L,
                    138394717L,
                    133797422L,
                    135086622L,
                    133275309L,
                    114364328L,
                    107043718L,
                    101991189L,
                    90338345L,
                    83257441L,
                    80373285L,
                    58617616L,
                    64444167L,
                    46709983L,
                    50818468L,
                    156040895L,
                    57227415L),
            "NCBI36",
            List.of(
                    247249719L,
                    242951149L,
                    199501827L,
                    191273063L,
                    180857866L,
                    170899992L,
                    158821424L,
                    146274826L,
                    140273252L,
                    135374737L,
                    134452384L,
                    132349534L,
                    114142980L,
                    106368585L,
                    100338915L,
                    88827254L,
                    78774742L,
                    76117153L,
                    63811651L,
                    62435964L,
                    46944323L,
                    49691432L,
                    154913754L,
                    57772954L));

    private static final Map<String, String> BY_LENGTH = byLength();

    private Assembly() {}

    private static Pattern names(String alternatives) {
        return Pattern.compile("(?<![a-z])(" + alternatives + ")(?!\\d)");
    }

    private static Map<String, String> byLength() {
        Map<String, String> result = new HashMap<>();
        LENGTHS.forEach((assembly, lengths) -> {
            for (int i = 0; i < lengths.size(); i++) {
                String name = i == 22 ? "X" : i == 23 ? "Y" : Integer.toString(i + 1);
                result.put(name + ":" + lengths.get(i), assembly);
            }
        });
        return result;
    }

    /** The assembly that a name, path or address shows; empty where it shows none or several. */
    public static Optional<String> named(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> found = NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(lower).find())
                .map(Map.Entry::getKey)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The assembly in which a chromosome has this length. */
    public static Optional<String> ofLength(String contig, long length) {
        String name = contig.startsWith("chr") ? contig.substring(3) : contig;
        return Optional.ofNullable(BY_LENGTH.get(name + ":" + length));
    }

    /** The assembly of which a chromosome's sequence has this MD5. */
    public static Optional<String> ofMd5(String md5) {
        return Optional.ofNullable(BY_MD5.get(md5.toLowerCase(Locale.ROOT)));
    }

    /** A name that a person gave, as a message may show it. */
    public static String shown(String name) {
        return NAMES.containsKey(name) ? name : "another";
    }

    /** Our name for what a sender calls it: {@code hg19} becomes {@code GRCh37}; a name that we don't know stays. */
    public static String canonical(String name) {
        return named(name).orElse(name);
    }
}
