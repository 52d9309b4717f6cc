package io.anamnesis.web.ingest;

import io.anamnesis.web.ingest.clinical.FhirReader;
import io.anamnesis.web.ingest.clinical.LaterFormats;
import io.anamnesis.web.ingest.clinical.McodeCsvReader;
import io.anamnesis.web.ingest.reading.DocumentReader;
import java.util.List;

/** The readers of everything but wearables, in the order in which they are asked: those that prove themselves first. */
public final class DocumentFormats {
    private DocumentFormats() {}

    /** All of them; they hold no state. */
    public static List<DocumentReader> readers() {
        return List.of(new FhirReader(), new McodeCsvReader(), new LaterFormats());
    }
}
