package io.anamnesis.sharding.entity;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.measure.EntityMeasures;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.ProfileStore;
import io.anamnesis.protocol.port.WindowStore;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.sharding.client.ClusterFeeds;
import io.anamnesis.sharding.client.ClusterPatients;
import io.anamnesis.sharding.client.Feeds;
import io.anamnesis.sharding.client.LiveCohorts;
import io.anamnesis.sharding.client.Models;
import io.anamnesis.sharding.client.PatientQueries;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.index.IndexService;
import io.anamnesis.sharding.live.LiveService;
import io.anamnesis.sharding.model.ModelService;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** One node of a cluster in this JVM, over storage that may be shared with others. */
public final class TestNode implements AutoCloseable {
    public static final Caller CALLER = Caller.system("test");

    private static final String CONFIG = """
            akka {
              loglevel = WARNING
              stdout-loglevel = WARNING
              actor.provider = cluster
              actor.allow-java-serialization = off
              remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
              cluster.roles = [edge, data, trainer]
              cluster.jmx.multi-mbeans-in-same-jvm = on
              cluster.downing-provider-class = "akka.cluster.sbr.SplitBrainResolverProvider"
              cluster.split-brain-resolver.stable-after = 3s
              cluster.failure-detector.acceptable-heartbeat-pause = 2s
              cluster.sharding.number-of-shards = 16
              coordinated-shutdown.exit-jvm = off
              coordinated-shutdown.run-by-actor-system-terminate = on
            }
            anamnesis.sharding {
              ask-timeout = 5s
              entity { append-retry-min = 20ms, append-retry-max = 100ms, append-attempts = 5, stop-timeout = 3s, flush-interval = 1s, digest-interval = 1s }
              index { keep-alive = 300ms, load-retry = 200ms, ask-again = 300ms }
              live { beat = 300ms, check = 50ms, report-timeout = 500ms, refresh = 1s, flush-interval = 500ms, stop-timeout = 3s, append-retry-min = 20ms, append-retry-max = 100ms, heartbeat = 300ms, subscribe-timeout = 500ms, feed-buffer = 8 }
              feed { heartbeat = 300ms, subscribe-timeout = 500ms }
              model { refresh = 1s, tell = 200ms }
            }
            """;

    public final ActorSystem<Void> system;
    public final Patients patients;
    public final Feeds feeds;
    public final IndexService index;
    public final LiveCohorts cohorts;
    public final PatientQueries queries;
    public final Models models;
    public final ActiveModels active;
    public final PatientShards shards;
    final AwakePatients awake = new AwakePatients();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final ExecutorService training = Executors.newSingleThreadExecutor();

    private TestNode(Ports ports, String overrides) {
        this(ports, overrides, Tracing.NONE);
    }

    private TestNode(Ports ports, String overrides, Tracing tracing) {
        Config config = ConfigFactory.parseString(overrides)
                .withFallback(ConfigFactory.parseString(CONFIG))
                .withFallback(ConfigFactory.load());
        ShardingSettings settings = ShardingSettings.from(config);
        system = ActorSystem.create(Behaviors.empty(), "anamnesis", config);
        active = new ActiveModels(settings.fusion().defaultModel());
        index = new IndexService(
                settings.index(),
                SimilaritySettings.from(config),
                active,
                settings.fusion().rowsABeat(),
                settings.entity().indexSlices(),
                ports.digests(),
                ports.cache(),
                new IndexService.IndexExecutors(executor, 1, executor, executor));
        EntityEnvironment environment = new EntityEnvironment(
                ports.journal(),
                ports.profiles(),
                ports.windows(),
                ports.digests(),
                ports.cache(),
                index.feed(),
                active,
                executor,
                executor,
                settings.profile(),
                settings.entity(),
                new Permits(settings.recoveries(), 10_000),
                new Permits(settings.histories(), settings.mostWaitingHistories()),
                new TickingClock(),
                EntityMeasures.NONE,
                tracing,
                awake);
        LiveService live = new LiveService(
                ports.cohorts(), settings.live(), settings.entity().indexSlices(), InstantSource.system(), index);
        shards = PatientShards.start(system, environment, index::keeper);
        patients = ClusterPatients.start(system, shards, settings.askTimeout());
        queries = index.start(system, shards, patients, InstantSource.system(), tracing);
        cohorts = live.start(system);
        this.models = new ModelService(
                        ports.models(),
                        ports.digests(),
                        active,
                        index,
                        settings.model(),
                        settings.entity().indexSlices(),
                        settings.fusion().width(),
                        InstantSource.system(),
                        new ModelService.ModelExecutors(executor, training))
                .start(system);
        feeds = new ClusterFeeds(system, shards, settings.feed());
    }

    /** The stores a node works on. */
    public record Ports(
            PatientJournal journal,
            ProfileStore profiles,
            WindowStore windows,
            DigestStore digests,
            DigestCache cache,
            CohortStore cohorts,
            ModelStore models) {
        public static Ports of(MemoryStorage storage) {
            return new Ports(
                    storage.journal(),
                    storage.profiles(),
                    storage.windows(),
                    storage.digests(),
                    storage.digestCache(),
                    storage.cohorts(),
                    storage.models());
        }

        public Ports with(CohortStore other) {
            return new Ports(journal, profiles, windows, digests, cache, other, models);
        }

        public Ports with(PatientJournal other) {
            return new Ports(other, profiles, windows, digests, cache, cohorts, models);
        }
    }

    public static TestNode single(Ports ports) {
        return single(ports, "");
    }

    static TestNode single(Ports ports, Tracing tracing) {
        TestNode node = new TestNode(ports, "", tracing);
        node.join(node);
        return node;
    }

    public static TestNode single(Ports ports, String overrides) {
        TestNode node = new TestNode(ports, overrides);
        node.join(node);
        return node;
    }

    /** A node that is in no cluster yet. */
    public static TestNode alone(Ports ports, String overrides) {
        return new TestNode(ports, overrides);
    }

    public static TestNode joining(TestNode other, Ports ports) {
        return joining(other, ports, "");
    }

    public static TestNode joining(TestNode other, Ports ports, String overrides) {
        TestNode node = new TestNode(ports, overrides);
        node.join(other);
        return node;
    }

    /** A member of the node's cluster that answers nothing. */
    public static ActorSystem<Void> mute(TestNode other) {
        Config config = ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load());
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "anamnesis", config);
        Cluster cluster = Cluster.get(system);
        cluster.manager()
                .tell(Join.create(Cluster.get(other.system).selfMember().address()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> cluster.selfMember().status() == MemberStatus.up());
        return system;
    }

    private void join(TestNode seed) {
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(Cluster.get(seed.system).selfMember().address()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> cluster.selfMember().status() == MemberStatus.up());
    }

    public int members() {
        return (int)
                StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
                        .filter(member -> member.status() == MemberStatus.up())
                        .count();
    }

    public PatientReply ask(PatientCommand command) {
        try {
            return patients.ask(command).toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    public PatientReply record(ModalityMessage message) {
        return ask(new PatientCommand.Record(message, CALLER));
    }

    public ProfileView profile(PatientId patient) {
        return ((PatientReply.Profile) ask(new PatientCommand.GetProfile(patient, CALLER, null))).profile();
    }

    /** How many patients are in this node's memory. */
    public int awakePatients() {
        return awake.size();
    }

    public void passivate(PatientId patient) {
        ask(new PatientCommand.Passivate(patient, CALLER));
    }

    @Override
    public void close() {
        system.terminate();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> system.getWhenTerminated().toCompletableFuture().isDone());
        executor.shutdownNow();
        training.shutdownNow();
    }
}
