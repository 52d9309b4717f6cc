package io.anamnesis.sharding.profile.modality;

/** Takes note of what a message changed. */
public interface ItemChanges {
    /** Nobody wants to know. */
    ItemChanges UNHEARD = (kind, key, removed) -> {};

    /** What holds under the key is new, or gone. */
    void changed(String kind, String key, boolean removed);
}
