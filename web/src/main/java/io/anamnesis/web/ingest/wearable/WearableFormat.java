package io.anamnesis.web.ingest.wearable;

/**
 * A format that can be read.
 *
 * @param name kebab-case, permanent; the {@code formatName} of {@link WearableFormats#read}
 * @param recognisedBy what in the content gives it away
 * @param gives the metrics of its rows
 */
public record WearableFormat(String name, String recognisedBy, String gives) {}
