package io.anamnesis.protocol.patient;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An expected refusal. {@link #code()} is permanent; {@link #detail()} says what was wrong, what was expected and what
 * happens next, and holds no clinical value.
 */
public sealed interface Rejection {
    /** Permanent kebab-case code. */
    String code();

    /** For people. */
    String detail();

    /** Whether the same request can succeed later without a change. */
    default boolean retryable() {
        return false;
    }

    /** The message does not have the shape it must have. */
    record Malformed(@Nullable String pointer, String detail) implements Rejection {
        @Override
        public String code() {
            return "malformed-message";
        }
    }

    /** The entity already holds as many waiting commands as it may. */
    record Overloaded(int limit) implements Rejection {
        @Override
        public String code() {
            return "overloaded";
        }

        @Override
        public String detail() {
            return "The patient has " + limit + " commands waiting, the most that are held. Send again later.";
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** The journal did not take the event; it may or may not be stored, and a repeat with the same id is safe. */
    record StorageUnavailable() implements Rejection {
        @Override
        public String code() {
            return "storage-unavailable";
        }

        @Override
        public String detail() {
            return "The journal did not confirm the write in time. Send the same message id again: it counts once.";
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** The id was used before for something else. */
    record MessageIdReused(long seq) implements Rejection {
        @Override
        public String code() {
            return "message-id-reused";
        }

        @Override
        public String detail() {
            return "This message id was accepted as number " + seq
                    + " with other content. A correction needs an id of its own.";
        }
    }

    /** An observed time that can't be. */
    record ImplausibleTime(Instant observedAt, Instant earliest, Instant latest) implements Rejection {
        @Override
        public String code() {
            return "implausible-time";
        }

        @Override
        public String detail() {
            return "The observed time " + observedAt + " lies outside " + earliest + " to " + latest + ".";
        }
    }

    /** A value outside what the metric can be. */
    record ImplausibleValue(String metric, double lowest, double highest, String unit, int sampleIndex)
            implements Rejection {
        @Override
        public String code() {
            return "implausible-value";
        }

        @Override
        public String detail() {
            return "Sample " + sampleIndex + " of " + metric + " lies outside " + lowest + " to " + highest + " " + unit
                    + ".";
        }
    }

    /** A unit that can't be converted to the metric's own. */
    record UnknownUnit(String metric, String unit, String expected) implements Rejection {
        @Override
        public String code() {
            return "unknown-unit";
        }

        @Override
        public String detail() {
            return "The unit '" + unit + "' is not known for " + metric + "; expected " + expected + ".";
        }
    }

    /** The patient already has as many metrics or messages as the limit allows. */
    record LimitReached(String what, long limit, long asked) implements Rejection {
        @Override
        public String code() {
            return "limit-reached";
        }

        @Override
        public String detail() {
            return "At most " + limit + " " + what + "; this would be " + asked + ".";
        }
    }

    /** The message was kept aside: it can be inspected, corrected and replayed. */
    record Quarantined(String id, String rule, String pointer, String expected) implements Rejection {
        @Override
        public String code() {
            return "quarantined";
        }

        @Override
        public String detail() {
            return "Kept aside as " + id + ", because of " + rule + " at " + pointer + ": " + expected
                    + ". It can be corrected and replayed.";
        }
    }

    /** A declared expectation drops such messages. */
    record Dropped(String rule, String pointer, String expected) implements Rejection {
        @Override
        public String code() {
            return "dropped";
        }

        @Override
        public String detail() {
            return "Left out, as " + rule + " says, at " + pointer + ": " + expected + ".";
        }
    }

    /** A declared expectation refuses such messages. */
    record ExpectationUnmet(String rule, String pointer, String expected) implements Rejection {
        @Override
        public String code() {
            return "expectation-unmet";
        }

        @Override
        public String detail() {
            return "It does not meet " + rule + " at " + pointer + ": " + expected + ".";
        }
    }

    /** Nothing is known of this patient. */
    record UnknownPatient() implements Rejection {
        @Override
        public String code() {
            return "unknown-patient";
        }

        @Override
        public String detail() {
            return "Nothing has been recorded for this patient.";
        }
    }

    /** There is no live cohort of that name, or it has ended. */
    record UnknownCohort(String name) implements Rejection {
        @Override
        public String code() {
            return "unknown-cohort";
        }

        @Override
        public String detail() {
            return "No live cohort is called '" + name + "', or it has ended. PUT /v1/cohorts/{name} defines one.";
        }
    }

    /** There is no such version of a model. */
    record UnknownModel(String name, int version) implements Rejection {
        @Override
        public String code() {
            return "unknown-model";
        }

        @Override
        public String detail() {
            return "No model '" + name + "' has a version " + version + ". GET /v1/models lists them.";
        }
    }

    /** The point in history is not there. */
    record AsOfNotReached(String asked, long currentSeq) implements Rejection {
        @Override
        public String code() {
            return "as-of-not-reached";
        }

        @Override
        public String detail() {
            return "Asked for " + asked + ", but the record ends at seq:" + currentSeq + ".";
        }
    }

    /** The node is leaving or the entity could not be reached in time. */
    record Unavailable(String detail) implements Rejection {
        @Override
        public String code() {
            return "unavailable";
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }
}
