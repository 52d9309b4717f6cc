package io.anamnesis.node.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Lets watchers hang up, each a few times, at seeded points of progress. */
final class HangUps implements Runnable {
    private record HangUp(long at, FeedTap tap) {}

    private final List<HangUp> plan = new ArrayList<>();
    private final Progress progress;

    HangUps(List<FeedTap> taps, Progress progress, long deliveries, int each, Random random) {
        this.progress = progress;
        for (FeedTap tap : taps) {
            for (int i = 0; i < each; i++) {
                plan.add(new HangUp((long) (random.nextDouble() * deliveries), tap));
            }
        }
        plan.sort(Comparator.comparingLong(HangUp::at));
    }

    @Override
    public void run() {
        try {
            for (HangUp hangUp : plan) {
                progress.await(hangUp.at());
                hangUp.tap().hangUp();
            }
        } catch (IOException e) {
            progress.fail(e); // known already: the stream broke off
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }
}
