package io.anamnesis.sharding.model;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.sharding.column.PatientColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the stored digests of all patients: what the index of a node that had all slices would load. */
record DigestScan(DigestStore digests, ModelSettings settings, int slices) {
    PatientColumns read(TrainingDesk.Course course) throws TrainingStopped {
        PatientColumns columns = new PatientColumns();
        for (int slice = 0; slice < slices; slice++) {
            course.check();
            course.at("reading patients", slice, slices + 2L);
            read(slice, columns);
        }
        return columns;
    }

    private void read(int slice, PatientColumns columns) throws TrainingStopped {
        @Nullable PatientId after = null;
        boolean more = true;
        while (more) {
            List<Digest> page = PatientTrainer.within(digests.scan(slice, after, settings.page()));
            page.forEach(columns::apply);
            if (columns.size() > settings.maxPatients()) {
                throw new TrainingStopped("there are more than " + settings.maxPatients()
                        + " patients, the most that a training holds in memory");
            }
            more = page.size() == settings.page();
            after = page.isEmpty() ? after : page.get(page.size() - 1).patient();
        }
    }
}
