package io.anamnesis.node.load;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.ingest.wearable.DateOrder;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the person knows and the files don't say.
 *
 * @param patient whose data it is where a file names nobody
 * @param zone the zone of local times
 * @param dateOrder which of 4/7/2026 is the day
 */
public record ReadHints(
        @Nullable PatientId patient,
        @Nullable ZoneId zone,
        @Nullable DateOrder dateOrder) {}
