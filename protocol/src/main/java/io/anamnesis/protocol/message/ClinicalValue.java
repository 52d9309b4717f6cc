package io.anamnesis.protocol.message;

import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import org.jspecify.annotations.Nullable;

/**
 * One value that a resource states.
 *
 * @param name what of the resource it is: {@code value}, {@code component}, {@code stage}, {@code dose}, …; kebab-case
 * @param subject what is measured, where the value has a code of its own
 * @param number finite; null where the value is no number
 * @param comparator {@code <}, {@code <=}, {@code >=} or {@code >} where the number is a bound
 * @param unit UCUM code where the source gives it, else the unit as written
 * @param code the value where it is a code
 * @param text the value where it is text, a time or a range
 * @param low lower end of the reference range
 * @param high upper end of the reference range
 * @param interpretation such as {@code H}
 * @param absentReason why there is no value, such as {@code not-performed}
 * @param element where in the resource, such as {@code component[0].valueQuantity}
 */
public record ClinicalValue(
        String name,
        @Nullable Coding subject,
        @Nullable Double number,
        @Nullable String comparator,
        @Nullable String unit,
        @Nullable Coding code,
        @Nullable String text,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable String interpretation,
        @Nullable String absentReason,
        @Nullable String element) {
    public static final int MAX_NAME = 64;
    public static final int MAX_UNIT = 64;
    public static final int MAX_SHORT_TEXT = 64;
    public static final int MAX_TEXT = 10_000;
    public static final int MAX_ELEMENT = 256;

    /** @throws IllegalArgumentException where a number is not finite */
    public ClinicalValue {
        if (isBad(number) || isBad(low) || isBad(high)) {
            throw new IllegalArgumentException("a clinical value is a finite number");
        }
    }

    private static boolean isBad(@Nullable Double number) {
        return number != null && !Double.isFinite(number);
    }
}
