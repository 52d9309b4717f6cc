package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.FeedClient;
import io.anamnesis.node.client.FeedWatcher;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.PatientId;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anamnesis watch}. */
@Command(
        name = "watch",
        description = "Show one patient live: the picture, then every change, until Ctrl-C.",
        footer = {
            "",
            "A node that goes away is replaced by another; no change is lost or shown twice. Times are UTC.",
            "",
            "Examples:",
            "  anamnesis watch p1",
            "  anamnesis watch p1 --from-seq 240 --json",
            "",
            "Exit codes: 0 stopped with Ctrl-C (130 to the shell); 1 the feed was refused; 2 usage."
        })
final class WatchCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Parameters(paramLabel = "PATIENT", description = "Id of the patient.")
    private String patient = "";

    @Option(
            names = "--from-seq",
            paramLabel = "N",
            description = "Number of the last change that is known already, from 0. Default: begin with the picture.")
    private @Nullable Long fromSeq;

    @Option(names = "--json", description = "Print every frame as it comes, one line of JSON each, heartbeats too.")
    private boolean json;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    WatchCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!PatientId.isValid(patient)) {
            throw new CommandFailure(
                    "'" + patient + "' does not have the form of a patient id.", ExitCodes.USAGE, null);
        }
        if (fromSeq != null && fromSeq < 0) {
            throw new CommandFailure("--from-seq takes a number from 0.", ExitCodes.USAGE, null);
        }
        Home home = common.home();
        NodeRing ring = target.ring(home);
        String token = target.token(home, tokens, "cli/watch", Set.of("clinician"));
        try {
            new FeedClient(ring, token, patient, new Lines(terminal, patient, json)).run(fromSeq);
            return ExitCodes.OK;
        } catch (FeedClient.FeedRefused e) {
            throw new CommandFailure(e.getMessage() + ".", e);
        }
    }

    /** Prints a feed; also used by the demo. */
    static final class Lines implements FeedWatcher {
        private final Terminal terminal;
        private final String patient;
        private final boolean json;

        Lines(Terminal terminal, String patient, boolean json) {
            this.terminal = terminal;
            this.patient = patient;
            this.json = json;
        }

        @Override
        public void frame(FeedFrame frame, String text) {
            if (json) {
                terminal.print(text);
            } else {
                FrameText.line(patient, frame).ifPresent(terminal::print);
            }
        }

        @Override
        public void interrupted(URI node, String why) {
            terminal.say("lost " + node + " (" + why + "); going on elsewhere");
        }
    }
}
