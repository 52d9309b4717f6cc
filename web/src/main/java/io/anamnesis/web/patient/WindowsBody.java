package io.anamnesis.web.patient;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.WindowView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a page of windows.
 *
 * @param nextFrom the {@code from} of the next page, or absent at the end
 */
record WindowsBody(
        PatientId patient,
        String metric,
        List<WindowView> windows,
        @Nullable Instant nextFrom) {
    static WindowsBody of(PatientCommand command, PatientReply.Windows reply) {
        Long next = reply.nextFrom();
        String metric = command instanceof PatientCommand.GetWindows asked ? asked.metric() : "";
        return new WindowsBody(
                command.patient(), metric, reply.windows(), next == null ? null : Instant.ofEpochMilli(next));
    }
}
