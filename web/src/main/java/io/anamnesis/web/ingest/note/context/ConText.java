package io.anamnesis.web.ingest.note.context;

import io.anamnesis.protocol.message.Assertion;
import io.anamnesis.protocol.message.Assertion.Certainty;
import io.anamnesis.protocol.message.Assertion.Experiencer;
import io.anamnesis.protocol.message.Assertion.Temporality;
import io.anamnesis.web.ingest.note.text.Tokens;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ConText algorithm over one sentence (Harkema, Dowling, Thornblade, Chapman: J Biomed Inform 2009;42:839–851; negation
 * after NegEx, Chapman et al.: J Biomed Inform 2001;34:301–310). Triggers are found once; each mention is then judged by
 * the triggers that reach it. A scope ends at a phrase that ends it, at the end of the sentence, and before the next label
 * of a template ({@code fever: no, cough: yes}).
 */
public final class ConText {
    /** @param end the token after its last */
    private record Occurrence(Trigger trigger, int begin, int end) {}

    private final Tokens tokens;
    private final int first;
    private final int end;
    private final Map<Trigger.Category, List<Occurrence>> occurrences = new EnumMap<>(Trigger.Category.class);
    private final Template template;

    private ConText(Tokens tokens, int first, int end) {
        this.tokens = tokens;
        this.first = first;
        this.end = end;
        this.template = new Template(tokens, first, end);
        for (Trigger.Category category : Trigger.Category.values()) {
            occurrences.put(category, find(Triggers.STANDARD.tree(category)));
        }
        new Moments(tokens, first, end).forEachPast((begin, after) -> of(Trigger.Category.HISTORICAL)
                .add(new Occurrence(
                        new Trigger(Trigger.Category.HISTORICAL, Trigger.Role.BOTH, Integer.MAX_VALUE), begin, after)));
    }

    /** Finds the triggers of the sentence whose tokens are {@code first} to {@code end - 1}. */
    public static ConText of(Tokens tokens, int first, int end) {
        return new ConText(tokens, first, end);
    }

    private List<Occurrence> of(Trigger.Category category) {
        return occurrences.getOrDefault(category, List.of());
    }

    private List<Occurrence> find(PhraseTree tree) {
        List<Occurrence> found = new ArrayList<>();
        int at = first;
        while (at < end) {
            PhraseTree.@Nullable Match match = tree.longest(tokens, at, end);
            if (match == null) {
                at++;
                continue;
            }
            if (!match.triggers().containsKey(Trigger.Role.PSEUDO)) {
                for (Trigger trigger : match.triggers().values()) {
                    found.add(new Occurrence(trigger, at, match.end()));
                }
            }
            at = match.end();
        }
        return found;
    }

    /** What the sentence says of the mention whose tokens are {@code begin} to {@code after - 1}. */
    public Assertion assess(int begin, int after) {
        Certainty certainty = Certainty.PRESENT;
        if (reached(Trigger.Category.NEGATED, begin, after)) {
            certainty = Certainty.NEGATED;
        } else if (reached(Trigger.Category.POSSIBLE, begin, after)) {
            certainty = Certainty.POSSIBLE;
        }
        Temporality temporality = Temporality.RECENT;
        if (reached(Trigger.Category.HYPOTHETICAL, begin, after)) {
            temporality = Temporality.HYPOTHETICAL;
        } else if (reached(Trigger.Category.HISTORICAL, begin, after)) {
            temporality = Temporality.HISTORICAL;
        }
        Experiencer experiencer = Experiencer.PATIENT;
        if (reached(Trigger.Category.FAMILY, begin, after)) {
            experiencer = Experiencer.FAMILY;
        } else if (reached(Trigger.Category.OTHER, begin, after)) {
            experiencer = Experiencer.OTHER;
        }
        return certainty == Certainty.PRESENT && temporality == Temporality.RECENT && experiencer == Experiencer.PATIENT
                ? Assertion.PLAIN
                : new Assertion(certainty, temporality, experiencer);
    }

    private boolean reached(Trigger.Category category, int begin, int after) {
        if (category == Trigger.Category.NEGATED && template.isAnsweredNo(begin, after)) {
            return true;
        }
        List<Occurrence> all = of(category);
        for (Occurrence each : all) {
            boolean overlaps = each.begin() < after && begin < each.end();
            if (!overlaps && (reachesForward(each, all, begin, after) || reachesBackward(each, all, after))) {
                return true;
            }
        }
        return false;
    }

    private boolean reachesForward(Occurrence each, List<Occurrence> all, int begin, int after) {
        return begin >= each.end()
                && each.trigger().reachesForward()
                && words(each.end(), begin) <= each.trigger().reach()
                && open(all, each.end(), begin)
                && template.isOpen(each.end(), begin, after)
                && !template.isAnswer(each.begin());
    }

    private boolean reachesBackward(Occurrence each, List<Occurrence> all, int after) {
        return after <= each.begin()
                && each.trigger().reachesBackward()
                && words(after, each.begin()) <= each.trigger().reach()
                && open(all, after, each.begin())
                && template.isOpenBackward(after, each.begin());
    }

    private long words(int from, int to) {
        int words = 0;
        for (int at = from; at < to; at++) {
            words += tokens.isWord(at) || tokens.isNumber(at) ? 1 : 0;
        }
        return words;
    }

    /** Whether nothing between the two ends a scope. */
    private static boolean open(List<Occurrence> all, int from, int to) {
        for (Occurrence each : all) {
            if (each.trigger().role() == Trigger.Role.END && each.begin() >= from && each.end() <= to) {
                return false;
            }
        }
        return true;
    }
}
