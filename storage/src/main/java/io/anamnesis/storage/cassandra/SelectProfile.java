package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.ProfileStore.StoredProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads the slices of a patient that belong to one save: the one that the partition's head names. */
final class SelectProfile {
    /** More than there are slices, so that one page, hence one read, holds all slices. */
    private static final int ONE_PAGE = 1_000;

    private final CqlRequests requests;
    private final PreparedStatement select;

    SelectProfile(CqlRequests requests) {
        this.requests = requests;
        this.select = requests.prepare(
                "SELECT seq, save_id, modality, content, raw_text FROM patient_profile WHERE patient_id = ?");
    }

    CompletionStage<Optional<StoredProfile>> run(PatientId patient) {
        return requests.rows(
                        "Loading a profile",
                        select.bind(patient.value()).setPageSize(ONE_PAGE),
                        Runnable::run,
                        SelectProfile::slice)
                .thenApply(SelectProfile::profile);
    }

    private static Optional<StoredProfile> profile(List<Slice> rows) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Slice first = rows.get(0);
        Map<String, byte[]> slices = new HashMap<>();
        for (Slice row : rows) {
            if (row.name != null && row.content != null && row.content.saveId().equals(first.save)) {
                slices.put(row.name, row.content.body());
            }
        }
        return Optional.of(new StoredProfile(first.seq, slices));
    }

    private static Slice slice(Row row) {
        return new Slice(
                row.getLong("seq"),
                Objects.requireNonNull(row.getUuid("save_id")),
                row.getString("modality"),
                content(row));
    }

    /** A slice lies in one column or in the other. */
    private static @Nullable SavedContent content(Row row) {
        String column = row.isNull("content") ? "raw_text" : "content";
        return row.isNull(column) ? null : SavedContent.of(row, column);
    }

    /** A row: seq and save are the partition's; a profile without slices has one row without a name. */
    private record Slice(
            long seq,
            UUID save,
            @Nullable String name,
            @Nullable SavedContent content) {}
}
