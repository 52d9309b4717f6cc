package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.sharding.client.FeedListener;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.Feeds;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.quality.QualityGate;
import io.anamnesis.storage.memory.MemoryStorage;
import io.anamnesis.web.WebServer;
import io.anamnesis.web.WebSettings;
import io.anamnesis.web.token.SigningKey;
import io.anamnesis.web.token.Tokens;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against the edge as it is, over patients who only remember which messages they have seen. */
class RealEdgeTest {
    @TempDir
    Path home = Path.of("");

    private final Vertx vertx = Vertx.vertx();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, Long> seqs = new ConcurrentHashMap<>();
    private final AtomicLong seq = new AtomicLong();
    private final AtomicInteger overloads = new AtomicInteger(3);
    private String url = "";

    @BeforeEach
    void start() throws Exception {
        WebSettings settings = WebSettings.from(
                ConfigFactory.parseString("anamnesis.web.port = 0").withFallback(ConfigFactory.load()));
        Tokens tokens = new Tokens(SigningKey.loadOrCreate(home.resolve("token.key")), InstantSource.system());
        QualityGate patients = QualityGate.from(
                ConfigFactory.load(), new Memory(), new MemoryStorage().quarantine(), InstantSource.system());
        WebServer server = new WebServer(
                vertx,
                settings,
                tokens,
                patients,
                new FewPatients(),
                new NoCohorts(),
                new NoModels(),
                patients,
                new TwoFrames(),
                InstantSource.system(),
                List.of(),
                Tracing.NONE);
        int port = server.start().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        url = "http://127.0.0.1:" + port;
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void a_load_arrives_whole_past_overload_and_a_refused_line() throws Exception {
        StringBuilder csv = new StringBuilder("time,glucose_mg_dl\n");
        for (int i = 0; i < 3_000; i++) {
            csv.append(Instant.parse("2026-03-01T00:00:00Z").plusSeconds(300L * i))
                    .append(",100\n");
        }
        Path folder = Files.createDirectory(home.resolve("in"));
        Files.writeString(folder.resolve("cgm.csv"), csv);
        Files.writeString(folder.resolve("own.ndjson"), "{\"id\":\"x\",\"modality\":\"notes\",\"payload\":{}}\n");

        int code = run("load", folder.toString(), "--patient", "p1");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("6 messages accepted", "1 rows and messages refused", "3 sent again", "malformed-message");
        assertThat(seqs).hasSize(6);
        assertThat(overloads.get()).isNegative();
    }

    @Test
    void a_watch_shows_the_picture_and_the_change() {
        Thread watching = new Thread(() -> run("watch", "p1"));
        watching.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> out.toString().contains("#8"));
        watching.interrupt();

        assertThat(out.toString().lines())
                .containsExactly("p1  #7  picture  7 messages", "p1  #8  1970-01-01 00:00:00  wearables  1 late");
    }

    @Test
    void a_query_prints_counts_what_was_not_seen_and_a_table() {
        // When
        int code = run(
                "query",
                "dx:C71.9 and age > 40",
                "--columns",
                "age,glucose.mean[14d]",
                "--order-by",
                "age",
                "--limit",
                "2");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "1,234 fit, 88 do not, 412 can't be told",
                        "400 of them lack genomics",
                        "Not all was seen: 31 of 32 slices answered in time.",
                        "",
                        "PATIENT  SEQ  AGE   GLUCOSE.MEAN[14D]",
                        "p-1      7    41    142.25",
                        "p-2 ?    9    41.5  -",
                        "… and more: --limit shows more of them.");
    }

    @Test
    void a_criterion_that_can_not_be_read_is_told_with_its_place_before_anything_is_asked() {
        assertThat(run("query", "dx:C71.9 and")).isEqualTo(2);
        assertThat(err.toString()).contains("line 1, column");
        assertThat(run("query", "age > 40", "--limit", "10001")).isEqualTo(2);
    }

    @Test
    void what_the_system_refuses_is_told_in_its_words() {
        assertThat(run("query", "age > 40", "--deadline", "1h")).isEqualTo(1);
        assertThat(err.toString()).contains("Expected a whole number from 1 to 30000");
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
        String[] all = Arrays.copyOf(arguments, arguments.length + 4);
        System.arraycopy(new String[] {"--url", url, "--home", home.toString()}, 0, all, arguments.length, 4);
        return Main.commandLine(terminal, Main.class, Wiring::start, EmbeddedStorage::start)
                .execute(all);
    }

    private final class Memory implements Patients {
        @Override
        public CompletionStage<PatientReply> ask(PatientCommand command) {
            if (!(command instanceof PatientCommand.Record record)) {
                return reply(new PatientReply.Rejected(new Rejection.UnknownPatient()));
            }
            if (overloads.getAndDecrement() > 0) {
                return reply(new PatientReply.Rejected(new Rejection.Overloaded(1)));
            }
            long next = seq.incrementAndGet();
            Long before = seqs.putIfAbsent(record.message().id().value(), next);
            return reply(before == null ? new PatientReply.Accepted(next) : new PatientReply.Duplicate(before));
        }

        private CompletionStage<PatientReply> reply(PatientReply reply) {
            return CompletableFuture.completedStage(reply);
        }
    }

    private static final class TwoFrames implements Feeds {
        @Override
        public FeedSubscription open(PatientId patient, Caller caller, @Nullable Long fromSeq, FeedListener listener) {
            ProfileView picture = new ProfileView(patient, 7, 7, null, Map.of(), List.of(), 0, 0, 0, 0);
            Instant at = Instant.EPOCH;
            return new FeedSubscription() {
                private boolean sent;

                @Override
                public void request(long frames) {
                    if (!sent) {
                        sent = true;
                        listener.frame(new FeedFrame.Snapshot(7, picture));
                        listener.frame(new FeedFrame.Delta(
                                8, 7, "m", Modality.WEARABLES, at, at, List.of(), 0, 1, 0, 0, List.of(), 0));
                    }
                }

                @Override
                public void close() {
                    // nothing to let go
                }
            };
        }
    }
}
