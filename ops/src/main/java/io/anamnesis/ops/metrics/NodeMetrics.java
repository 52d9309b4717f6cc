package io.anamnesis.ops.metrics;

import io.anamnesis.ops.tracing.SpanCounts;
import io.anamnesis.protocol.measure.EntityMeasures;
import io.anamnesis.protocol.measure.StoreMeasures;
import io.anamnesis.sharding.client.Feeds;
import io.anamnesis.sharding.client.LiveCohorts;
import io.anamnesis.sharding.client.Models;
import io.anamnesis.sharding.client.PatientQueries;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.client.QualityDesk;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * All meters of a node: it wraps what is to be counted, and answers {@code GET /metrics} in Prometheus' text format. The wiring asks
 * for each wrapper once.
 */
public final class NodeMetrics implements Consumer<Router>, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PulseMeter pulse = new PulseMeter();
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final EntityMeters entities = new EntityMeters(registry);
    private final StoreMeters store = new StoreMeters(registry, pulse);
    private final FeedMeters patientFeeds = new FeedMeters(registry, "patient");
    private final FeedMeters cohortFeeds = new FeedMeters(registry, "cohort");
    private final HttpMeters http = new HttpMeters(registry);
    private final MetricsSettings settings;
    private volatile Runnable refresh = () -> {};
    private volatile Runnable refreshDrift = () -> {};
    private volatile @Nullable QualityDesk counted;
    private volatile Supplier<MemoryFigures> memory = () -> MemoryFigures.NONE;

    /**
     * Meters that count from now on.
     *
     * @param build what runs, such as {@code 0.1.0}
     */
    public NodeMetrics(MetricsSettings settings, String build) {
        this.settings = settings;
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        gc.bindTo(registry);
        Gauge.builder("anamnesis.build.info", () -> 1)
                .description("Always 1; its label says what runs")
                .tag("version", build)
                .register(registry);
    }

    /** Patients whose answers are counted. */
    public Patients patients(Patients patients) {
        return new MeteredPatients(patients, registry, pulse);
    }

    /** Queries whose answers are counted. */
    public PatientQueries queries(PatientQueries queries) {
        return new MeteredQueries(queries, registry, pulse);
    }

    /** Feeds whose watchers are counted. */
    public Feeds feeds(Feeds feeds) {
        return new MeteredFeeds(feeds, patientFeeds);
    }

    /** Live cohorts whose watchers are counted. */
    public LiveCohorts cohorts(LiveCohorts cohorts) {
        return new MeteredCohorts(cohorts, cohortFeeds);
    }

    /** For the patients' actors. */
    public EntityMeasures entities() {
        return entities;
    }

    /** For the store. */
    public StoreMeasures store() {
        return store;
    }

    /** Gauges of what stands on this node, and what messages did not meet an expectation. */
    public void gauges(
            IndexFigures.Source index,
            Supplier<ShardFigures> shards,
            Supplier<LiveCohortFigures> live,
            QualityDesk quality) {
        NodeGauges gauges = new NodeGauges(registry, index, shards, live);
        refresh = gauges::refresh;
        counted = quality;
        FunctionCounter.builder("anamnesis.quality.failures", this, NodeMetrics::qualityFailures)
                .description("Times that a message did not meet an expectation; by rule and source at /v1/quality")
                .register(registry);
    }

    /** How full the heap is of what lives, and who left it for that. */
    public void memory(Supplier<MemoryFigures> memory) {
        this.memory = memory;
        Gauge.builder("anamnesis.memory.live", this, metrics -> metrics.memory
                        .get()
                        .live())
                .baseUnit("ratio")
                .description("Share of the heap that lived after the last collection")
                .register(registry);
        FunctionCounter.builder("anamnesis.memory.passivations", this, metrics -> metrics.memory
                        .get()
                        .passivated())
                .description("Patients who left the memory because it was full over the mark")
                .register(registry);
    }

    /** What becomes of spans. */
    public void spans(SpanCounts counts) {
        spans("sent", counts, SpanCounts::sent);
        spans("failed", counts, SpanCounts::failed);
        spans("dropped", counts, SpanCounts::dropped);
    }

    private void spans(String outcome, SpanCounts counts, ToDoubleFunction<SpanCounts> count) {
        FunctionCounter.builder("anamnesis.tracing.spans", counts, count)
                .description("Spans that the collector took, did not take, or that found the queue full")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Gauges of how far this node's patients are from those that the model was made with. */
    public void drift(Models models) {
        DriftGauges gauges = new DriftGauges(registry, models);
        refreshDrift = gauges::refresh;
    }

    private double qualityFailures() {
        QualityDesk desk = counted;
        return desk == null
                ? 0
                : desk.counts().stream().mapToLong(QualityDesk.Count::failed).sum();
    }

    /** How many watch patients on this node. */
    public int watchers() {
        return patientFeeds.watchers();
    }

    /** What was done since the last call; one caller, a beat a second. */
    public Pulse pulse() {
        return pulse.take();
    }

    /** What else the node was busy with since the last call; one caller, a beat a second. */
    public NodeWork work(IndexFigures index) {
        Map<String, Double> recall = new HashMap<>();
        index.recall().forEach((space, share) -> {
            if (!share.isNaN() && recall.size() < NodeGauges.MOST_SPACES) {
                recall.put(space, share);
            }
        });
        return new NodeWork(
                index.waiting(),
                index.unsettled(),
                recall,
                entities.takeRecovered(),
                entities.takeStopped(),
                patientFeeds.takeFrames(),
                patientFeeds.takeConflations(),
                patientFeeds.takeLag(),
                new CohortFeedWork(cohortFeeds.watchers(), cohortFeeds.takeFrames(), cohortFeeds.takeLag()),
                index.outdated());
    }

    /** Counts what comes behind, and answers {@code /metrics}. */
    @Override
    public void accept(Router router) {
        http.accept(router);
        router.get("/metrics").handler(this::scrape);
    }

    private void scrape(RoutingContext context) {
        if (!settings.remote() && !local(context.request().remoteAddress())) {
            context.response()
                    .setStatusCode(403)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end("Only this machine may scrape; anamnesis.ops.metrics.remote = on opens it to others.\n");
            return;
        }
        refresh.run();
        refreshDrift.run();
        context.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(registry.scrape());
    }

    private static boolean local(SocketAddress peer) {
        try {
            return peer != null
                    && peer.hostAddress() != null
                    && InetAddress.getByName(peer.hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
