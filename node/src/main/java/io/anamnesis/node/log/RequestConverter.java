package io.anamnesis.node.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %request}: such as {@code [request=7f3a trace=4bf9…] } before the message, or nothing. */
public final class RequestConverter extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent line) {
        Requested requested = Requested.of(line);
        if (requested.request() == null) {
            return "";
        }
        return requested.trace() == null
                ? "[request=" + requested.request() + "] "
                : "[request=" + requested.request() + " trace=" + requested.trace() + "] ";
    }
}
