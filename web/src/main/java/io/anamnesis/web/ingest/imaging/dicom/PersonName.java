package io.anamnesis.web.ingest.imaging.dicom;

import org.jspecify.annotations.Nullable;

/**
 * A person's name in up to three scripts (PS3.5 section 6.2.1), each as {@code family^given^middle^prefix^suffix}.
 *
 * @param alphabetic in an alphabet; null where not given
 * @param ideographic in ideographs; null where not given
 * @param phonetic as it sounds; null where not given
 */
public record PersonName(
        @Nullable String alphabetic,
        @Nullable String ideographic,
        @Nullable String phonetic) {
    static PersonName of(String value) {
        String[] groups = value.split("=", 3);
        return new PersonName(group(groups, 0), group(groups, 1), group(groups, 2));
    }

    private static @Nullable String group(String[] groups, int index) {
        if (index >= groups.length) {
            return null;
        }
        // trailing empty components say nothing: "Doe^John^^" is "Doe^John"
        String name = groups[index].stripTrailing();
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '^') {
            end--;
        }
        return end == 0 ? null : name.substring(0, end);
    }

    boolean isEmpty() {
        return alphabetic == null && ideographic == null && phonetic == null;
    }

    /** A name is a clinical matter: a log that prints one shows nothing. */
    @Override
    public String toString() {
        return "PersonName";
    }
}
