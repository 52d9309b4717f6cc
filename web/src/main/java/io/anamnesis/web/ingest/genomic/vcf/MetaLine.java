package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Fault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the header that begins with two hashes.
 *
 * @param key what stands before the equals sign
 * @param value what stands behind it
 * @param attributes the pairs between angle brackets in their order, unquoted; null where the value is no such list
 * @param quoted whether the attribute named Description was quoted
 */
record MetaLine(String key, String value, @Nullable Map<String, String> attributes, boolean quoted) {

    /** What was wrong with a line. */
    static final class Malformed extends Exception {
        private final transient Fault fault;

        Malformed(Fault fault) {
            super(fault.code());
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    static MetaLine parse(String line) throws Malformed {
        int equals = line.indexOf('=');
        if (equals <= 2 || equals == line.length() - 1) {
            throw new Malformed(VcfFault.META_LINE);
        }
        String key = line.substring(2, equals);
        String value = line.substring(equals + 1);
        if (key.isBlank() || (value.startsWith("<") && value.length() < 3)) {
            throw new Malformed(VcfFault.META_LINE);
        }
        if (!value.startsWith("<")) {
            return new MetaLine(key, value, null, false);
        }
        if (!value.endsWith(">")) {
            // an address in angle brackets or a list: both must be closed
            throw new Malformed(VcfFault.META_LINE);
        }
        if (value.indexOf('=') < 0 || key.equals("pedigreeDB")) {
            return new MetaLine(key, value, null, false);
        }
        return new Scanner(value).meta(key, value);
    }

    /** An attribute, or null where it is absent. */
    @Nullable
    String attribute(String name) {
        return attributes == null ? null : attributes.get(name);
    }

    /** Goes over {@code <a=b,c="d, e",f=[g, h]>}. */
    private static final class Scanner {
        private final String text;
        private final int end;
        private int at = 1;
        private boolean quotedDescription;

        Scanner(String text) {
            this.text = text;
            this.end = text.length() - 1;
        }

        MetaLine meta(String key, String value) throws Malformed {
            Map<String, String> result = new LinkedHashMap<>();
            while (at < end) {
                int equals = text.indexOf('=', at);
                int comma = text.indexOf(',', at);
                if (equals < 0 || equals == at || (comma >= 0 && comma < equals)) {
                    throw new Malformed(VcfFault.META_VALUE);
                }
                String name = text.substring(at, equals).strip();
                at = equals + 1;
                if (result.put(name, value(name)) != null) {
                    throw new Malformed(VcfFault.META_VALUE);
                }
            }
            return new MetaLine(key, value, Collections.unmodifiableMap(result), quotedDescription);
        }

        private String value(String name) throws Malformed {
            if (at < end && text.charAt(at) == '"') {
                quotedDescription |= name.equals("Description");
                return quoted();
            }
            int from = at;
            if (at < end && text.charAt(at) == '[') {
                int close = text.indexOf(']', at);
                if (close < 0) {
                    throw new Malformed(VcfFault.META_VALUE);
                }
                at = close;
            }
            int comma = text.indexOf(',', at);
            int stop = comma < 0 ? end : comma;
            at = Math.min(end, stop + 1);
            String plain = text.substring(from, stop);
            if (name.equals("Description") && plain.indexOf('"') >= 0) {
                throw new Malformed(VcfFault.META_QUOTE);
            }
            return plain;
        }

        private String quoted() throws Malformed {
            StringBuilder result = new StringBuilder();
            for (at++; at < end; at++) {
                char c = text.charAt(at);
                if (c == '\\' && at + 1 < end && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\')) {
                    at++;
                    result.append(text.charAt(at));
                } else if (c == '"') {
                    at++;
                    if (at < end && text.charAt(at) != ',') {
                        throw new Malformed(VcfFault.META_QUOTE);
                    }
                    at++;
                    return result.toString();
                } else {
                    result.append(c);
                }
            }
            throw new Malformed(VcfFault.META_QUOTE);
        }
    }
}
