package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What every upload of a file may say in its query. */
final class FileQuery {
    private FileQuery() {}

    static @Nullable ZoneId zone(QueryParameters query) throws Refused {
        String zone = query.optional("zone");
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new Refused(Problem.parameter("zone", "an IANA time zone such as Europe/Rome"));
        }
    }

    static @Nullable PatientId patient(QueryParameters query) throws Refused {
        String patient = query.optional("patient");
        if (patient != null && !PatientId.isValid(patient)) {
            throw new Refused(Problem.parameter("patient", "a patient id"));
        }
        return patient == null ? null : new PatientId(patient);
    }
}
