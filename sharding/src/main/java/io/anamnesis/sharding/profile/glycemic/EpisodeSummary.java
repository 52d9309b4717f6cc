package io.anamnesis.sharding.profile.glycemic;

import java.util.List;

/**
 * Episodes of one kind.
 *
 * @param count 0 and up
 * @param perDay episodes in 24 hours of recording, gaps not counted
 * @param meanMinutes how long an episode lasts; NaN where there is none
 * @param meanMgPerDl the mean over episodes of the mean glucose in each; NaN where there is none
 */
public record EpisodeSummary(int count, double perDay, double meanMinutes, double meanMgPerDl) {
    static EpisodeSummary of(GlucoseGrid grid, List<GlucoseGrid.Piece> episodes) {
        double points = 0;
        double means = 0;
        for (GlucoseGrid.Piece episode : episodes) {
            double sum = 0;
            for (int i = episode.from(); i < episode.to(); i++) {
                sum += grid.mgPerDl(i);
            }
            points += episode.size();
            means += sum / episode.size();
        }
        int count = episodes.size();
        double recordedDays = grid.size() * (grid.stepMinutes() / 1440.0);
        return new EpisodeSummary(count, count / recordedDays, points * grid.stepMinutes() / count, means / count);
    }
}
