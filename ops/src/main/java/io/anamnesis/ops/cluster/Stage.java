package io.anamnesis.ops.cluster;

/** Whether a node takes work. */
public enum Stage {
    /** It does. */
    SERVING,
    /** It still answers, but says that it is not ready, so that callers go elsewhere. */
    DRAINING,
    /** It hands its patients over and leaves. */
    LEAVING
}
