package io.anamnesis.sharding.quality;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Modality;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A declared expectation.
 *
 * @param name kebab-case, unique; names it in counts, quarantine and refusals
 * @param modality of the messages that it is about
 * @param source only messages of this source system; null for all
 * @param where fields (pointers without {@code *}) that must have these texts for the rule to apply
 * @param field what is looked at
 * @param expectation what is expected of each
 * @param action what becomes of a message that does not meet it
 */
record QualityRule(
        String name,
        Modality modality,
        @Nullable String source,
        Map<FieldPath, String> where,
        FieldPath field,
        Expectation expectation,
        QualityAction action) {
    QualityRule {
        where = Map.copyOf(where);
    }

    boolean appliesTo(JsonNode document, String sourceSystem) {
        if (source != null && !source.equals(sourceSystem)) {
            return false;
        }
        return where.entrySet().stream().allMatch(each -> each.getKey().in(document).stream()
                .anyMatch(found -> found.node().asText().equals(each.getValue())));
    }
}
