package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.TermMatch;
import io.anamnesis.protocol.vocabulary.Vocabulary;
import io.anamnesis.sharding.column.Change;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a criterion looks at: a change of a patient that touches none of it leaves the truth as it was, apart from what turns with time
 * alone ({@link CohortEngine#nextTurn}) and from who is near ({@code neighbours}).
 *
 * @param elements kinds of elements, and the terms without which an element is not looked at
 * @param numbers names
 * @param turning modalities of which it matters whether they are there
 * @param freshness modalities of which it matters when they were last observed
 * @param neighbours whether there is a nearest-to clause, which any patient's vectors can change
 */
public record Triggers(
        List<Interest> elements,
        Set<String> numbers,
        Set<Modality> turning,
        Set<Modality> freshness,
        boolean neighbours) {
    public Triggers {
        elements = List.copyOf(elements);
        numbers = Set.copyOf(numbers);
        turning = Set.copyOf(turning);
        freshness = Set.copyOf(freshness);
    }

    /** Elements of a kind; one that lacks one of the terms is not looked at. */
    public record Interest(String kind, List<TermMatch> terms) {
        public Interest {
            terms = List.copyOf(terms);
        }

        boolean isTouchedBy(Change change) {
            if (change.cut().contains(kind)) {
                return true;
            }
            Set<String> changed = change.elements().get(kind);
            return changed != null && terms.stream().allMatch(term -> isAmong(term, changed));
        }

        private static boolean isAmong(TermMatch term, Set<String> changed) {
            String prefix = term.name() + ":";
            if (term instanceof TermMatch.Words words && words.anyOf().size() < changed.size()) {
                return words.anyOf().stream().anyMatch(value -> changed.contains(prefix + value));
            }
            return changed.stream()
                    .anyMatch(each -> each.startsWith(prefix) && term.accepts(each.substring(prefix.length())));
        }
    }

    /** What the criterion looks at. */
    public static Triggers of(Criterion criterion) {
        List<Interest> elements = new ArrayList<>();
        Set<String> numbers = new HashSet<>();
        Set<Modality> turning = EnumSet.noneOf(Modality.class);
        Set<Modality> freshness = EnumSet.noneOf(Modality.class);
        boolean neighbours = false;
        for (Criterion each : leaves(criterion, new ArrayList<>())) {
            if (each instanceof Criterion.Has has) {
                add(has.kind(), has.where(), elements, turning);
            } else if (each instanceof Criterion.Temporal temporal) {
                add(temporal.what().kind(), temporal.what().where(), elements, turning);
                add(temporal.anchor().kind(), temporal.anchor().where(), elements, turning);
            } else if (each instanceof Criterion.NumberIn number) {
                numbers.add(number.name());
            } else if (each instanceof Criterion.AgeIn) {
                add("patient", Conditions.NONE, elements, turning);
            } else if (each instanceof Criterion.ModalityIs modality) {
                (modality.age() == null ? turning : freshness).add(modality.modality());
            } else {
                neighbours |= each instanceof NearestTo;
            }
        }
        return new Triggers(elements, numbers, turning, freshness, neighbours);
    }

    private static List<Criterion> leaves(Criterion criterion, List<Criterion> leaves) {
        if (criterion.parts().isEmpty()) {
            leaves.add(criterion);
        }
        criterion.parts().forEach(part -> leaves(part, leaves));
        return leaves;
    }

    private static void add(String kind, Conditions where, List<Interest> elements, Set<Modality> turning) {
        elements.add(new Interest(kind, where.terms()));
        Vocabulary.kind(kind).map(Vocabulary.Kind::modality).ifPresent(turning::add);
    }

    /** Whether the change could change the truth. */
    public boolean isTouchedBy(Change change) {
        return change.added()
                || turning.stream().anyMatch(change.turned()::contains)
                || freshness.stream().anyMatch(change.modalities()::contains)
                || numbers.stream().anyMatch(change.numbers()::contains)
                || elements.stream().anyMatch(interest -> interest.isTouchedBy(change));
    }
}
