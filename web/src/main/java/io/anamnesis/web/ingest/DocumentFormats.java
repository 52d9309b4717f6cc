package io.anamnesis.web.ingest;

import io.anamnesis.web.ingest.clinical.FhirReader;
import io.anamnesis.web.ingest.clinical.McodeCsvReader;
import io.anamnesis.web.ingest.foreign.ForeignDocuments;
import io.anamnesis.web.ingest.genomic.maf.MafDocuments;
import io.anamnesis.web.ingest.genomic.vcf.ReferenceSequence;
import io.anamnesis.web.ingest.genomic.vcf.VcfDocuments;
import io.anamnesis.web.ingest.imaging.DicomDocuments;
import io.anamnesis.web.ingest.imaging.NrrdDocuments;
import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.ingest.note.NoteReaders;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.IdentityMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The readers of everything but wearables, in the order in which they are asked: those that prove themselves first. */
public final class DocumentFormats {
    private DocumentFormats() {}

    /**
     * All of them; they hold no state.
     *
     * @param notes looks into the texts of notes
     * @param identities says which identifiers of clinical records mean which patient; where it is empty, they stand for themselves
     */
    public static List<DocumentReader> readers(NoteComposer notes, IdentityMap identities) {
        return readers(notes, identities, assembly -> null);
    }

    /**
     * All of them, where reference genomes are there.
     *
     * @param references the sequence of an assembly, by its usual name such as {@code GRCh38}; null where there is none
     */
    public static List<DocumentReader> readers(
            NoteComposer notes, IdentityMap identities, Function<String, @Nullable ReferenceSequence> references) {
        List<DocumentReader> readers = new ArrayList<>(List.of(
                new VcfDocuments(references),
                new DicomDocuments(),
                new NrrdDocuments(),
                new FhirReader(identities, notes),
                new MafDocuments(),
                new McodeCsvReader(identities)));
        readers.addAll(NoteReaders.all(notes));
        readers.add(new ForeignDocuments());
        return List.copyOf(readers);
    }
}
