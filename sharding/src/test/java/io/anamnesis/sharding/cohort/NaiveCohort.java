package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.Occurrence;
import io.anamnesis.protocol.query.TermMatch;
import io.anamnesis.protocol.query.Truth;
import io.anamnesis.protocol.vocabulary.Vocabulary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What criteria mean, read off a whole digest, without any index: plain and slow. */
final class NaiveCohort implements Criterion.Cases<NaiveCohort.Answer> {
    private final Digest digest;
    private final Instant now;
    private final Map<NearestTo, Set<PatientId>> nearest;

    NaiveCohort(Digest digest, Instant now, Map<NearestTo, Set<PatientId>> nearest) {
        this.digest = digest;
        this.now = now;
        this.nearest = nearest;
    }

    /** A truth and, where it is UNKNOWN, the missing modalities that left it so. */
    record Answer(Truth truth, Set<Modality> blame) {
        static Answer of(Truth truth) {
            return new Answer(truth, Set.of());
        }

        static Answer of(Truth truth, List<Answer> parts) {
            Set<Modality> blame = EnumSet.noneOf(Modality.class);
            if (truth == Truth.UNKNOWN) {
                parts.stream().filter(part -> part.truth == Truth.UNKNOWN).forEach(part -> blame.addAll(part.blame));
            }
            return new Answer(truth, blame);
        }
    }

    Answer of(Criterion criterion) {
        return criterion.match(this);
    }

    private List<Answer> all(List<Criterion> parts) {
        return parts.stream().map(this::of).toList();
    }

    @Override
    public Answer and(Criterion.And and) {
        List<Answer> parts = all(and.parts());
        return Answer.of(parts.stream().map(Answer::truth).reduce(Truth.TRUE, Truth::and), parts);
    }

    @Override
    public Answer or(Criterion.Or or) {
        List<Answer> parts = all(or.parts());
        return Answer.of(parts.stream().map(Answer::truth).reduce(Truth.FALSE, Truth::or), parts);
    }

    @Override
    public Answer not(Criterion.Not not) {
        Answer part = of(not.part());
        return Answer.of(part.truth().not(), List.of(part));
    }

    @Override
    public Answer atLeast(Criterion.AtLeast atLeast) {
        List<Answer> parts = all(atLeast.parts());
        long sure = parts.stream().filter(part -> part.truth() == Truth.TRUE).count();
        long maybe =
                parts.stream().filter(part -> part.truth() == Truth.UNKNOWN).count();
        return Answer.of(
                sure >= atLeast.least() ? Truth.TRUE : sure + maybe >= atLeast.least() ? Truth.UNKNOWN : Truth.FALSE,
                parts);
    }

    /** An element that matches, surely or maybe. */
    private record Found(boolean sure, @Nullable Long at, Digest.@Nullable Element element) {}

    private @Nullable Modality modality(String kind) {
        return Vocabulary.kind(kind).orElseThrow().modality();
    }

    private boolean isMissing(String kind) {
        Modality modality = modality(kind);
        return modality != null && !digest.parts().containsKey(modality);
    }

    private Set<Modality> blame(String kind) {
        Modality modality = modality(kind);
        return modality != null && isMissing(kind) ? Set.of(modality) : Set.of();
    }

    private Stream<Digest.Part> parts(String kind) {
        Modality modality = modality(kind);
        return digest.parts().entrySet().stream()
                .filter(part -> modality == null || part.getKey() == modality)
                .map(Map.Entry::getValue);
    }

    private boolean isTruncated(String kind) {
        return parts(kind).anyMatch(part -> part.truncated().contains(kind));
    }

    private List<Found> find(String kind, Conditions conditions) {
        return parts(kind)
                .flatMap(part -> part.elements().stream())
                .filter(element -> element.kind().equals(kind))
                .filter(element -> holds(element, conditions) != Truth.FALSE)
                .map(element -> new Found(holds(element, conditions) == Truth.TRUE, element.at(), element))
                .toList();
    }

