package io.anamnesis.storage.schema;

import java.util.List;

/** The migrations of this build, oldest first. Only ever add to the end: what has been applied somewhere is history. */
final class SchemaCatalog {
    static final List<String> NAMES = List.of(
            "V001__storage_constant",
            "V002__patient_event",
            "V003__patient_writer",
            "V004__patient_profile",
            "V005__feature_window",
            "V006__patient_digest",
            "V007__quarantine",
            "V008__digest_ahead",
            "V009__live_cohort",
            "V010__operator_action",
            "V011__model",
            "V012__model_data",
            "V013__raw_text");

    private SchemaCatalog() {}

    static List<Migration> migrations() {
        return NAMES.stream().map(Migration::resource).toList();
    }
}
