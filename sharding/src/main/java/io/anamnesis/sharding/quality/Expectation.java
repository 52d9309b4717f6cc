package io.anamnesis.sharding.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is expected of a field. A field that is not there meets every expectation but {@link Present}. */
sealed interface Expectation {
    /** What was expected, where the field does not meet it; null where it does. Holds no value of the field. */
    @Nullable
    String unmet(JsonNode field);

    /** The field is there. */
    record Present() implements Expectation {
        @Override
        public @Nullable String unmet(JsonNode field) {
            return field.isMissingNode() || field.isNull() ? "expected the field to be there" : null;
        }
    }

    /** A number of a range, both ends included. */
    record Within(double least, double most) implements Expectation {
        @Override
        public @Nullable String unmet(JsonNode field) {
            if (field.isMissingNode()) {
                return null;
            }
            boolean met = field.isNumber() && field.doubleValue() >= least && field.doubleValue() <= most;
            return met ? null : "expected a number from " + least + " to " + most;
        }
    }

    /** One of some texts. */
    record OneOf(Set<String> texts) implements Expectation {
        public OneOf {
            texts = Set.copyOf(texts);
        }

        @Override
        public @Nullable String unmet(JsonNode field) {
            return field.isMissingNode() || (field.isTextual() && texts.contains(field.textValue()))
                    ? null
                    : "expected one of "
                            + String.join(", ", texts.stream().sorted().toList());
        }
    }

    /** Text of a form; only the first {@value #MOST_CHARS} characters are looked at. */
    record Matching(Pattern form) implements Expectation {
        private static final int MOST_CHARS = 1_000;

        @Override
        public @Nullable String unmet(JsonNode field) {
            if (field.isMissingNode()) {
                return null;
            }
            String text = field.isTextual() ? field.textValue() : null;
            boolean met = text != null
                    && form.matcher(text.substring(0, Math.min(MOST_CHARS, text.length())))
                            .matches();
            return met ? null : "expected text of the form " + form.pattern();
        }
    }
}