    private Truth holds(Digest.Element element, Conditions conditions) {
        Truth truth = Truth.TRUE;
        for (TermMatch match : conditions.terms()) {
            String prefix = match.name() + ":";
            truth = truth.and(Truth.of(element.terms().stream()
                    .anyMatch(term -> term.startsWith(prefix) && match.accepts(term.substring(prefix.length())))));
        }
        for (var number : conditions.numbers().entrySet()) {
            Double value = element.numbers().get(number.getKey());
            truth = truth.and(
                    value == null ? Truth.UNKNOWN : Truth.of(number.getValue().contains(value)));
        }
        if (conditions.when() != null) {
            Long at = element.at();
            truth = truth.and(
                    at == null
                            ? Truth.UNKNOWN
                            : Truth.of(at >= conditions.when().fromMs(now)
                                    && at < conditions.when().untilMs(now)));
        }
        return truth;
    }

    @Override
    public Answer has(Criterion.Has has) {
        if (isMissing(has.kind())) {
            return new Answer(Truth.UNKNOWN, blame(has.kind()));
        }
        List<Found> found = find(has.kind(), has.where());
        boolean truncated = isTruncated(has.kind());
        boolean sure = found.stream().anyMatch(Found::sure);
        Truth exists = sure ? Truth.TRUE : !found.isEmpty() || truncated ? Truth.UNKNOWN : Truth.FALSE;
        return Answer.of(has.occurrence().match(new Occurrence.Cases<>() {
            @Override
            public Truth any(Occurrence.Any any) {
                return exists;
            }

            @Override
            public Truth nth(Occurrence.Nth nth) {
                if (nth.then().isEmpty()) {
                    return exists;
                }
                List<Truth> options = options(found, nth.last()).stream()
                        .map(one -> one.stream()
                                .map(each -> each.element() == null ? Truth.FALSE : holds(each.element(), nth.then()))
                                .reduce(Truth.FALSE, Truth::or))
                        .toList();
                return agreed(options, truncated);
            }

            @Override
            public Truth count(Occurrence.Count count) {
                return counted(found, truncated, count);
            }
        }));
    }

    private static Truth counted(List<Found> found, boolean truncated, Occurrence.Count count) {
        int sure = (int) found.stream().filter(Found::sure).count();
        Set<Boolean> outcomes = new HashSet<>();
        for (int i = sure; i <= found.size() + (truncated ? 20 : 0); i++) {
            outcomes.add(count.contains(i));
        }
        return outcomes.size() > 1 ? Truth.UNKNOWN : Truth.of(outcomes.contains(true));
    }

    /** Each thing that could be the first or last: several elements at one time count as one; nothing is an option without an element. */
    private static List<List<Found>> options(List<Found> found, boolean last) {
        Optional<Long> time = found.stream()
                .filter(each -> each.sure() && each.at() != null)
                .map(Found::at)
                .reduce((one, other) -> one > other == last ? one : other);
        List<List<Found>> options = new ArrayList<>();
        time.ifPresent(at -> options.add(found.stream()
                .filter(each -> each.sure() && at.equals(each.at()))
                .toList()));
        for (Found each : found) {
            Long at = each.at();
            boolean couldBe =
                    at == null || (!each.sure() && (time.isEmpty() || (last ? at >= time.get() : at <= time.get())));
            if (couldBe) {
                options.add(List.of(each));
            }
        }
        if (found.stream().noneMatch(Found::sure)) {
            options.add(List.of());
        }
        return options;
    }

    private static Truth agreed(List<Truth> options, boolean also) {
        Set<Truth> different = new HashSet<>(options);
        if (also) {
            different.add(Truth.UNKNOWN);
        }
        return different.size() == 1 ? different.iterator().next() : Truth.UNKNOWN;
    }

