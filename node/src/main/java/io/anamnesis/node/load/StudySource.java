package io.anamnesis.node.load;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.web.ingest.genomic.FileSet;
import io.anamnesis.web.ingest.genomic.FolderFiles;
import io.anamnesis.web.ingest.genomic.ZipFiles;
import io.anamnesis.web.ingest.genomic.study.CbioStudy;
import io.anamnesis.web.ingest.genomic.study.StudyFindings;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a study in cBioPortal's layout: many files that belong together, in a folder or a zip with a {@code meta_study.txt}. The
 * layout is one of names, so here names count.
 */
final class StudySource {
    private static final String MARK = "meta_study.txt";
    private static final int DEEPEST = 3;
    private static final FormatName FORMAT = new FormatName(Modality.GENOMICS.wireName(), "study");

    private final ReadHints hints;
    private final long maxBytes;

    StudySource(ReadHints hints, long maxBytes) {
        this.hints = hints;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads the study that the file stands for, where it is its mark or an archive of one.
     *
     * @return whether nothing is left to be done with the file: it was read, or is a part of a study that is read elsewhere
     */
    boolean read(SourceFile file, byte[] beginning, MessageSink sink) throws IOException, InterruptedException {
        Path folder = file.path().getParent();
        if (isNamed(file.path(), MARK) && folder != null) {
            try (FileSet files = FolderFiles.of(folder, maxBytes)) {
                study(file, files, String.valueOf(folder.getFileName()), sink);
            }
            return true;
        }
        return isPart(folder) || archive(file, beginning, sink);
    }

    private boolean archive(SourceFile file, byte[] beginning, MessageSink sink)
            throws IOException, InterruptedException {
        if (beginning.length < 4 || beginning[0] != 'P' || beginning[1] != 'K' || beginning[2] != 3) {
            return false;
        }
        try (FileSet files = ZipFiles.of(file.path(), maxBytes)) {
            boolean study = CbioStudy.recognises(files);
            if (study) {
                study(file, files, String.valueOf(file.path().getFileName()), sink);
            }
            return study;
        } catch (UnreadableInput e) {
            return false; // as an archive of documents it is refused with its reason
        }
    }

    private void study(SourceFile file, FileSet files, String name, MessageSink sink)
            throws IOException, InterruptedException {
        ReadingOptions options =
                new ReadingOptions(name, hints.zone(), hints.observedAt(), hints.assembly(), hints.parameters());
        FindingPieces pieces = new FindingPieces(file, null, sink);
        sink.document(FORMAT);
        try {
            StudyFindings.read(
                    files,
                    options,
                    new FindingMessages(hints.patient(), hints.identities()::patient, file.modifiedAt(), pieces));
        } catch (UnreadableInput e) {
            pieces.refused(new Refusal(0, e.location(), e.code(), e.reason()));
        } catch (Interruption e) {
            throw e.interruption();
        } finally {
            sink.documentEnd();
        }
    }

    /** Whether this folder, or one not far above, is a study. */
    private static boolean isPart(@Nullable Path folder) {
        Optional<Path> above = Optional.ofNullable(folder);
        for (int depth = 0; depth < DEEPEST && above.isPresent(); depth++) {
            if (Files.isRegularFile(above.get().resolve(MARK))) {
                return true;
            }
            above = above.map(Path::getParent);
        }
        return false;
    }

    private static boolean isNamed(Path path, String name) {
        Path last = path.getFileName();
        return last != null && last.toString().equals(name);
    }
}
