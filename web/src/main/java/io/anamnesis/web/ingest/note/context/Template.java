package io.anamnesis.web.ingest.note.context;

import io.anamnesis.web.ingest.note.text.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form-like parts of a sentence: labels with their colons, the answers behind them, and the numbers of list items. They
 * end scopes where no word does.
 */
final class Template {
    /**
     * @param colon the colon or dash
     * @param end the token after the answer
     */
    private record Answer(int colon, int end, int reach) {}

    private static final Set<String> OPENERS =
            Set.of("The", "He", "She", "There", "This", "It", "We", "They", "His", "Her", "Patient", "However");

    private final Tokens tokens;
    private final int end;
    private final List<int[]> labels = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final BitSet items = new BitSet();
    private final int first;

    Template(Tokens tokens, int first, int end) {
        this.tokens = tokens;
        this.first = first;
        this.end = end;
        int begin = first;
        for (int at = first; at < end; at++) {
            if (tokens.is(at, ':')) {
                labels.add(new int[] {begin, at});
                begin = at + 1;
            } else if (tokens.is(at, ',') || tokens.is(at, ';') || tokens.is(at, '.')) {
                begin = at + 1;
            }
            if (tokens.is(at, ':') || isDash(at)) {
                answer(at);
            }
            if (isItem(at) || isSentenceEnd(at)) {
                items.set(at - first);
            }
        }
    }

    private boolean isDash(int at) {
        return tokens.is(at, '-') && !tokens.isJoint(at);
    }

    /** {@code 2)}, but not {@code (2)}. */
    private boolean isItem(int at) {
        return tokens.isNumber(at)
                && at + 1 < end
                && tokens.is(at + 1, ')')
                && (at == first || !tokens.is(at - 1, '('));
    }

    /** Where a cutter of sentences has missed one: {@code hepatitis C. The spleen}. */
    private boolean isSentenceEnd(int at) {
        return tokens.is(at, '.')
                && at + 1 < end
                && tokens.begin(at + 1) > tokens.end(at)
                && OPENERS.contains(tokens.raw(at + 1));
    }

    private void answer(int colon) {
        PhraseTree.@Nullable Match match = Triggers.STANDARD.answers().longest(tokens, colon + 1, end);
        if (match == null) {
            return;
        }
        int next = match.end();
        boolean ends = next == end
                || tokens.is(next, ',')
                || tokens.is(next, ';')
                || tokens.is(next, '.')
                || tokens.begin(next) - tokens.end(next - 1) > 1;
        Trigger trigger = match.triggers().get(Trigger.Role.ANSWER);
        if (ends && trigger != null) {
            answers.add(new Answer(colon, next, trigger.reach()));
        }
    }

    /** Whether the mention stands in a label whose answer is no. */
    boolean isAnsweredNo(int begin, int after) {
        for (Answer answer : answers) {
            if (after <= answer.colon() && isLabelOf(answer, begin, after)) {
                return true;
            }
        }
        return false;
    }

    private boolean isLabelOf(Answer answer, int begin, int after) {
        int words = 0;
        for (int at = begin; at < answer.colon(); at++) {
            boolean between = at >= after;
            boolean gap = between && tokens.begin(at) - tokens.end(at - 1) > 1;
            if (gap || tokens.is(at, ':') || tokens.is(at, '.') || tokens.is(at, ';') || items.get(at - first)) {
                return false;
            }
            words += between && tokens.isWord(at) ? 1 : 0;
        }
        return words <= answer.reach();
    }

    /** Whether the token belongs to an answer, so that it says something of its label only. */
    boolean isAnswer(int token) {
        for (Answer answer : answers) {
            if (answer.colon() < token && token < answer.end()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether no label and no list item begins between a trigger and a mention. A trigger that is a label itself ({@code
     * negative for: 1) fever 2) cough}) reaches over items.
     */
    boolean isOpen(int triggerEnd, int begin, int after) {
        boolean label = triggerEnd < end && tokens.is(triggerEnd, ':');
        if (!label && anyItem(triggerEnd, begin + 1)) {
            return false;
        }
        for (int[] each : labels) {
            boolean between = each[1] > triggerEnd && each[1] < begin && !announcesList(each[1]);
            boolean within = each[0] > triggerEnd && each[0] <= begin && after <= each[1];
            if (between || within) {
                return false;
            }
        }
        return true;
    }

    /** Whether no colon and no list item stands between a mention and a trigger behind it. */
    boolean isOpenBackward(int after, int triggerBegin) {
        if (anyItem(after, triggerBegin)) {
            return false;
        }
        for (int[] each : labels) {
            if (each[1] >= after && each[1] < triggerBegin && each[1] != after) {
                return false;
            }
        }
        return true;
    }

    private boolean anyItem(int from, int to) {
        int item = items.nextSetBit(Math.max(0, from - first));
        return item >= 0 && item < to - first;
    }

    /** {@code the following:}. */
    private boolean announcesList(int colon) {
        String before = colon > first ? tokens.form(colon - 1) : "";
        return before.equals("following") || before.equals("symptoms") || before.equals("complaints");
    }
}
