package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.web.ingest.genomic.Assembly;
import io.anamnesis.web.ingest.genomic.Fault;
import io.anamnesis.web.ingest.genomic.FileSet;
import io.anamnesis.web.ingest.genomic.PanelSize;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a study: the clinical samples first, because they tell whose a sample is, then all other data files. */
public final class CbioStudy {
    private static final Fault NOT_READ = new Fault("kind-not-read", "data of this kind are not read");
    private static final Fault NO_FILE =
            new Fault("missing-file", "the data file that the meta file names is not there");
    private static final Fault NO_NAME = new Fault("malformed-meta-file", "the meta file names no data file");

    private final FileSet files;
    private final StudyContext context;
    private final List<MetaFile> metas;

    private CbioStudy(FileSet files, StudyContext context, List<MetaFile> metas) {
        this.files = files;
        this.context = context;
        this.metas = metas;
    }

    /** Whether the set is a study. */
    public static boolean recognises(FileSet files) {
        return studyFile(files).isPresent();
    }

    private static Optional<String> studyFile(FileSet files) {
        return files.names().stream()
                .filter(name -> name.equals("meta_study.txt") || name.endsWith("/meta_study.txt"))
                .findFirst();
    }

    /**
     * Reads all of it. Blocks; does not close the set. Of the options the assembly and the parameter {@code panel-megabases} count.
     *
     * @throws UnreadableInput {@code not-a-study}, {@code assembly-required}, {@code assembly-mismatch}
     * @throws IOException where a file can't be read
     */
    public static StudyReport read(FileSet files, ReadingOptions options, StudySink sink) throws IOException {
        MetaFile study = study(files);
        String main = study.name();
        String folder = main.substring(0, main.length() - "meta_study.txt".length());
        List<MetaFile> metas = new ArrayList<>();
        for (String name : files.names()) {
            String simple = name.substring(Math.min(name.length(), folder.length()));
            if (name.startsWith(folder) && simple.matches("meta[^/]*\\.txt") && !name.equals(main)) {
                metas.add(meta(files, name));
            }
        }
        String identifier = Optional.ofNullable(study.value("cancer_study_identifier"))
                .orElseThrow(() ->
                        new UnreadableInput("not-a-study", "meta_study.txt has no cancer_study_identifier", main));
        StudyContext context = new StudyContext(
                identifier, folder, assembly(study, options.assembly()), PanelSize.megabases(options), sink);
        return new CbioStudy(files, context, metas).read();
    }

    /** Our name of the study's reference genome, compared with what the sender says. */
    static String assembly(FileSet files, ReadingOptions options) throws IOException {
        return assembly(study(files), options.assembly());
    }

    private static MetaFile study(FileSet files) throws IOException {
        return meta(
                files,
                studyFile(files)
                        .orElseThrow(
                                () -> new UnreadableInput("not-a-study", "expected a file meta_study.txt", "files")));
    }

    private static MetaFile meta(FileSet files, String name) throws IOException {
        try (InputStream in = files.open(name)) {
            return MetaFile.read(name, in);
        }
    }

    private static String assembly(MetaFile study, @Nullable String stated) {
        String own = study.value("reference_genome");
        if (own == null && stated == null) {
            throw new UnreadableInput(
                    "assembly-required",
                    "meta_study.txt has no reference_genome; give the assembly as a parameter",
                    study.name());
        }
        String named = Assembly.canonical(own == null ? String.valueOf(stated) : own);
        if (stated != null && !named.equals(Assembly.canonical(stated))) {
            throw new UnreadableInput(
                    "assembly-mismatch",
                    "the study is of " + named + " and the parameter assembly says "
                            + Assembly.shown(Assembly.canonical(stated)),
                    study.name());
        }
        return named;
    }

    private StudyReport read() throws IOException {
        for (MetaFile meta : metas) {
            if (meta.kind().equals("CLINICAL") && meta.datatype().equals("SAMPLE_ATTRIBUTES")) {
                data(meta, new ClinicalSamples(context));
            }
        }
        if (context.samples() == 0) {
            throw new UnreadableInput("no-samples", "no clinical file maps samples to patients", "files");
        }
        for (MetaFile meta : metas) {
            if (meta.kind().equals("CLINICAL")) {
                continue;
            }
            StudyFile reader = reader(meta);
            if (reader == null) {
                context.refuse(meta.name(), 0, null, NOT_READ);
            } else {
                data(meta, reader);
            }
        }
        context.burdens();
        return context.report();
    }

    private @Nullable StudyFile reader(MetaFile meta) {
        String profile = Optional.ofNullable(meta.value("stable_id")).orElse(meta.name());
        String datatype = meta.datatype();
        return switch (meta.kind()) {
            case "MUTATION_EXTENDED", "MUTATION_UNCALLED" -> new Mutations(context);
            case "COPY_NUMBER_ALTERATION" ->
                switch (datatype) {
                    case "DISCRETE" -> new GeneMatrix(context, "copy-number", profile);
                    case "DISCRETE_LONG" -> new GeneList(context, "copy-number", profile);
                    case "LOG2-VALUE", "CONTINUOUS" -> new GeneMatrix(context, "copy-number-log2", profile);
                    default -> null;
                };
            case "MRNA_EXPRESSION" ->
                datatype.equals("Z-SCORE")
                        ? new GeneMatrix(context, "expression-z-score", profile)
                        : datatype.equals("CONTINUOUS") ? new GeneMatrix(context, "expression", profile) : null;
            case "METHYLATION" -> new GeneMatrix(context, "methylation", profile);
            case "PROTEIN_LEVEL" -> datatype.equals("Z-SCORE") ? null : new GeneMatrix(context, "protein", profile);
            case "STRUCTURAL_VARIANT" -> new StructuralVariants(context);
            default -> null;
        };
    }

    private void data(MetaFile meta, StudyFile reader) throws IOException {
        String name = meta.value("data_filename");
        if (name == null) {
            context.refuse(meta.name(), 0, "data_filename", NO_NAME);
            return;
        }
        String file = context.folder() + name;
        if (!files.names().contains(file)) {
            context.refuse(meta.name(), 0, "data_filename", NO_FILE);
            return;
        }
        context.enter(file);
        try (InputStream in = files.open(file)) {
            reader.read(in);
        } catch (UnreadableInput e) {
            // one file that can't be read must not cost the others
            context.refuse(file, 0, e.location(), new Fault(e.code(), e.reason()));
        }
    }
}
