package io.anamnesis.web.problem;

import io.anamnesis.protocol.patient.Rejection;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one table from permanent code to HTTP status: first the rejections of a patient, then what the edge refuses by
 * itself. A code is never reused for something else.
 */
public enum ProblemCode {
    MALFORMED_MESSAGE("malformed-message", 400, "The message does not have the form it must have"),
    OVERLOADED("overloaded", 429, "The patient has too many commands waiting"),
    STORAGE_UNAVAILABLE("storage-unavailable", 503, "The journal did not confirm the write"),
    MESSAGE_ID_REUSED("message-id-reused", 409, "The message id was used for something else"),
    IMPLAUSIBLE_TIME("implausible-time", 422, "The observed time can't be"),
    IMPLAUSIBLE_VALUE("implausible-value", 422, "The value is outside what the metric can be"),
    UNKNOWN_UNIT("unknown-unit", 422, "The unit is not known for the metric"),
    LIMIT_REACHED("limit-reached", 422, "The patient holds as much as the limit allows"),
    QUARANTINED("quarantined", 422, "The message was kept aside"),
    DROPPED("dropped", 422, "The message was left out"),
    EXPECTATION_UNMET("expectation-unmet", 422, "The message does not meet a declared expectation"),
    UNKNOWN_PATIENT("unknown-patient", 404, "Nothing is known of this patient"),
    UNKNOWN_COHORT("unknown-cohort", 404, "No live cohort has this name"),
    UNKNOWN_MODEL("unknown-model", 404, "No model has this name and version"),
    UNKNOWN_JOB("unknown-job", 404, "There is no such job"),
    NOT_CANCELLABLE("not-cancellable", 409, "The job can't be given up"),
    AS_OF_NOT_REACHED("as-of-not-reached", 404, "The point in history is not there"),
    UNAVAILABLE("unavailable", 503, "The patient could not be reached in time"),

    BAD_PARAMETER("bad-parameter", 400, "A parameter does not have the form it must have"),
    BAD_PATIENT_ID("bad-patient-id", 400, "The patient id does not have the form it must have"),
    BAD_REQUEST("bad-request", 400, "The request does not have the form it must have"),
    MALFORMED_QUERY("malformed-query", 400, "The question does not have the form it must have"),
    BAD_GZIP("bad-gzip", 400, "The body is not the gzip stream that it says it is"),
    LINE_TOO_LONG("line-too-long", 400, "The line is longer than the limit"),
    TOKEN_MISSING("token-missing", 401, "A bearer token is required"),
    TOKEN_REFUSED("token-refused", 401, "The bearer token does not hold"),
    ROLE_REQUIRED("role-required", 403, "The caller may not do this"),
    NOT_FOUND("not-found", 404, "There is nothing at this path"),
    UNKNOWN_QUARANTINE("unknown-quarantine", 404, "Nothing was kept aside under this id"),
    SETTLED_ALREADY("settled-already", 409, "It was replayed or discarded already"),
    UNKNOWN_FORMAT("unknown-format", 404, "No reader has this name"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The path does not know this method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "There is no answer in a form that is accepted"),
    BODY_TOO_LARGE("body-too-large", 413, "The body is larger than the limit"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The content type is not taken here"),
    UNSUPPORTED_ENCODING("unsupported-encoding", 415, "The content encoding is not taken here"),
    UNREADABLE_FILE("unreadable-file", 422, "The file can't be read as this format"),
    WEBSOCKET_REQUIRED("websocket-required", 426, "The path speaks WebSocket only"),
    TOO_MANY_FEEDS("too-many-feeds", 429, "The subject watches as many feeds as it may"),
    NODE_OVERLOADED("node-overloaded", 429, "The node has no memory for more"),
    INTERNAL_ERROR("internal-error", 500, "Something failed that should not"),
    SERVER_BUSY("server-busy", 503, "The server holds as many requests as it may");

    private static final Map<String, ProblemCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ProblemCode::code, Function.identity()));

    private final String code;
    private final int status;
    private final String title;

    ProblemCode(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** The row of a rejection; a rejection without a row is a bug and reads as {@link #INTERNAL_ERROR}. */
    public static ProblemCode of(Rejection rejection) {
        return BY_CODE.getOrDefault(rejection.code(), INTERNAL_ERROR);
    }

    /** Permanent kebab-case code. */
    public String code() {
        return code;
    }

    /** HTTP status of a request that this ends. */
    public int status() {
        return status;
    }

    /** The same few words for every problem of this code. */
    public String title() {
        return title;
    }
}
