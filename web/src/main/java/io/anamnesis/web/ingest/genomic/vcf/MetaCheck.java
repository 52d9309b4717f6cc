package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Fault;
import io.anamnesis.web.ingest.genomic.vcf.MetaLine.Malformed;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the specification demands of the lines that it defines. Other keys may hold anything. */
final class MetaCheck {
    private static final Set<String> TYPES = Set.of("Integer", "Float", "Flag", "Character", "String");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}|[ARGPM.]|L[ARG]");
    private static final Pattern NO_SPACE = Pattern.compile("[^\\s,<>]+");
    private static final Pattern ALT = Pattern.compile("(DEL|INS|DUP|INV|CNV|BND|TRA|NON_REF|\\*|X)(:[^\\s,<>]+)*");
    private static final Pattern PLAIN = Pattern.compile("[^\\s,:<>\"]+");

    private MetaCheck() {}

    /** A fault that leaves the line of use all the same, or null. */
    static @Nullable Fault check(MetaLine line, int minorVersion) throws Malformed {
        switch (line.key()) {
            case "INFO", "FORMAT" -> {
                return field(line, line.key().equals("INFO"));
            }
            case "FILTER" -> described(line);
            case "ALT" -> alternate(line, minorVersion);
            case "contig", "SAMPLE" -> named(line);
            case "META" -> meta(line);
            case "PEDIGREE" -> pedigree(line, minorVersion);
            case "assembly", "pedigreeDB" -> address(line);
            default -> {
                // free
            }
        }
        return null;
    }

    private static @Nullable Fault field(MetaLine line, boolean info) throws Malformed {
        ordered(line, "ID", "Number", "Type", "Description");
        described(line);
        String number = attribute(line, "Number", VcfFault.META_NUMBER);
        if (!NUMBER.matcher(number).matches()) {
            throw new Malformed(VcfFault.META_NUMBER);
        }
        String type = attribute(line, "Type", VcfFault.META_TYPE);
        if (!TYPES.contains(type) || (!info && type.equals("Flag"))) {
            throw new Malformed(VcfFault.META_TYPE);
        }
        String id = attribute(line, "ID", VcfFault.META_ID);
        FieldDefinition reserved = info ? FieldDefinition.reservedInfo(id) : FieldDefinition.reservedFormat(id);
        if (reserved == null) {
            return null;
        }
        boolean number1 = number.equals(reserved.number()) || number.equals(".");
        return number1 && type.equals(reserved.type()) ? null : VcfFault.RESERVED;
    }

    private static void described(MetaLine line) throws Malformed {
        id(line, NO_SPACE);
        if (line.attribute("Description") != null && !line.quoted()) {
            throw new Malformed(VcfFault.META_QUOTE);
        }
        if (line.attribute("Description") == null) {
            throw new Malformed(VcfFault.META_ORDER);
        }
    }

    private static void alternate(MetaLine line, int minorVersion) throws Malformed {
        described(line);
        String id = attribute(line, "ID", VcfFault.META_ID);
        if (minorVersion < 4 && id.indexOf(':') >= 0 && !ALT.matcher(id).matches()) {
            throw new Malformed(VcfFault.META_ALT);
        }
        String number = line.attribute("Number");
        if (number != null && !NUMBER.matcher(number).matches()) {
            throw new Malformed(VcfFault.META_NUMBER);
        }
        String type = line.attribute("Type");
        if (type != null && !TYPES.contains(type)) {
            throw new Malformed(VcfFault.META_TYPE);
        }
        if (number != null && type != null) {
            ordered(line, "ID", "Number", "Type", "Description");
        }
    }

    private static void named(MetaLine line) throws Malformed {
        id(line, NO_SPACE);
    }

    private static void meta(MetaLine line) throws Malformed {
        id(line, NO_SPACE);
        String number = line.attribute("Number");
        if (number != null && !NUMBER.matcher(number).matches()) {
            throw new Malformed(VcfFault.META_NUMBER);
        }
        String type = line.attribute("Type");
        if (type != null && !TYPES.contains(type)) {
            throw new Malformed(VcfFault.META_TYPE);
        }
        String values = line.attribute("Values");
        if (values != null && !(values.startsWith("[") && values.endsWith("]"))) {
            throw new Malformed(VcfFault.META_VALUE);
        }
    }

    private static void pedigree(MetaLine line, int minorVersion) throws Malformed {
        if (line.attributes() == null) {
            throw new Malformed(VcfFault.META_LINE);
        }
        if (minorVersion >= 3) {
            id(line, NO_SPACE);
        }
        for (String value : line.attributes().values()) {
            if (!PLAIN.matcher(value).matches()) {
                throw new Malformed(VcfFault.META_VALUE);
            }
        }
    }

    private static void address(MetaLine line) throws Malformed {
        String value = line.value();
        String bare = value.startsWith("<") ? value.substring(1, value.length() - 1) : value;
        if (bare.isBlank()) {
            throw new Malformed(VcfFault.META_LINE);
        }
        if (bare.contains("://")) {
            try {
                if (new URI(bare).parseServerAuthority().getHost() == null && !bare.startsWith("file:")) {
                    throw new Malformed(VcfFault.META_URL);
                }
            } catch (URISyntaxException e) {
                throw new Malformed(VcfFault.META_URL);
            }
        }
    }

    private static void id(MetaLine line, Pattern pattern) throws Malformed {
        if (line.attributes() == null) {
            throw new Malformed(VcfFault.META_LINE);
        }
        List<String> names = new ArrayList<>(line.attributes().keySet());
        String id = line.attribute("ID");
        if (id == null || !names.get(0).equals("ID") || !pattern.matcher(id).matches()) {
            throw new Malformed(VcfFault.META_ID);
        }
    }

    private static void ordered(MetaLine line, String... wanted) throws Malformed {
        if (line.attributes() == null) {
            throw new Malformed(VcfFault.META_LINE);
        }
        List<String> names = new ArrayList<>(line.attributes().keySet());
        if (names.size() < wanted.length || !names.subList(0, wanted.length).equals(List.of(wanted))) {
            throw new Malformed(VcfFault.META_ORDER);
        }
    }

    private static String attribute(MetaLine line, String name, Fault absent) throws Malformed {
        String value = line.attribute(name);
        if (value == null) {
            throw new Malformed(absent);
        }
        return value;
    }
}
