package io.anamnesis.web.patient;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a page of the timeline.
 *
 * @param nextBeforeSeq the {@code beforeSeq} of the next page, or absent at the end
 */
record TimelineBody(
        PatientId patient,
        List<TimelineEntry> entries,
        @Nullable Long nextBeforeSeq) {}
