package io.anamnesis.protocol.query;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A code of a code system. In the systems whose codes carry their hierarchy ({@link #carriesHierarchy}) a code stands for all below
 * it too: ICD {@code C71} for {@code C71.9}, ATC {@code L01} for {@code L01XC02}.
 *
 * @param system its short name, such as {@code icd10}; null for any
 * @param code as the system writes it; whether ICD's dot is there does not matter
 * @param exact only the code itself, not what is below
 */
public record Code(@Nullable String system, String code, boolean exact) implements Comparable<Code> {
    private static final Set<String> HIERARCHIES =
            Set.of("icd10", "icd10cm", "icd10gm", "icd9cm", "icd9", "icdo3", "atc");

    /** @throws IllegalArgumentException where a part is blank or the system holds a colon */
    public Code {
        if (code.isBlank() || (system != null && (system.isBlank() || system.indexOf(':') >= 0))) {
            throw new IllegalArgumentException("a code is not blank, and a system's short name holds no colon");
        }
    }

    /** A code of any system, or of the one before the first colon: {@code C71} or {@code icd10:C71}. */
    public static Code of(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Code(null, text, false)
                : new Code(text.substring(0, colon), text.substring(colon + 1), false);
    }

    /** Whether what is below a code of that system begins with it. */
    public static boolean carriesHierarchy(String system) {
        return HIERARCHIES.contains(system);
    }

    /** Whether a coding is this code or one below. */
    public boolean covers(String codingSystem, String coding) {
        if (system != null && !system.equals(codingSystem)) {
            return false;
        }
        return exact || !carriesHierarchy(codingSystem) ? coding.equals(code) : beginsWith(coding, code);
    }

    /** Compares without dots, as {@code C719} and {@code C71.9} are the same. */
    private static boolean beginsWith(String coding, String prefix) {
        int at = 0;
        for (int i = 0; i < prefix.length(); i++) {
            char expected = prefix.charAt(i);
            if (expected == '.') {
                continue;
            }
            while (at < coding.length() && coding.charAt(at) == '.') {
                at++;
            }
            if (at == coding.length() || coding.charAt(at++) != expected) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Code other) {
        int bySystem = (system == null ? "" : system).compareTo(other.system == null ? "" : other.system);
        int byCode = bySystem != 0 ? bySystem : code.compareTo(other.code);
        return byCode != 0 ? byCode : Boolean.compare(exact, other.exact);
    }

    /** {@code icd10:C71}, or {@code C71}. */
    @Override
    public String toString() {
        return (system == null ? "" : system + ":") + code;
    }
}
