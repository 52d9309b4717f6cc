package io.anamnesis.web.patient;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.ProfileItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a page of items.
 *
 * @param nextAfter the {@code after} of the next page, or absent at the end
 */
record ItemsBody(
        PatientId patient,
        List<ProfileItem> items,
        @Nullable String nextAfter) {}