    @Override
    public Answer temporal(Criterion.Temporal temporal) {
        List<Found> what = side(temporal.what());
        List<Found> anchor = side(temporal.anchor());
        boolean whatPicked = temporal.what().which() != Moment.Which.ANY;
        Truth truth = whatPicked
                ? overall(
                        temporal.what(),
                        what,
                        one -> overall(temporal.anchor(), anchor, other -> relation(temporal, one, other)))
                : overall(
                        temporal.anchor(),
                        anchor,
                        one -> overall(temporal.what(), what, other -> relation(temporal, other, one)));
        Set<Modality> blame = new HashSet<>(blame(temporal.what().kind()));
        blame.addAll(blame(temporal.anchor().kind()));
        return new Answer(truth, truth == Truth.UNKNOWN ? blame : Set.of());
    }

    /** The elements, and one of which nothing is known where there may be more. */
    private List<Found> side(Moment moment) {
        List<Found> found = new ArrayList<>(find(moment.kind(), moment.where()));
        if (isMissing(moment.kind()) || isTruncated(moment.kind())) {
            found.add(new Found(false, null, null));
        }
        return found;
    }

    private interface Relation {
        Truth with(Found one);
    }

    private static Truth overall(Moment moment, List<Found> found, Relation relation) {
        if (found.isEmpty()) {
            return Truth.FALSE;
        }
        if (moment.which() == Moment.Which.ANY) {
            return found.stream()
                    .map(each -> relation.with(each).and(each.sure() ? Truth.TRUE : Truth.UNKNOWN))
                    .reduce(Truth.FALSE, Truth::or);
        }
        return agreed(
                options(found, moment.which() == Moment.Which.LAST).stream()
                        .map(option -> option.isEmpty() ? Truth.FALSE : relation.with(option.get(0)))
                        .toList(),
                false);
    }

    private static Truth relation(Criterion.Temporal temporal, Found what, Found anchor) {
        return what.at() == null || anchor.at() == null
                ? Truth.UNKNOWN
                : Truth.of(temporal.holds(what.at(), anchor.at()));
    }

    @Override
    public Answer number(Criterion.NumberIn number) {
        for (Digest.Part part : digest.parts().values()) {
            Double value = part.numbers().get(number.name());
            if (value != null) {
                return Answer.of(Truth.of(number.range().contains(value)));
            }
        }
        Modality modality = NumberNames.modality(number.name());
        return new Answer(Truth.UNKNOWN, digest.parts().containsKey(modality) ? Set.of() : Set.of(modality));
    }

    @Override
    public Answer age(Criterion.AgeIn age) {
        Digest.Part part = digest.parts().get(Modality.CLINICAL);
        if (part == null) {
            return new Answer(Truth.UNKNOWN, Set.of(Modality.CLINICAL));
        }
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return Answer.of(part.elements().stream()
                .filter(element -> element.kind().equals("patient"))
                .flatMap(element -> Stream.ofNullable(element.numbers().get("birth-epoch-day")))
                .findFirst()
                .map(day -> ChronoUnit.YEARS.between(LocalDate.ofEpochDay(day.longValue()), today))
                .map(years -> Truth.of(age.years().contains((double) Math.max(0, years))))
                .orElse(Truth.UNKNOWN));
    }

    @Override
    public Answer modality(Criterion.ModalityIs modality) {
        Digest.Part part = digest.parts().get(modality.modality());
        return Answer.of(Truth.of(
                switch (modality.state()) {
                    case PRESENT -> part != null;
                    case MISSING -> part == null;
                    case STALE ->
                        part != null
                                && modality.age() != null
                                && part.lastObservedAt().plus(modality.age()).isBefore(now);
                }));
    }

    @Override
    public Answer in(Criterion.In in) {
        return Answer.of(Truth.of(in.patients().contains(digest.patient())));
    }

    @Override
    public Answer nearest(NearestTo near) {
        return Answer.of(Truth.of(nearest.getOrDefault(near, Set.of()).contains(digest.patient())));
    }
}
