package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.profile.ProfileViews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a patient's watchers were last told that the model makes of the patient. Belongs to the entity's thread. */
final class FusionNews {
    private final Fusing fusing;
    private final ProfileViews views;
    private final Duration minInterval;
    private @Nullable FusionView told;
    private Instant toldAt = Instant.MIN;
    private long lookedSeq = -1;
    private long lookedGeneration = -1;

    FusionNews(Fusing fusing, ProfileViews views, Duration minInterval) {
        this.fusing = fusing;
        this.views = views;
        this.minInterval = minInterval;
    }

    /** Whether there may be news that nobody looked for. */
    boolean due(long seq) {
        return lookedSeq != seq
                || lookedGeneration != fusing.models().champion().identity().generation();
    }

    /** What is to be told now; null where it is as it was, or was told a moment ago. */
    @Nullable
    FusionView news(long seq, Instant now) {
        if (!due(seq) || now.isBefore(toldAt.plus(minInterval))) {
            return null;
        }
        FusionView view = fusing.summary(views);
        lookedSeq = seq;
        lookedGeneration = view.model().generation();
        if (told != null && sameButForSeq(told, view)) {
            return null;
        }
        told = view;
        toldAt = now;
        return view;
    }

    /** Somebody came who was told nothing yet. */
    void tellAnew() {
        told = null;
        lookedSeq = -1;
    }

    private static boolean sameButForSeq(FusionView one, FusionView other) {
        return other.equals(new FusionView(
                other.seq(),
                one.model(),
                one.score(),
                one.withoutScore(),
                one.attention(),
                one.missing(),
                List.of(),
                List.of(),
                one.cohort(),
                null));
    }
}
