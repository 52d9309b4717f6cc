package io.anamnesis.web.ingest.genomic.vcf;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** INFO keys that were seen, found by their place in a text without cutting them out. One thread's. */
final class InfoKeys {
    /** Far more than any caller writes; keys beyond are looked up each time. */
    private static final int MAX_KEYS = 16_384;

    private static final Set<String> ANNOTATIONS = Set.of("CSQ", "ANN", "FUNCOTATION", "BCSQ", "EFF", "CLNSIG");
    private static final Set<String> COUNTS = Set.of("AC", "AN", "DP", "END", "MQ0", "NS", "AF");

    private final VcfHeader header;
    private @Nullable Key[] table = new Key[1_024];
    private int size;

    InfoKeys(VcfHeader header) {
        this.header = header;
    }

    /** A key, its definition and the record in which it stood last. */
    static final class Key {
        final String name;
        final @Nullable FieldCheck check;
        /** Lists of annotations are read by readers of their own, whatever Number their header line gives. */
        final boolean annotation;
        /** Whether its numbers can't be below zero. */
        final boolean count;

        private final int hash;
        long record;
        /** The key that came after it when it stood last; only keys of the table, so that no chain of others is held. */
        @Nullable
        Key follower;

        private boolean kept;

        void followedBy(Key key) {
            if (key.kept) {
                follower = key;
            }
        }

        /** Whether this key, and no longer one, stands there. */
        boolean standsAt(String text, int from) {
            int to = from + name.length();
            return text.startsWith(name, from)
                    && (to == text.length() || text.charAt(to) == '=' || text.charAt(to) == ';');
        }

        Key(String name, int hash, @Nullable FieldDefinition definition) {
            this.name = name;
            this.hash = hash;
            this.check = definition == null ? null : FieldCheck.of(definition);
            this.annotation = ANNOTATIONS.contains(name);
            this.count = COUNTS.contains(name);
        }
    }

    Key find(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int slot = hash & (table.length - 1);
        for (Key key = table[slot]; key != null; key = table[slot]) {
            if (key.hash == hash && key.name.length() == to - from && text.startsWith(key.name, from)) {
                return key;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        String name = text.substring(from, to);
        Key made = new Key(name, hash, header.info(name));
        if (size < MAX_KEYS) {
            table[slot] = made;
            made.kept = true;
            size++;
            if (size * 2 > table.length) {
                grow();
            }
        }
        return made;
    }

    private void grow() {
        @Nullable Key[] old = table;
        table = new Key[old.length * 2];
        for (Key key : old) {
            if (key != null) {
                int slot = key.hash & (table.length - 1);
                while (table[slot] != null) {
                    slot = (slot + 1) & (table.length - 1);
                }
                table[slot] = key;
            }
        }
    }
}
