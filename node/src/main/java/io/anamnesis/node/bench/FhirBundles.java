package io.anamnesis.node.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Bundles of FHIR in memory, one patient each; what names no patient is left out. */
record FhirBundles(List<Bundle> bundles) {
    private static final Pattern PATIENT =
            Pattern.compile("\"resourceType\"\\s*:\\s*\"Patient\"\\s*,\\s*\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    /**
     * One bundle.
     *
     * @param patient the id of its patient, a UUID
     */
    record Bundle(String json, String patient) {
        /** The same of another patient, one for each number. */
        byte[] ofPatient(int number) {
            String other = patient.substring(0, 32) + String.format("%04x", number);
            return json.replace(patient, other).getBytes(StandardCharsets.UTF_8);
        }
    }

    static FhirBundles of(Path archive) throws IOException {
        List<Bundle> bundles = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (!entry.isDirectory()) {
                    String json = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    Matcher patient = PATIENT.matcher(json);
                    if (patient.find()) {
                        bundles.add(new Bundle(json, patient.group(1)));
                    }
                }
            }
        }
        if (bundles.isEmpty()) {
            throw new IOException(archive + " holds no bundle of a patient whose id is a UUID");
        }
        return new FhirBundles(bundles);
    }
}
