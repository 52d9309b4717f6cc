package io.anamnesis.web.ingest.clinical;

import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one reading shares: what the sender knows, where findings go, and what was counted. */
final class Intake {
    /** Parameter: the name of the system that the records come from. The key of a resource is system, type and id. */
    static final String SOURCE_SYSTEM = "source-system";

    private final ReadingOptions options;
    private final FindingSink sink;
    private final IdentityMap map;
    private final Source source;
    private final Map<String, NotKept> notKept = new TreeMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private record NotKept(long count, long firstLine, String firstElement) {}

    Intake(ReadingOptions options, FindingSink sink, IdentityMap map) {
        this.options = options;
        this.sink = sink;
        this.map = map;
        String system = options.parameters().get(SOURCE_SYSTEM);
        boolean fits = system != null && !system.isBlank() && system.length() <= Source.MAX_LENGTH;
        this.source = new Source(fits && system != null ? system : "fhir", null);
    }

    ReadingOptions options() {
        return options;
    }

    IdentityMap map() {
        return map;
    }

    Source source() {
        return source;
    }

    Origin origin(long line, String element) {
        return Origin.shortened(options.document(), line, element);
    }

    void found(Finding finding) {
        sink.found(finding);
    }

    void refuse(long line, @Nullable String element, Fault fault) {
        sink.refused(
                new Refusal(line, element == null || element.isEmpty() ? null : element, fault.code(), fault.reason()));
    }

    /** A resource of a type of FHIR that is not kept: counted, and told once at the end. */
    void notKept(String type, long line, String element) {
        notKept.merge(
                type,
                new NotKept(1, line, element),
                (before, now) -> new NotKept(before.count() + 1, before.firstLine(), before.firstElement()));
    }

    /**
     * Whether this very version of a resource came before with other content. What the same content twice says is a repeat,
     * and no matter.
     */
    boolean contradicts(String version, String content) {
        if (seen.size() >= Limits.MAX_ENTRIES) {
            return false;
        }
        Integer before = seen.putIfAbsent(version, content.hashCode());
        return before != null && before != content.hashCode();
    }

    void end() {
        notKept.forEach((type, counted) -> sink.refused(new Refusal(
                counted.firstLine(),
                counted.firstElement(),
                Fault.NOT_KEPT,
                type + " is not kept yet: " + counted.count() + " in this input, the first here")));
    }
}
