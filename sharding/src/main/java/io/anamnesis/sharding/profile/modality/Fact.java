package io.anamnesis.sharding.profile.modality;

/**
 * What the fold keeps of an accepted message.
 *
 * @param id the message id
 * @param issuedAtEpochMillis of two facts about one thing the later issued holds, then the greater id
 * @param seq its number in the journal
 * @param contentHash tells a repeat from an id that was used twice
 */
public record Fact(String id, long issuedAtEpochMillis, long seq, long contentHash) {

    /** Whether this fact holds against another about the same thing; a message holds against itself. */
    public boolean holdsAgainst(Fact other) {
        if (issuedAtEpochMillis != other.issuedAtEpochMillis) {
            return issuedAtEpochMillis > other.issuedAtEpochMillis;
        }
        return id.compareTo(other.id) >= 0;
    }
}
