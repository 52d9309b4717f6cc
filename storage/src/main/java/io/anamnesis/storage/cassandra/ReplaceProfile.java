package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.type.TupleType;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.ProfileStore.StoredProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Replaces all slices of a patient as one mutation, unless newer ones are there; see {@link SaveOrder}. */
final class ReplaceProfile {
    private final CqlRequests requests;
    private final SaveOrder order = new SaveOrder();
    private final PreparedStatement delete;
    private final PreparedStatement insertHead;
    private final PreparedStatement insertSlice;
    private final PreparedStatement insertRawText;
    private final TupleType contentType;

    ReplaceProfile(CqlRequests requests) {
        this.requests = requests;
        this.delete = requests.prepare("DELETE FROM patient_profile USING TIMESTAMP ? WHERE patient_id = ?");
        this.insertHead = requests.prepare(
                "INSERT INTO patient_profile (patient_id, seq, save_id) VALUES (?, ?, ?) USING TIMESTAMP ?");
        this.insertSlice = requests.prepare(
                "INSERT INTO patient_profile (patient_id, modality, content) VALUES (?, ?, ?) USING TIMESTAMP ?");
        this.insertRawText = requests.prepare(
                "INSERT INTO patient_profile (patient_id, modality, raw_text) VALUES (?, ?, ?) USING TIMESTAMP ?");
        this.contentType = SavedContent.type(insertSlice, "content");
    }

    CompletionStage<Void> run(PatientId patient, StoredProfile profile) {
        String id = patient.value();
        UUID save = order.nextId();
        long timestamp = SaveOrder.ofCells(profile.seq());
        List<BoundStatement> statements = new ArrayList<>();
        statements.add(delete.bind(SaveOrder.ofDeletion(profile.seq()), id));
        statements.add(insertHead.bind(id, profile.seq(), save, timestamp));
        profile.slices()
                .forEach((slice, body) -> statements.add(
                        insert(slice).bind(id, slice, new SavedContent(save, body).toTuple(contentType), timestamp)));
        return requests.writeTogether("Saving a profile", statements);
    }

    private PreparedStatement insert(String slice) {
        return slice.startsWith(StoredProfile.RAW_TEXT) ? insertRawText : insertSlice;
    }
}
