package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.sharding.profile.Profile;
import java.util.Set;

/**
 * What a recovery found.
 *
 * @param profile current with every event that the journal confirmed
 * @param position where it stands
 * @param known every writer that the journal knew of
 * @param sealed writers whose marks can be forgotten once a snapshot at this position is durable
 * @param snapshotMessages how many messages the snapshot that it began with held; 0 without one
 * @param snapshotSeq where that snapshot stood; −1 without one
 */
record Recovered(
        Profile profile,
        JournalPosition position,
        Set<WriterId> sealed,
        Set<WriterId> known,
        long snapshotMessages,
        long snapshotSeq) {}
