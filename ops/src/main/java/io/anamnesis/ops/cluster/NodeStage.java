package io.anamnesis.ops.cluster;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** In which stage this node is; it goes forward only. Any thread. */
public final class NodeStage {
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.SERVING);
    private final AtomicBoolean staysOut = new AtomicBoolean();

    /** As it is now. */
    public Stage now() {
        return stage.get();
    }

    /** Enters a later stage; an earlier one changes nothing. */
    public void enter(Stage next) {
        stage.accumulateAndGet(next, (old, given) -> given.compareTo(old) > 0 ? given : old);
    }

    /** Somebody wants this node out until they start it again. */
    void stayOut() {
        staysOut.set(true);
    }

    /** Whether whoever supervises this process should leave it off. */
    public boolean staysOut() {
        return staysOut.get();
    }
}
