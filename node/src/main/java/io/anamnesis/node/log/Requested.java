package io.anamnesis.node.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.RequestLog;
import io.anamnesis.web.request.RequestScope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request of a line: of the thread, where somebody said it, else of the event loop's context.
 *
 * @param request its id, or null
 * @param trace the id of its trace, or null
 */
record Requested(@Nullable String request, @Nullable String trace) {
    static Requested of(ILoggingEvent line) {
        Map<String, String> beside = line.getMDCPropertyMap();
        String said = beside.get(RequestLog.REQUEST);
        if (said != null) {
            return new Requested(said, beside.get(RequestLog.TRACE));
        }
        RequestContext current = RequestScope.current();
        return current == null ? new Requested(null, null) : new Requested(current.id(), current.traceId());
    }
}
