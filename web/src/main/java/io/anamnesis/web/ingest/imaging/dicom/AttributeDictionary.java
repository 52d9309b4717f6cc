package io.anamnesis.web.ingest.imaging.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What PS3.6 and PS3.15 say of a tag; read once from the tables beside this class. */
final class AttributeDictionary {
    /** US or SS, as the data set's Pixel Representation says. */
    private static final String SIGNED_OR_NOT = "XS";

    private static final Map<Integer, String> REPRESENTATIONS = new HashMap<>(8192);
    private static final Map<Integer, String> KEYWORDS = new HashMap<>(8192);
    private static final Set<Integer> IDENTIFYING = new HashSet<>();

    static {
        lines("attributes.txt", AttributeDictionary::attribute);
        lines("identifying.txt", AttributeDictionary::identifying);
    }

    private AttributeDictionary() {}

    /** The representation in an implicit transfer syntax; null where the standard does not know the tag. */
    static @Nullable Vr representation(int tag, boolean signedPixels) {
        if ((tag & 0xffff) == 0) {
            return Vr.UL;
        }
        if (Tag.isPrivate(tag)) {
            // PS3.5 section 7.8.1: elements 0010 to 00FF of an odd group name who owns a block
            int element = tag & 0xffff;
            return element >= 0x10 && element <= 0xff ? Vr.LO : null;
        }
        String found = REPRESENTATIONS.get(known(tag));
        if (found == null) {
            return null;
        }
        return found.equals(SIGNED_OR_NOT) ? (signedPixels ? Vr.SS : Vr.US) : Vr.named(found);
    }

    /** The standard's keyword, such as {@code PatientID}; null where it has none. */
    static @Nullable String keyword(int tag) {
        return KEYWORDS.get(known(tag));
    }

    /** Whether the Basic Profile of PS3.15 annex E removes or replaces it. */
    static boolean identifies(int tag) {
        int group = Tag.group(tag) & 0xff00;
        int element = tag & 0xffff;
        return Tag.isPrivate(tag)
                || group == 0x5000
                || (group == 0x6000 && (element == 0x3000 || element == 0x4000))
                || IDENTIFYING.contains(tag);
    }

    /** Curves and overlays repeat in the even groups 5000 to 501E and 6000 to 601E. */
    private static int known(int tag) {
        int group = Tag.group(tag);
        boolean repeats = ((group & 0xff00) == 0x5000 || (group & 0xff00) == 0x6000) && (group & 0xff) <= 0x1e;
        return repeats ? tag & 0xff00ffff : tag;
    }

    private static void attribute(String line) {
        String[] parts = line.split(" ", -1);
        int tag;
        if (parts[0].indexOf('x') < 0) {
            tag = Integer.parseUnsignedInt(parts[0], 16);
        } else if (parts[0].startsWith("50xx") || parts[0].startsWith("60xx")) {
            tag = Integer.parseUnsignedInt(parts[0].replace('x', '0'), 16);
        } else {
            return;
        }
        REPRESENTATIONS.put(tag, parts[1]);
        if (!parts[2].equals("-")) {
            KEYWORDS.put(tag, parts[2]);
        }
    }

    private static void identifying(String line) {
        String[] parts = line.split(" ", -1);
        for (int i = 1; i < parts.length; i++) {
            IDENTIFYING.add(Integer.parseUnsignedInt(parts[0] + parts[i], 16));
        }
    }

    private static void lines(String name, Consumer<String> each) {
        try (InputStream in = AttributeDictionary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the table " + name + " is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
