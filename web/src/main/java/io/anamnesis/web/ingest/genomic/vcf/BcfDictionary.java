package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.vcf.MetaLine.Malformed;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the numbers in a BCF stand for: by IDX where the header gives it, else by the order of the header's lines. */
final class BcfDictionary {
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Integer> known = new HashMap<>();
    private final Map<Integer, String> contigs = new HashMap<>();

    private BcfDictionary() {
        name("PASS", 0);
    }

    static BcfDictionary of(String header) {
        BcfDictionary result = new BcfDictionary();
        header.lines().filter(line -> line.startsWith("##")).forEach(result::line);
        return result;
    }

    private void line(String text) {
        MetaLine line;
        try {
            line = MetaLine.parse(text);
        } catch (Malformed e) {
            return;
        }
        String id = line.attribute("ID");
        if (id == null) {
            return;
        }
        String index = line.attribute("IDX");
        int given = index != null && index.matches("\\d{1,8}") ? Integer.parseInt(index) : -1;
        switch (line.key()) {
            case "contig" -> contigs.put(given < 0 ? contigs.size() : given, id);
            case "FILTER", "INFO", "FORMAT" -> name(id, given);
            default -> {
                // has no number
            }
        }
    }

    private void name(String id, int given) {
        if (!known.containsKey(id)) {
            int index = given < 0 ? names.size() : given;
            known.put(id, index);
            names.put(index, id);
        }
    }

    @Nullable
    String name(int index) {
        return names.get(index);
    }

    @Nullable
    String contig(int index) {
        return contigs.get(index);
    }
}
