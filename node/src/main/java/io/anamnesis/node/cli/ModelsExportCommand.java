package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis models export}. */
@Command(
        name = "export",
        description = "Write a version to a file in the form of ONNX, for other systems to run.",
        footer = {
            "",
            "Inputs, one row a patient: features (NaN where unknown), present (1 or 0 a modality) and, for attention,",
            "days (how old each modality is beside the newest). Outputs: fused, scores, and where the model has them",
            "probability and attention. The file's own properties say what stands in which column.",
            "Attention that looks at earlier studies and days takes them as further rows of the one patient.",
            "",
            "Examples:",
            "  anamnesis models export relapse 2",
            "  anamnesis models export relapse 2 --output /tmp/relapse.onnx",
            "",
            "Exit codes: 0 written; 1 not written, with the reason; 2 usage."
        })
final class ModelsExportCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private ModelVersionParameters model = new ModelVersionParameters();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to write it; a file that is there is left as it is. Default: NAME-VERSION.onnx.")
    private @Nullable Path output;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    ModelsExportCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = output == null ? Path.of(model.name() + "-" + model.version() + ".onnx") : output;
        byte[] bytes = ModelTarget.ask(common, target, tokens, client -> client.file(model.path() + "/onnx"));
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(file + " is there already and was left as it is; --output names another.", e);
        } catch (IOException e) {
            throw new CommandFailure(file + " can't be written: " + e.getClass().getSimpleName() + ".", e);
        }
        terminal.print("Wrote " + bytes.length + " bytes to " + file + ".");
        return ExitCodes.OK;
    }
}
