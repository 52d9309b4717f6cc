package io.anamnesis.web.patient;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/** The keys under {@code anamnesis.web.patient}; {@code reference.conf} explains each. */
public record PatientSettings(
        int windowsPage, int maxWindowsPage, int timelinePage, int maxTimelinePage, int itemsPage, int maxItemsPage) {

    public PatientSettings {
        if (windowsPage < 1 || windowsPage > maxWindowsPage || maxWindowsPage > 10_000) {
            throw new ConfigException.BadValue(
                    "anamnesis.web.patient", "1 <= windows-page <= max-windows-page <= 10000");
        }
        if (timelinePage < 1 || timelinePage > maxTimelinePage || maxTimelinePage > 1_000) {
            throw new ConfigException.BadValue(
                    "anamnesis.web.patient", "1 <= timeline-page <= max-timeline-page <= 1000");
        }
        if (itemsPage < 1 || itemsPage > maxItemsPage || maxItemsPage > 1_000) {
            throw new ConfigException.BadValue("anamnesis.web.patient", "1 <= items-page <= max-items-page <= 1000");
        }
    }

    /** Reads the settings out of their own section. */
    public static PatientSettings from(Config patient) {
        return new PatientSettings(
                patient.getInt("windows-page"),
                patient.getInt("max-windows-page"),
                patient.getInt("timeline-page"),
                patient.getInt("max-timeline-page"),
                patient.getInt("items-page"),
                patient.getInt("max-items-page"));
    }
}
