package io.anamnesis.protocol.testing;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Code;
import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.Occurrence;
import io.anamnesis.protocol.query.Range;
import io.anamnesis.protocol.query.TermMatch;
import io.anamnesis.protocol.query.TimeWindow;
import io.anamnesis.protocol.vocabulary.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Criteria of every type, nested, over few words, so that random digests often match them. */
public final class RandomCriteria {
    private final Random random;
    private final RandomWords words;

    public RandomCriteria(Random random, RandomWords words) {
        this.random = random;
        this.words = words;
    }

    /**
     * One more.
     *
     * @param depth at most so many levels
     */
    public Criterion next(int depth) {
        if (depth <= 1 || random.nextInt(3) == 0) {
            return leaf();
        }
        return switch (random.nextInt(5)) {
            case 0 -> new Criterion.Not(next(depth - 1));
            case 1 -> {
                List<Criterion> parts = list(1 + random.nextInt(3), () -> next(depth - 1));
                yield new Criterion.AtLeast(1 + random.nextInt(parts.size()), parts);
            }
            case 2 -> new Criterion.Or(list(2 + random.nextInt(2), () -> next(depth - 1)));
            default -> new Criterion.And(list(2 + random.nextInt(2), () -> next(depth - 1)));
        };
    }

    private Criterion leaf() {
        return switch (random.nextInt(12)) {
            case 0 -> new Criterion.NumberIn(words.numberName(), range());
            case 1 ->
                new Criterion.AgeIn(
                        random.nextBoolean()
                                ? Range.atLeast(random.nextInt(90))
                                : range(random.nextInt(60), 1 + random.nextInt(40)));
            case 2 -> modality();
            case 3, 4, 5 -> temporal();
            case 6 -> random.nextBoolean() ? new Criterion.In(list(1 + random.nextInt(3), words::patient)) : near();
            default -> has();
        };
    }

    private Criterion modality() {
        Modality modality = any(Modality.values());
        Criterion.ModalityIs.State state = any(Criterion.ModalityIs.State.values());
        return new Criterion.ModalityIs(modality, state, state == Criterion.ModalityIs.State.STALE ? days() : null);
    }

    private Criterion near() {
        boolean vector = random.nextBoolean();
        Map<String, Double> spaces = vector
                ? Map.of("notes.m", 1.0)
                : Map.of("notes.all-MiniLM-L6-v2", 0.25 + random.nextInt(3), "imaging.x", 1.0);
        return new NearestTo(
                vector ? null : words.patient(),
                vector ? new NearestTo.Vector(random.nextFloat(), -random.nextFloat() * 1e-7f) : null,
                spaces,
                1 + random.nextInt(1_000));
    }

    private Criterion has() {
        Vocabulary.Kind kind = words.kind();
        return new Criterion.Has(kind.name(), conditions(kind), occurrence(kind));
    }

    private Occurrence occurrence(Vocabulary.Kind kind) {
        return switch (random.nextInt(6)) {
            case 0 -> {
                int least = random.nextInt(4);
                yield new Occurrence.Count(least, random.nextBoolean() ? Integer.MAX_VALUE : least + random.nextInt(3));
            }
            case 1, 2 ->
                new Occurrence.Nth(random.nextBoolean(), random.nextInt(4) == 0 ? Conditions.NONE : conditions(kind));
            default -> Occurrence.ANY;
        };
    }

    private Criterion temporal() {
        Vocabulary.Kind one = words.kind();
        Vocabulary.Kind other = random.nextInt(3) == 0 ? one : words.kind();
        Criterion.Temporal.Order order = any(Criterion.Temporal.Order.values());
        boolean around = order == Criterion.Temporal.Order.AROUND;
        Duration least = around || random.nextBoolean() ? Duration.ZERO : days();
        Duration most = around || random.nextBoolean() ? least.plus(days()) : null;
        return new Criterion.Temporal(moment(one), order, least, most, moment(other));
    }

    private Moment moment(Vocabulary.Kind kind) {
        return new Moment(kind.name(), conditions(kind), any(Moment.Which.values()));
    }

    private Conditions conditions(Vocabulary.Kind kind) {
        List<TermMatch> terms = new ArrayList<>();
        List<String> names = List.copyOf(kind.terms());
        for (int i = random.nextInt(5) / 2; i > 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            List<String> values = list(1 + random.nextInt(3), () -> words.value(name));
            terms.add(
                    name.equals("code") || name.equals("value")
                            ? new TermMatch.Codes(
                                    name, values.stream().map(this::code).toList())
                            : new TermMatch.Words(name, values));
        }
        Map<String, Range> numbers = new TreeMap<>();
        if (random.nextInt(4) == 0 && !kind.numbers().isEmpty()) {
            numbers.put(kind.numbers().first(), range());
        }
        return new Conditions(terms, numbers, random.nextInt(4) == 0 ? window() : null);
    }

    /** The code as it is, without its system, or one above it. */
    private Code code(String value) {
        Code whole = Code.of(value);
        String code = whole.code();
        return switch (random.nextInt(4)) {
            case 0 -> whole;
            case 1 -> new Code(null, code, random.nextBoolean());
            default ->
                new Code(
                        random.nextBoolean() ? whole.system() : null,
                        code.substring(0, Math.min(3, code.length())),
                        random.nextInt(4) == 0);
        };
    }

    private TimeWindow window() {
        if (random.nextBoolean()) {
            Instant from = Instant.ofEpochMilli(words.time());
            return switch (random.nextInt(3)) {
                case 0 -> new TimeWindow.Between(from, null);
                case 1 -> new TimeWindow.Between(null, from);
                default -> new TimeWindow.Between(from, from.plus(days()));
            };
        }
        Duration least = random.nextBoolean() ? Duration.ZERO : days();
        return new TimeWindow.Ago(least, least.isZero() || random.nextBoolean() ? least.plus(days()) : null);
    }

    private Duration days() {
        return random.nextInt(5) == 0
                ? Duration.ofMillis(1 + random.nextInt(100_000_000))
                : Duration.ofDays(1 + random.nextInt(200));
    }

    private Range range() {
        return range(random.nextInt(4), random.nextInt(3));
    }

    private Range range(double from, double width) {
        return switch (random.nextInt(5)) {
            case 0 -> Range.above(from);
            case 1 -> Range.atMost(from);
            case 2 -> Range.below(from);
            case 3 -> new Range(from, random.nextBoolean(), from + width + 0.5, random.nextBoolean());
            default -> Range.atLeast(from);
        };
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> List<T> list(int size, Supplier<T> each) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(each.get());
        }
        return list;
    }
}
