package io.anamnesis.sharding.serving;

import org.jspecify.annotations.Nullable;

/** The models that this node serves. Any thread; whoever reads one twice may see two. */
public final class ActiveModels {
    private volatile ServedModel champion;
    private volatile @Nullable ServedModel challenger;

    /** Until another is promoted. */
    public ActiveModels(ServedModel first) {
        this.champion = first;
    }

    /** The one that scores and fused vectors come from. */
    public ServedModel champion() {
        return champion;
    }

    /** The one that is looked at beside it; null where there is none. */
    public @Nullable ServedModel challenger() {
        return challenger;
    }

    /** Another is served from now on, unless one of a later promotion is already. */
    public synchronized void promote(ServedModel model) {
        if (isAfter(model, champion)) {
            champion = model;
        }
    }

    /** Another is looked at from now on, unless one of a later promotion is already. */
    public synchronized void challenge(ServedModel model) {
        ServedModel before = challenger;
        if (before == null || isAfter(model, before)) {
            challenger = model;
        }
    }

    private static boolean isAfter(ServedModel model, ServedModel before) {
        return model.identity().generation() > before.identity().generation();
    }
}
