package io.anamnesis.node;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages for tests of pages, each one line. */
final class PageData {
    private PageData() {}

    static String note(String patient, String id, Instant at, String text) {
        return """
                {"id":"%s","patient":"%s","modality":"notes","source":{"system":"ward-ehr"},"observedAt":"%s",\
                "origin":{"document":"letters.txt","line":17},\
                "payload":{"noteId":"%s","title":"Letter","text":"%s"}}
                """.formatted(id, patient, at, id, text);
    }

    /** Every five minutes from an instant on. */
    static String glucose(String patient, String id, Instant from, int samples) {
        String values = IntStream.range(0, samples)
                .mapToObj(i -> "{\"observedAt\":\"%s\",\"value\":%d}"
                        .formatted(from.plus(Duration.ofMinutes(5L * i)), 110 + (i * 7) % 60))
                .collect(Collectors.joining(","));
        return samples(patient, id, values);
    }

    /** @param samples as JSON, separated by commas */
    static String samples(String patient, String id, CharSequence samples) {
        return """
                {"id":"%s","patient":"%s","modality":"wearables","source":{"system":"ward","device":"cgm-7"},\
                "payload":{"metric":"glucose","unit":"mg/dL","samples":[%s]}}
                """.formatted(id, patient, samples);
    }

    static String series(String patient, String id, Instant at) {
        return """
                {"id":"%s","patient":"%s","modality":"imaging","source":{"system":"pacs"},"observedAt":"%s",\
                "payload":{"studyInstanceUid":"1.2.%d","seriesInstanceUid":"1.2.%d.1","dicomModality":"MR","bodyPart":"BRAIN"}}
                """.formatted(id, patient, at, at.getEpochSecond(), at.getEpochSecond());
    }

    static String condition(String patient, String id, String code) {
        return resource(
                patient,
                id,
                "Condition",
                "\"codeSystem\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"" + code + "\",",
                "\"start\":\"2026-10-31\",\"codings\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\""
                        + code + "\",\"display\":\"Diagnosis\"}]");
    }

    static String born(String patient, String date) {
        return resource(
                patient,
                "born-" + patient,
                "Patient",
                "",
                "\"patient\":{\"birthDate\":\"" + date + "\",\"sex\":\"male\"}");
    }

    private static String resource(String patient, String id, String type, String codes, String facts) {
        return """
                {"id":"%s","patient":"%s","modality":"clinical","source":{"system":"fhir"},"observedAt":"2026-10-31T00:00:00Z",\
                "payload":{"resourceType":"%s","resourceId":"%s",%s"content":"{}","facts":{%s}}}
                """.formatted(id, patient, type, id, codes, facts);
    }
}
