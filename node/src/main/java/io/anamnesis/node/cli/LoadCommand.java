package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.MessagesClient;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.load.Load;
import io.anamnesis.node.load.LoadBrokenOff;
import io.anamnesis.node.load.LoadOptions;
import io.anamnesis.node.load.LoadReport;
import io.anamnesis.node.load.ReadHints;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.ingest.genomic.Assembly;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import io.anamnesis.web.ingest.wearable.DateOrder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anamnesis load}. */
@Command(
        name = "load",
        description = "Bring files into a running system. Formats are recognised by content, also within gzip and zip.",
        footer = {
            "",
            "A load that was broken off goes on where it stopped when the same command is given again. Sending",
            "something twice is safe: a message is named after what it says and counts once.",
            "",
            "Examples:",
            "  anamnesis load exports/ --patient p1 --zone Europe/Vienna",
            "  anamnesis load clarity.csv --patient p1 --zone America/New_York --date-order mdy",
            "  anamnesis load messages.ndjson.gz --report refused.ndjson",
            "  anamnesis load exports/ --dry-run",
            "",
            "Exit codes: 0 everything was delivered, also where some of it was refused (the report says what);",
            "1 something was not delivered; 2 usage."
        })
final class LoadCommand implements Callable<Integer> {
    /** The order of day and month, by the words that people type. */
    enum Order {
        DMY(DateOrder.DAY_FIRST),
        MDY(DateOrder.MONTH_FIRST);

        private final DateOrder order;

        Order(DateOrder order) {
            this.order = order;
        }
    }

    /** The assembly that is each file's own. */
    private static final String FROM_THE_FILE = "auto";

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders; folders with all below them.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--patient",
            paramLabel = "ID",
            description = "Whose data it is where a file names nobody. Default: such rows are refused.")
    private @Nullable String patient;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Zone of times that carry none, such as Europe/Vienna. Default: such rows are refused.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--date-order",
            paramLabel = "ORDER",
            description = "What 4/7/2026 means: dmy the fourth of July, mdy the seventh of April. "
                    + "Default: what the format says or the file proves.")
    private @Nullable Order order;

    @Option(
            names = "--observed-at",
            paramLabel = "INSTANT",
            description =
                    "When what a file says was true of the patient, for formats that do not say (VCF, MAF, NRRD), such as "
                            + "2026-03-01T00:00:00Z. Default: such files are refused.")
    private @Nullable Instant observedAt;

    @Option(
            names = "--assembly",
            paramLabel = "NAME",
            defaultValue = FROM_THE_FILE,
            description =
                    "The reference of genomic coordinates, such as GRCh38, of files that name none; those that name another are "
                            + "refused. auto takes what each file says and refuses files that name none. "
                            + "Default: ${DEFAULT-VALUE}.")
    private String assembly = FROM_THE_FILE;

    @Option(
            names = "--reference",
            paramLabel = "ASSEMBLY=FILE",
            description =
                    "The sequence of a reference genome as plain FASTA, such as GRCh38=hg38.fa: variants of files of that assembly "
                            + "are moved to the left by it, and rows that disagree with it are refused. The index beside it (.fai) is used. "
                            + "Can be given several times. Default: variants stay as they are written.")
    private Map<String, Path> references = new HashMap<>();

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = "Which identifiers mean which patient: a CSV with the header system,identifier,patient. "
                    + "Systems are identifier systems of FHIR, fhir-patient, vcf-sample, maf-sample, "
                    + "cbioportal-patient, dicom-patient-id or the issuer of the id, nrrd-name, synthea. "
                    + "Default: an identifier stands for itself.")
    private @Nullable Path identities;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "More that single readers ask for, such as panel-megabases=1.1. Can be given several times. "
                    + "Default: none.")
    private Map<String, String> parameters = new HashMap<>();

    @Option(
            names = "--resume",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Go on where the same load stopped before; --no-resume begins anew. Default: resume.")
    private boolean resume = true;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "4",
            description = "Requests under way at a time, 1 to 64, each of at most 200 messages or 512 KiB. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "2m",
            description = "How long a request may make no headway on any node before the load is broken off. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Duration patience = Duration.ofMinutes(2);

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write every refusal to this file as NDJSON: file, line, code, detail. Default: none.")
    private @Nullable Path report;

    @Option(
            names = "--dry-run",
            description =
                    "Read everything and send nothing; needs no running system. What nodes would refuse is not known then. "
                            + "Default: send.")
    private boolean dryRun;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    LoadCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = common.home();
        Load load = dryRun ? Load.dry(options(home), terminal) : sending(home);
        try {
            tell(load.run());
            return ExitCodes.OK;
        } catch (LoadBrokenOff e) {
            tell(e.report());
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("There is no " + e.getFile() + ".", e);
        }
    }

    private Load sending(Home home) throws IOException {
        NodeRing ring = target.ring(home);
        String token = target.token(home, tokens, "cli/load", Set.of("clinician"));
        return new Load(options(home), ring, new MessagesClient(token, ANSWER_WITHIN), terminal);
    }

    private void tell(LoadReport told) {
        told.lines().forEach(terminal::print);
        if (report != null) {
            terminal.say("All refusals are in " + report + ".");
        }
    }

    private Map<String, Path> referenceFiles() {
        Map<String, Path> files = new HashMap<>();
        references.forEach((name, file) -> {
            if (!Files.isReadable(file)) {
                throw new CommandFailure("--reference: there is no " + file + ".", ExitCodes.USAGE, null);
            }
            files.put(Assembly.canonical(name), file);
        });
        return files;
    }

    private IdentityMap identityMap() {
        if (identities == null) {
            return IdentityMap.none();
        }
        try (InputStream in = Files.newInputStream(identities)) {
            return IdentityMap.read(in);
        } catch (UnreadableInput e) {
            throw new CommandFailure(
                    "--identities: " + e.location() + " of " + identities + ": " + e.reason(), ExitCodes.USAGE, e);
        } catch (IOException e) {
            throw new CommandFailure("--identities: " + identities + " can't be read.", ExitCodes.USAGE, e);
        }
    }

    private LoadOptions options(Home home) {
        if (patient != null && !PatientId.isValid(patient)) {
            throw new CommandFailure(
                    "--patient takes 1 to 128 characters of [A-Za-z0-9 ._:@+=~-], got '" + patient + "'.",
                    ExitCodes.USAGE,
                    null);
        }
        if (inFlight < 1 || inFlight > 64) {
            throw new CommandFailure("--in-flight takes 1 to 64, got " + inFlight + ".", ExitCodes.USAGE, null);
        }
        ReadHints hints = new ReadHints(
                patient == null ? null : new PatientId(patient),
                zone,
                order == null ? null : order.order,
                observedAt,
                assembly.strip().equalsIgnoreCase(FROM_THE_FILE) ? null : assembly,
                referenceFiles(),
                identityMap(),
                parameters);
        return new LoadOptions(paths, hints, target.name(), home.loads(), resume, inFlight, patience, report);
    }
}
