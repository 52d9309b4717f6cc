package io.anamnesis.web.ingest.genomic.study;

import java.io.IOException;
import java.io.InputStream;

/** Reads one kind of data file of a study. */
interface StudyFile {
    void read(InputStream in) throws IOException;
}
