package io.anamnesis.sharding.profile.glycemic;

/**
 * When glucose beyond a limit makes an episode.
 *
 * @param limitMgPerDl glucose has to be strictly beyond it
 * @param below whether beyond means below
 * @param leastMinutes how long it has to stay beyond without a break
 * @param moreThanLeast whether it has to stay longer than that
 * @param endMinutes how long it has to be back for the episode to be over
 */
record EpisodeRule(double limitMgPerDl, boolean below, int leastMinutes, boolean moreThanLeast, int endMinutes) {

    static EpisodeRule below(double limitMgPerDl, int leastMinutes, int endMinutes) {
        return new EpisodeRule(limitMgPerDl, true, leastMinutes, false, endMinutes);
    }

    static EpisodeRule above(double limitMgPerDl, int leastMinutes, int endMinutes) {
        return new EpisodeRule(limitMgPerDl, false, leastMinutes, false, endMinutes);
    }

    boolean isBeyond(double mgPerDl) {
        return below ? mgPerDl < limitMgPerDl : mgPerDl > limitMgPerDl;
    }

    int leastPoints(GridSpacing spacing) {
        return spacing.stepsCovering(leastMinutes) + (moreThanLeast ? 1 : 0);
    }

    int endPoints(GridSpacing spacing) {
        return spacing.stepsCovering(endMinutes);
    }
}
