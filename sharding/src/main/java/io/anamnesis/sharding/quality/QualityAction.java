package io.anamnesis.sharding.quality;

/** What becomes of a message that does not meet an expectation; the later in this list wins where several apply. */
public enum QualityAction {
    /** It is recorded, and counted. */
    WARN,
    /** The smallest element of an array that holds the field is left out, or the whole message where there is none. */
    DROP,
    /** It is kept aside, to be inspected, corrected and replayed. */
    QUARANTINE,
    /** Its sender hears of it. */
    REFUSE
}
