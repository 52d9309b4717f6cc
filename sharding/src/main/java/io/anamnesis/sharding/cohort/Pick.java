package io.anamnesis.sharding.cohort;

import io.anamnesis.sharding.column.ElementMatcher;
import java.util.List;

/**
 * Which of a row's elements is the first or the last: of those that surely match and whose time is known, the one at {@code atMs},
 * unless one that only may match is earlier (later), or one without a time is.
 */
final class Pick {
    private final boolean last;
    private boolean timed;
    private boolean sure;
    private long atMs;

    private Pick(boolean last) {
        this.last = last;
    }

    static Pick of(List<ElementMatcher> matchers, int row, boolean last) {
        Pick pick = new Pick(last);
        for (ElementMatcher matcher : matchers) {
            matcher.open(row);
            while (matcher.next()) {
                pick.see(matcher);
            }
        }
        return pick;
    }

    private void see(ElementMatcher element) {
        if (!element.isSure()) {
            return;
        }
        sure = true;
        if (element.hasTime() && (!timed || isBeyond(element.atMs()))) {
            timed = true;
            atMs = element.atMs();
        }
    }

    private boolean isBeyond(long time) {
        return last ? time > atMs : time < atMs;
    }

    /** Whether some element surely matches. */
    boolean isSure() {
        return sure;
    }

    /** Whether some element surely matches and has a time. */
    boolean isTimed() {
        return timed;
    }

    long atMs() {
        return atMs;
    }

    /** Whether it is the one, or another at the same time. */
    boolean isIt(ElementMatcher element) {
        return timed && element.isSure() && element.hasTime() && element.atMs() == atMs;
    }

    /** Whether it could be the one instead. */
    boolean couldBe(ElementMatcher element) {
        if (!element.hasTime()) {
            return true;
        }
        return !element.isSure() && (!timed || element.atMs() == atMs || isBeyond(element.atMs()));
    }
}
