package io.anamnesis.sharding.serving;

/** The model that this node serves. Any thread; whoever reads it twice may see two. */
public final class ActiveModels {
    private volatile ServedModel champion;

    /** Until another is promoted. */
    public ActiveModels(ServedModel first) {
        this.champion = first;
    }

    /** The one that scores and fused vectors come from. */
    public ServedModel champion() {
        return champion;
    }

    /** Another is served from now on, unless one of a later promotion is already. */
    public synchronized void promote(ServedModel model) {
        if (model.identity().generation() > champion.identity().generation()) {
            champion = model;
        }
    }
}
