package io.anamnesis.node.bench;

import io.anamnesis.node.bench.FeedLatency.Latencies;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many feeds at one node, from just before the {@code POST} of a message to its delta at each feed that reads. Some feeds read nothing:
 * they are to harm nobody.
 */
final class FeedsMeasurement {
    /** Less than a subject may have open. */
    private static final int FEEDS_A_TOKEN = 90;

    private static final int OPENING_AT_ONCE = 32;
    private static final Duration OPEN_WITHIN = Duration.ofMinutes(5);
    private static final Duration SETTLE = Duration.ofSeconds(8);
    private static final Duration HISTORY = Duration.ofDays(360);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final FeedsOptions options;
    private final OwnSystem system;
    private final Function<String, String> tokenFor;
    private final Terminal terminal;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    /** @param tokenFor by subject */
    FeedsMeasurement(FeedsOptions options, OwnSystem system, Function<String, String> tokenFor, Terminal terminal) {
        this.options = options;
        this.system = system;
        this.tokenFor = tokenFor;
        this.terminal = terminal;
    }

    FeedsFigures run(double loadBefore) throws IOException, InterruptedException {
        MessageStream messages = new MessageStream(
                options.patients(), Instant.now().truncatedTo(ChronoUnit.DAYS).minus(HISTORY));
        UploadLoad uploads = new UploadLoad(system.node(), tokenFor.apply("cli/bench"));
        wake(uploads, messages);
        double perSecond = options.messagesPerSecond();
        int batch = Math.max(1, (int) Math.round(perSecond / FeedLatency.UPLOADS_A_SECOND));
        long seconds = options.warmup().plus(options.time()).toSeconds() + 2;
        DeltaClock clock = new DeltaClock("feeds-", (int) Math.ceil(2 * seconds * perSecond / batch) + 100);
        long quiet = residentMegabytes();
        terminal.say("opening " + options.feeds() + " feeds");
        long begun = System.nanoTime();
        List<WebSocket> sockets = open(messages, clock);
        clock.awaitSnapshots(options.feeds() - options.silent(), OPEN_WITHIN);
        double openedIn = (System.nanoTime() - begun) / 1e9;
        terminal.say("sending");
        PacedUploads paced = new PacedUploads(uploads);
        int before =
                paced.send(perSecond / batch, options.warmup(), () -> messages.next(clock.name(), batch), clock::sent);
        CpuTimes used = CpuTimes.of(system.state());
        clock.begin();
        long from = System.nanoTime();
        int sent = paced.send(perSecond / batch, options.time(), () -> messages.next(clock.name(), batch), clock::sent);
        Round round = new Round(
                (long) sent * batch,
                System.nanoTime() - from,
                CpuTimes.of(system.state()).since(used));
        long[] micros = clock.end(SETTLE);
        Arrays.sort(micros);
        long busy = residentMegabytes();
        sockets.forEach(WebSocket::abort);
        long first = options.patients() + (long) before * batch;
        return new FeedsFigures(
                loadBefore,
                options,
                openedIn,
                (long) sent * batch,
                expected(first, (long) sent * batch),
                new Latencies(micros, sent * (double) batch * 1e9 / round.nanos()),
                round,
                quiet,
                busy);
    }

    /** A message of each patient, so that all are there when they are watched. */
    private void wake(UploadLoad uploads, MessageStream messages) throws IOException, InterruptedException {
        try {
            int accepted = uploads.send(messages.next(uploads.nextName(), options.patients()))
                    .toCompletableFuture()
                    .get();
            if (accepted != options.patients()) {
                throw new IOException(
                        "of the first " + options.patients() + " messages " + accepted + " were accepted");
            }
        } catch (ExecutionException e) {
            throw new IOException("the first upload failed: " + e.getCause(), e);
        }
    }

    /** Deltas of so many messages, which are the patients' in turn. */
    private long expected(long first, long messages) {
        long expected = 0;
        for (long i = first; i < first + messages; i++) {
            expected += options.reading((int) (i % options.patients()));
        }
        return expected;
    }

    private List<WebSocket> open(MessageStream messages, DeltaClock clock) throws IOException, InterruptedException {
        List<CompletableFuture<WebSocket>> sockets = new ArrayList<>();
        Semaphore opening = new Semaphore(OPENING_AT_ONCE);
        AtomicBoolean failed = new AtomicBoolean();
        String token = "";
        for (int i = 0; i < options.feeds() && !failed.get(); i++) {
            if (i % FEEDS_A_TOKEN == 0) {
                token = tokenFor.apply("cli/bench-" + i / FEEDS_A_TOKEN);
            }
            URI feed = URI.create("ws://" + system.node().getAuthority() + "/v1/feeds/patients/"
                    + messages.patient(i % options.patients()));
            opening.acquire();
            sockets.add(http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(feed, i < options.silent() ? new Silent() : clock.listener())
                    .whenComplete((socket, failure) -> {
                        opening.release();
                        if (failure != null) {
                            failed.set(true);
                        }
                    }));
        }
        List<WebSocket> open = new ArrayList<>();
        for (CompletableFuture<WebSocket> socket : sockets) {
            try {
                open.add(socket.get());
            } catch (ExecutionException e) {
                throw new IOException("a feed did not open, " + open.size() + " before it did: " + e.getCause(), e);
            }
        }
        return open;
    }

    /** Asks for nothing, ever. */
    private static final class Silent implements WebSocket.Listener {
        @Override
        public void onOpen(WebSocket socket) {
            // the default asks for the first frame
        }
    }

    private long residentMegabytes() throws IOException {
        ProcessMark node = system.state().nodes().get(0).child().process();
        Path status = Path.of("/proc/" + (node == null ? "none" : node.pid()) + "/status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        Matcher resident = RESIDENT.matcher(Files.readString(status));
        return resident.find() ? Long.parseLong(resident.group(1)) / 1024 : -1;
    }
}
