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

    private static final String ANY_SYSTEM = "*";

    /** @throws IllegalArgumentException where a part is blank or the system holds a colon */
    public Code {
        boolean systemIsOne =
                system == null || !(system.isBlank() || system.indexOf(':') >= 0 || system.equals(ANY_SYSTEM));
        if (code.isBlank() || !systemIsOne || (system != null && system.startsWith("="))) {
            throw new IllegalArgumentException("a code is not blank, and a system's short name holds no colon");
        }
    }

    /**
     * What {@link #toString} writes: {@code C71}, {@code icd10:C71} (the system ends at the first colon, {@code *} is any), and with
     * {@code =} before it only that code itself.
     */
    public static Code of(String text) {
        boolean exact = text.startsWith("=");
        String rest = exact ? text.substring(1) : text;
        int colon = rest.indexOf(':');
        String system = colon < 0 ? null : rest.substring(0, colon);
        return new Code(ANY_SYSTEM.equals(system) ? null : system, rest.substring(colon + 1), exact);
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
        boolean withBelow = !exact && carriesHierarchy(codingSystem);
        return withBelow ? beginsWith(coding, code) : coding.equals(code);
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

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        String shown = system != null ? system + ":" + code : plain() ? code : ANY_SYSTEM + ":" + code;
        return exact ? "=" + shown : shown;
    }

    private boolean plain() {
        return code.indexOf(':') < 0 && !code.startsWith("=");
    }
}
