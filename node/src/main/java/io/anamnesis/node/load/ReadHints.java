package io.anamnesis.node.load;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.wearable.DateOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the person knows and the files don't say.
 *
 * @param patient whose data it is where a file names nobody
 * @param zone the zone of local times
 * @param dateOrder which of 4/7/2026 is the day
 * @param observedAt when what a file says was true of the patient, for formats that do not say (VCF, MAF)
 * @param assembly the reference of genomic coordinates, where a file names none
 * @param references FASTA files of reference genomes, by the usual name of the assembly: alleles are left-normalised by them
 * @param identities which identifiers of which systems mean which patient
 * @param parameters more, by name, for single readers
 */
public record ReadHints(
        @Nullable PatientId patient,
        @Nullable ZoneId zone,
        @Nullable DateOrder dateOrder,
        @Nullable Instant observedAt,
        @Nullable String assembly,
        Map<String, Path> references,
        IdentityMap identities,
        Map<String, String> parameters) {
    public ReadHints {
        references = Map.copyOf(references);
        parameters = Map.copyOf(parameters);
    }

    /** For exports of wearables. */
    public ReadHints(@Nullable PatientId patient, @Nullable ZoneId zone, @Nullable DateOrder dateOrder) {
        this(patient, zone, dateOrder, null, null, Map.of(), IdentityMap.none(), Map.of());
    }

    /** What decides which messages come out of which files. */
    List<String> askedFor() {
        return List.of(
                "patient " + patient,
                "zone " + zone,
                "order " + dateOrder,
                "observed " + observedAt,
                "assembly " + assembly,
                "references " + new TreeMap<>(references),
                "identities " + identities.fingerprint(),
                "parameters " + new TreeMap<>(parameters));
    }
}
