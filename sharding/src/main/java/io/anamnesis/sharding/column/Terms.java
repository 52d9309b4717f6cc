package io.anamnesis.sharding.column;

import io.anamnesis.protocol.query.Code;
import io.anamnesis.protocol.query.TermMatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/**
 * The terms that elements of a kind have, a number for each, and which rows have them. Codes are in order too, without the dots of
 * their system, so that all below one are found together.
 */
final class Terms {
    /** Names whose values are of one patient or few: shapes leave them out, or each element would have its own. */
    private static final Set<String> OF_FEW = Set.of("study", "note", "hgvs", "protein");

    private final Dictionary dictionary = new Dictionary();
    private final TreeMap<String, Integer> codes = new TreeMap<>();
    final Postings rows = new Postings();
    final TermSets sets = new TermSets(rows);

    static boolean isOfFew(String name) {
        return OF_FEW.contains(name);
    }

    private static byte[] key(int kind, String term) {
        byte[] utf8 = term.getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[utf8.length + 2];
        key[0] = (byte) kind;
        key[1] = (byte) (kind >> 8);
        System.arraycopy(utf8, 0, key, 2, utf8.length);
        return key;
    }

    /** The term as the element has it: {@code gene:EGFR}. */
    String text(int term) {
        byte[] key = dictionary.key(term);
        return new String(key, 2, key.length - 2, StandardCharsets.UTF_8);
    }

    int size() {
        return dictionary.size();
    }

    int intern(int kind, String term) {
        int before = dictionary.size();
        int id = dictionary.intern(key(kind, term));
        if (dictionary.size() > before) {
            if (isCode(term)) {
                codes.put(codeKey(kind, term), id);
            }
            sets.forget(kind, term);
        }
        return id;
    }

    void remove(int term) {
        String text = text(term);
        byte[] key = dictionary.key(term);
        int kind = (key[0] & 0xFF) | ((key[1] & 0xFF) << 8);
        if (isCode(text)) {
            codes.remove(codeKey(kind, text));
        }
        dictionary.remove(term);
        sets.forget(kind, text);
    }

    private static boolean isCode(String term) {
        return term.startsWith("code:") || term.startsWith("value:");
    }

    /** The kind, then the term as {@code name:system:}, the code without dots, and the code as it is. */
    private static String codeKey(int kind, String term) {
        int system = term.indexOf(':') + 1;
        int code = term.indexOf(':', system) + 1;
        String own = code == 0 ? "" : term.substring(code);
        String to = code == 0 ? term + ":" : term.substring(0, code);
        return (char) kind + to + own.replace(".", "") + '\0' + own;
    }

    /** The terms of a kind that are meant. */
    TermSets.TermSet meant(int kind, TermMatch match) {
        TermSets.TermSet known = sets.find(kind, match);
        return known != null ? known : sets.keep(kind, match, matching(kind, match));
    }

    private int[] matching(int kind, TermMatch match) {
        return match.match(new TermMatch.Cases<>() {
            @Override
            public int[] words(TermMatch.Words words) {
                return words.anyOf().stream()
                        .mapToInt(value -> dictionary.find(key(kind, words.name() + ":" + value)))
                        .filter(id -> id != Dictionary.ABSENT)
                        .sorted()
                        .toArray();
            }

            @Override
            public int[] codes(TermMatch.Codes codes) {
                IntList found = new IntList();
                for (Code code : codes.anyOf()) {
                    collect(kind, codes.name(), code, found);
                }
                return found.distinct();
            }
        });
    }

    private void collect(int kind, String name, Code code, IntList found) {
        String all = (char) kind + name + ":";
        if (code.system() != null) {
            collect(all + code.system() + ":", code.system(), code, found);
            return;
        }
        String next = codes.ceilingKey(all);
        while (next != null && next.startsWith(all)) {
            int end = next.indexOf(':', all.length());
            String system = next.substring(all.length(), end);
            collect(next.substring(0, end + 1), system, code, found);
            next = codes.ceilingKey(next.substring(0, end) + ';'); // the character after the colon: past the system
        }
    }

    private void collect(String prefix, String system, Code code, IntList found) {
        boolean below = !code.exact() && Code.carriesHierarchy(system);
        String from = prefix + code.code().replace(".", "") + (below ? "" : "\0");
        for (var each : codes.tailMap(from, true).entrySet()) {
            if (!each.getKey().startsWith(from)) {
                return;
            }
            String own = each.getKey().substring(each.getKey().indexOf('\0', prefix.length()) + 1);
            if (code.covers(system, own)) {
                found.add(each.getValue());
            }
        }
    }

    /** Each term of a kind that has the name: its value and its number. */
    void forEach(int kind, String name, ObjIntConsumer<String> action) {
        byte[] prefix = key(kind, name + ":");
        for (int term = 0; term < dictionary.end(); term++) {
            byte[] key = dictionary.keyOrNull(term);
            if (key != null && Arrays.mismatch(key, prefix) == prefix.length) {
                action.accept(text(term).substring(name.length() + 1), term);
            }
        }
    }

    long bytes() {
        long bytes = dictionary.bytes() + rows.bytes() + sets.bytes();
        for (String code : codes.keySet()) {
            bytes += 40 + Heap.OBJECT + 24 + Heap.array(code.length(), 1);
        }
        return bytes;
    }
}
