package io.anamnesis.sharding.profile.clinical;

import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalValue;
import io.anamnesis.sharding.profile.modality.ElementBuilder;
import io.anamnesis.sharding.profile.modality.ElementChoice;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An observation as elements: one for what it is about, one for each component. A number is in the one unit of its code where
 * there is one ({@link CanonicalUnits}), else as it stands; a bound such as {@code < 5} is no number, and says so by {@code comparator}.
 * What was not done ({@code absentReason}) is not there, nor are values in free text.
 */
final class ObservationElements {
    private static final String SYMBOL = "[A-Za-z0-9-]{1,40}";

    private final ElementChoice choice;
    private final String key;
    private final Instant at;
    private final Function<Coding, String> code;

    ObservationElements(ElementChoice choice, String key, Instant at, Function<Coding, String> code) {
        this.choice = choice;
        this.key = key;
        this.at = at;
        this.code = code;
    }

    /** @param codes of the whole, {@code system:code} */
    void add(ClinicalResource resource, List<String> codes) {
        ElementBuilder whole = new ElementBuilder("observation").at(at).term("status", resource.status());
        boolean done = true;
        int number = 0;
        for (ClinicalValue value : resource.facts().values()) {
            number++;
            boolean own = value.subject() == null || value.name().equals("value");
            if (own) {
                done &= value.absentReason() == null;
                if (value.name().equals("value")) {
                    fill(whole, value);
                } else if (value.name().equals("gene")) {
                    whole.term("gene", gene(value));
                }
            } else if (value.absentReason() == null) {
                component(resource, value, number);
            }
        }
        if (done && !codes.isEmpty()) {
            codes.forEach(each -> whole.term("code", each));
            choice.add(whole.build(), key, codes);
        }
    }

    private void component(ClinicalResource resource, ClinicalValue value, int number) {
        String subject = value.subject() == null ? "" : code.apply(value.subject());
        ElementBuilder element = new ElementBuilder("observation")
                .at(at)
                .term("status", resource.status())
                .term("code", subject)
                .term("gene", value.name().equals("gene") ? gene(value) : null);
        fill(element, value);
        choice.add(element.build(), key + "|" + number, List.of(subject));
    }

    private void fill(ElementBuilder element, ClinicalValue value) {
        element.term("interpretation", value.interpretation())
                .term("comparator", value.comparator())
                .term("value", value.code() == null ? null : code.apply(value.code()));
        Double number = value.number();
        if (number == null || value.comparator() != null) {
            return;
        }
        Coding subject = value.subject();
        String loinc = subject != null && CodeSystems.LOINC.equals(subject.system()) ? subject.code() : "";
        OptionalDouble canonical = CanonicalUnits.value(loinc, number, value.unit());
        element.number("value", canonical.orElse(number))
                .term("unit", canonical.isPresent() ? CanonicalUnits.unit(loinc) : value.unit());
    }

    /** The symbol, where it is one. */
    private static @Nullable String gene(ClinicalValue value) {
        Coding coding = value.code();
        String name = coding == null ? value.text() : coding.display() == null ? coding.code() : coding.display();
        return name != null && name.matches(SYMBOL) ? name : null;
    }
}
