package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.web.ingest.genomic.maf.MafCall;
import io.anamnesis.web.ingest.genomic.maf.MafReader;
import io.anamnesis.web.ingest.genomic.maf.MafSink;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.IOException;
import java.io.InputStream;

/** The study's MAF. */
final class Mutations implements StudyFile {
    private final StudyContext context;

    Mutations(StudyContext context) {
        this.context = context;
    }

    @Override
    public void read(InputStream in) throws IOException {
        MafReader.read(in, context.assembly(), new MafSink() {
            @Override
            public void call(MafCall call) {
                if (!context.mutation(call)) {
                    context.refuse(call.line(), "Tumor_Sample_Barcode", StudyFaults.UNKNOWN_SAMPLE);
                }
            }

            @Override
            public void refused(Refusal refusal) {
                context.refused(refusal);
            }
        });
    }
}
