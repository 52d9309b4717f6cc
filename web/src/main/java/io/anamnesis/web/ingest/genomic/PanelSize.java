package io.anamnesis.web.ingest.genomic;

import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.UnreadableInput;

/** How much of the genome was sequenced: stated by the parameter {@code panel-megabases} or unknown, never assumed. */
public final class PanelSize {
    private PanelSize() {}

    /**
     * Megabases, or NaN where none are stated.
     *
     * @throws UnreadableInput {@code bad-parameter} where the parameter is no number above 0
     */
    public static double megabases(ReadingOptions options) {
        String text = options.parameters().get("panel-megabases");
        if (text == null) {
            return Double.NaN;
        }
        double value = text.matches("\\d{1,6}(\\.\\d{1,9})?") ? Double.parseDouble(text) : -1;
        if (!(value > 0)) {
            throw new UnreadableInput("bad-parameter", "panel-megabases must be a number above 0", "parameter");
        }
        return value;
    }
}
