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
        each(course, page -> {
            page.forEach(columns::apply);
            if (columns.size() > settings.maxPatients()) {
                throw new TrainingStopped("there are more than " + settings.maxPatients()
                        + " patients, the most that a training holds in memory");
            }
        });
        return columns;
    }

    /** Takes digests, which are read on when it is done with them. */
    interface Taker {
        /**
         * Takes some.
         *
         * @throws TrainingStopped where it wants no more
         */
        void take(List<Digest> page) throws TrainingStopped;
    }

    /** All of them, a page at a time. */
    void each(TrainingDesk.Course course, Taker taker) throws TrainingStopped {
        for (int slice = 0; slice < slices; slice++) {
            course.check();
            course.at("reading patients", slice, slices + 2L);
            read(slice, taker);
        }
    }

    private void read(int slice, Taker taker) throws TrainingStopped {
        @Nullable PatientId after = null;
        boolean more = true;
        while (more) {
            List<Digest> page = PatientTrainer.within(digests.scan(slice, after, settings.page()));
            taker.take(page);
            more = page.size() == settings.page();
            after = page.isEmpty() ? after : page.get(page.size() - 1).patient();
        }
    }
}
