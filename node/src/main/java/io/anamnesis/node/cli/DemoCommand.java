package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.FeedClient;
import io.anamnesis.node.client.MessagesClient;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.client.ProfileClient;
import io.anamnesis.node.demo.Ward;
import io.anamnesis.node.demo.WardStream;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis demo}. */
@Command(
        name = "demo",
        description = "Stream a simulated ward into the system, which is started first where none runs, until Ctrl-C.",
        footer = {
            "",
            "Each patient wears a glucose sensor (every five minutes) and a tracker (heart rate, steps). Some readings",
            "come late, some twice, some in mmol/L. The ward begins in the past, runs faster than life until it has",
            "caught up, and goes on where it stopped when it is started again. The patients are demo-001, demo-002 …",
            "",
            "Examples:",
            "  anamnesis demo",
            "  anamnesis demo --patients 200 --speed 60 --nodes 3",
            "",
            "Exit codes: 0 stopped with Ctrl-C (130 to the shell), which also stops what it started; 1 failed; 2 usage."
        })
final class DemoCommand implements Callable<Integer> {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "8",
            description = "Patients in the ward, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int patients;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "200",
            description = "Most messages a second over all patients; the ward slows down where it has more. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "300",
            description = "Simulated seconds in one real second, from 1; at 300 a reading of each sensor a second. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--past",
            paramLabel = "TIME",
            defaultValue = "14d",
            description = "How far in the past a new ward begins, such as 12h or 14d. Default: ${DEFAULT-VALUE}.")
    private Duration past = Duration.ofDays(14);

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same ward. Default: ${DEFAULT-VALUE}.")
    private long seed;

    private final Terminal terminal;
    private final String mainClass;
    private final TokenIssuer tokens;

    DemoCommand(Terminal terminal, String mainClass, TokenIssuer tokens) {
        this.terminal = terminal;
        this.mainClass = mainClass;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Home home = common.home();
        if (target.isLocal()) {
            SystemLauncher launcher = new SystemLauncher(home, terminal, mainClass);
            if (launcher.running().isEmpty() && launcher.start(system).isEmpty()) {
                throw new CommandFailure("Another start in " + home.folder() + " is under way; see anamnesis status.");
            }
        }
        NodeRing ring = target.ring(home);
        String token = target.token(home, tokens, "cli/demo", Set.of("clinician"));
        Ward ward = new Ward(seed, patients);
        MessagesClient client = new MessagesClient(token, ANSWER_WITHIN);
        WardStream stream = new WardStream(ward, begin(ring, token, ward), speed, rate, ring, client);
        tellHowToWatch(ring, ward);
        stream(stream, ring, token, ward.patient(0).value());
        return ExitCodes.OK;
    }

    private void check() {
        if (patients < 1 || patients > 10_000) {
            throw usage("--patients takes 1 to 10000, got " + patients + ".");
        }
        if (!(speed >= 1 && speed <= 100_000)) {
            throw usage("--speed takes 1 to 100000, got " + speed + ".");
        }
        if (!(rate > 0 && rate <= 1_000_000)) {
            throw usage("--rate takes more than 0, up to 1000000, got " + rate + ".");
        }
    }

    private static CommandFailure usage(String sentence) {
        return new CommandFailure(sentence, ExitCodes.USAGE, null);
    }

    /** Where the ward stopped last time, or in the past. */
    private Instant begin(NodeRing ring, String token, Ward ward) throws IOException, InterruptedException {
        Instant fresh = Instant.now().minus(past);
        return new ProfileClient(token)
                .lastObservedAt(ring.next(), ward.patient(0).value())
                .filter(last -> last.isAfter(fresh))
                .orElse(fresh);
    }

    private void tellHowToWatch(NodeRing ring, Ward ward) {
        String first = ward.patient(0).value();
        String where = ring.all().get(0).toString();
        terminal.say("");
        terminal.say(patients + " patients are streaming. Watch one in another terminal:");
        terminal.say("  anamnesis watch " + first);
        terminal.say("  curl -H \"Authorization: Bearer $(anamnesis token)\" " + where + "/v1/patients/" + first);
        terminal.say("  anamnesis open, and follow the address that it prints, in a browser");
        terminal.say("Ctrl-C stops the stream" + (target.isLocal() ? " and what this command started." : "."));
        terminal.say("");
    }

    private void stream(WardStream stream, NodeRing ring, String token, String patient) throws IOException {
        LiveLine line = new LiveLine(terminal, patient, stream);
        Thread live = new Thread(() -> watch(new FeedClient(ring, token, patient, line)), "demo-live-line");
        live.setDaemon(true);
        Thread self = Thread.currentThread();
        // what is stopping must not be mistaken for nodes that fail
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            live.interrupt();
                            self.interrupt();
                        },
                        "stop-demo"));
        live.start();
        try {
            stream.run();
        } catch (InterruptedException e) {
            self.interrupt(); // Ctrl-C: the end that was meant
        }
    }

    private void watch(FeedClient feed) {
        try {
            feed.run(null);
        } catch (FeedClient.FeedRefused e) {
            terminal.say(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
