package io.anamnesis.node.log;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;

/** Logback's JSON with {@code request} and {@code trace} at the end of the object; neither has a sign that JSON escapes. */
public final class RequestJsonEncoder extends JsonEncoder {
    @Override
    public byte[] encode(ILoggingEvent line) {
        byte[] plain = super.encode(line);
        Requested requested = Requested.of(line);
        if (requested.request() == null) {
            return plain;
        }
        String text = new String(plain, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('}');
        String more = ",\"request\":\"" + requested.request() + "\""
                + (requested.trace() == null ? "" : ",\"trace\":\"" + requested.trace() + "\"");
        return (text.substring(0, end) + more + text.substring(end)).getBytes(StandardCharsets.UTF_8);
    }
}
