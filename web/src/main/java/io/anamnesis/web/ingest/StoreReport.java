package io.anamnesis.web.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.web.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The response of a store request as DICOM JSON: PS3.18 annex I, with the status of table 10.5.3-1. A line is a part of the
 * request. Nothing is written before the end, since the status depends on all parts; there are as many items as parts at most.
 *
 * <p>Why a part failed is told by code only, as the standard has it; the words are in the report in lines.
 */
final class StoreReport extends UploadReport {
    /** PS3.18 annex F. */
    static final String MEDIA_TYPE = "application/dicom+json";

    private static final String REFERENCED_SOP_CLASS_UID = "00081150";
    private static final String REFERENCED_SOP_INSTANCE_UID = "00081155";
    private static final String RETRIEVE_URL = "00081190";
    private static final String WARNING_REASON = "00081196";
    private static final String FAILURE_REASON = "00081197";
    private static final String FAILED_SOP_SEQUENCE = "00081198";
    private static final String REFERENCED_SOP_SEQUENCE = "00081199";
    private static final String OTHER_FAILURES_SEQUENCE = "0008119A";

    private static final Set<String> OVERLOADED = Set.of("overloaded");
    private static final Set<String> UNREACHABLE = Set.of("unavailable", "storage-unavailable");

    /** One part of the request; written by the thread that reads and by the connection's, in turns. */
    private static final class Part {
        private @Nullable String sopClassUid;
        private @Nullable String sopInstanceUid;
        private boolean stored;
        /** Why some of it was not taken, of a part that was stored, too. */
        private @Nullable Integer failure;
    }

    private final Map<Long, Part> parts = new TreeMap<>();
    private final Set<String> failures = new HashSet<>();
    private byte[] body = {};
    private int status = 400;

    /** A part begins. On the thread that reads, before any outcome of the part is handed over. */
    synchronized void part(long number) {
        parts.put(number, new Part());
    }

    /** What object a part is, as far as it says. On the thread that reads. */
    synchronized void object(long number, @Nullable String sopClassUid, @Nullable String sopInstanceUid) {
        Part part = of(number);
        part.sopClassUid = sopClassUid;
        part.sopInstanceUid = sopInstanceUid;
    }

    private Part of(long number) {
        return parts.computeIfAbsent(number, absent -> new Part());
    }

    @Override
    String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    synchronized void accepted(long line, String id, long seq) {
        of(line).stored = true;
    }

    /** What was stored before is stored. */
    @Override
    synchronized void duplicate(long line, String id, long seq) {
        of(line).stored = true;
    }

    @Override
    synchronized void rejected(
            long line,
            @Nullable String id,
            @Nullable String element,
            String code,
            String detail,
            @Nullable String pointer,
            boolean retryable) {
        of(line).failure = FailureReasons.of(code, retryable);
        failures.add(code);
    }

    @Override
    synchronized boolean takesProblem() {
        return parts.values().stream().anyMatch(part -> part.stored);
    }

    @Override
    synchronized void summary(Map<String, Object> more, @Nullable Problem problem) {
        ArrayNode failed = JsonNodeFactory.instance.arrayNode();
        ArrayNode referenced = JsonNodeFactory.instance.arrayNode();
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        boolean warned = false;
        for (Part part : parts.values()) {
            if (part.stored) {
                referenced.add(referenced(part));
                warned |= part.failure != null;
            } else if (part.sopClassUid == null || part.sopInstanceUid == null) {
                others.add(reason(JsonNodeFactory.instance.objectNode(), part.failure));
            } else {
                failed.add(reason(named(part), part.failure));
            }
        }
        if (problem != null) {
            others.add(reason(JsonNodeFactory.instance.objectNode(), FailureReasons.PROCESSING_FAILURE));
        }
        boolean complete = failed.isEmpty() && others.isEmpty() && !warned;
        status = referenced.isEmpty() ? nothingStored() : complete ? 200 : 202;
        body = bytes(failed, referenced, others);
    }

    private int nothingStored() {
        if (parts.isEmpty()) {
            return 400;
        }
        if (OVERLOADED.containsAll(failures)) {
            return 429;
        }
        return UNREACHABLE.containsAll(failures) ? 503 : 409;
    }

    /** Nothing can be retrieved here, so the URLs, which must be there (type 2), are empty. */
    private static byte[] bytes(ArrayNode failed, ArrayNode referenced, ArrayNode others) {
        ObjectNode module = JsonNodeFactory.instance.objectNode();
        module.putObject(RETRIEVE_URL).put("vr", "UR");
        sequence(module, FAILED_SOP_SEQUENCE, failed);
        sequence(module, REFERENCED_SOP_SEQUENCE, referenced);
        sequence(module, OTHER_FAILURES_SEQUENCE, others);
        try {
            return WireMappers.outside().writeValueAsBytes(module);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private static void sequence(ObjectNode module, String tag, ArrayNode items) {
        if (!items.isEmpty()) {
            module.putObject(tag).put("vr", "SQ").set("Value", items);
        }
    }

    private static ObjectNode named(Part part) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        text(item, REFERENCED_SOP_CLASS_UID, part.sopClassUid);
        text(item, REFERENCED_SOP_INSTANCE_UID, part.sopInstanceUid);
        return item;
    }

    private static void text(ObjectNode item, String tag, @Nullable String uid) {
        ObjectNode attribute = item.putObject(tag).put("vr", "UI");
        if (uid != null) {
            attribute.putArray("Value").add(uid);
        }
    }

    private static ObjectNode referenced(Part part) {
        ObjectNode item = named(part);
        item.putObject(RETRIEVE_URL).put("vr", "UR");
        if (part.failure != null) {
            code(item, WARNING_REASON, FailureReasons.ELEMENTS_DISCARDED);
        }
        return item;
    }

    private static ObjectNode reason(ObjectNode item, @Nullable Integer reason) {
        code(item, FAILURE_REASON, reason == null ? FailureReasons.PROCESSING_FAILURE : reason);
        return item;
    }

    private static void code(ObjectNode item, String tag, int code) {
        item.putObject(tag).put("vr", "US").putArray("Value").add(code);
    }

    @Override
    synchronized int status(int nothingTaken) {
        return status;
    }

    @Override
    int pendingBytes() {
        return 0;
    }

    @Override
    synchronized Buffer take() {
        return Buffer.buffer(body);
    }
}
