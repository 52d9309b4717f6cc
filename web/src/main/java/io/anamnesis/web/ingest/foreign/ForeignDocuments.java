package io.anamnesis.web.ingest.foreign;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.web.ingest.reading.Content;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;

/** As a reader it takes what is certainly none of ours and refuses it by its name; it is asked last. */
public final class ForeignDocuments implements DocumentReader {
    private static final DocumentFormat FORMAT = new DocumentFormat(
            "formats-not-read",
            Modality.CLINICAL,
            "HL7 v2, C-CDA, FHIR in XML, OMOP; PLINK, BGEN; sequences, indexes, pictures",
            "nothing: a refusal that names the kind");

    @Override
    public DocumentFormat format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(byte[] beginning) {
        return ForeignKinds.certain(beginning).isPresent();
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        throw ForeignKinds.certain(in.readNBytes(Content.BEGINNING_BYTES))
                .map(kind -> new UnreadableInput(kind.name(), "such documents are not read: " + kind.what(), "input"))
                .orElseGet(() -> new UnreadableInput("unknown-format", "none of the formats that are known", "input"));
    }
}
