package io.anamnesis.ops.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Gauges of what stands on a node. Those with changing labels are set anew by {@link #refresh}, before each scrape. */
final class NodeGauges {
    /** Spaces are named after models: more than so many are told as one. */
    static final int MOST_SPACES = 32;

    private static final List<String> STATUSES = List.of(
            "joining", "weakly-up", "up", "leaving", "exiting", "down", "preparing-for-shutdown", "ready-for-shutdown");

    private final IndexFigures.Source index;
    private final Supplier<ShardFigures> shards;

    /** Held here, for the meters of the registry hold it weakly. */
    private final Supplier<LiveCohortFigures> live;

    private final MultiGauge recall;

    NodeGauges(
            MeterRegistry registry,
            IndexFigures.Source index,
            Supplier<ShardFigures> shards,
            Supplier<LiveCohortFigures> live) {
        this.index = index;
        this.shards = shards;
        this.live = live;
        this.recall = MultiGauge.builder("anamnesis.index.recall")
                .baseUnit("ratio")
                .description("Share of the true neighbours that the graph of a space found in sampled queries")
                .register(registry);
        index(registry);
        cluster(registry);
        live(registry);
    }

    private void index(MeterRegistry registry) {
        for (boolean ready : List.of(true, false)) {
            Gauge.builder("anamnesis.index.slices", () -> index.slices().stream()
                            .filter(slice -> slice.ready() == ready)
                            .count())
                    .description("Slices of the index on this node")
                    .tag("state", ready ? "ready" : "loading")
                    .register(registry);
        }
        gauge(registry, "anamnesis.index.patients", "Patients in the index of this node", () -> index.slices().stream()
                .mapToInt(IndexFigures.Slice::patients)
                .sum());
        weighed(registry, "anamnesis.index.bytes", "What columns and vectors take, about", IndexFigures::bytes);
        weighed(registry, "anamnesis.index.waiting.digests", "Digests that wait to be taken in", IndexFigures::waiting);
        weighed(
                registry,
                "anamnesis.index.unsettled.patients",
                "Patients who changed and whose digest has not come",
                IndexFigures::unsettled);
        weighed(
                registry,
                "anamnesis.index.outdated.digests",
                "Patients who sleep with a digest of an older build and are to be woken",
                IndexFigures::outdated);
    }

    private void weighed(MeterRegistry registry, String name, String description, ToDoubleFunction<IndexFigures> of) {
        gauge(registry, name, description, () -> of.applyAsDouble(index.weighed()));
    }

    private void cluster(MeterRegistry registry) {
        gauge(registry, "anamnesis.entities", "Patients in the memory of this node", () -> shards.get()
                .total());
        gauge(registry, "anamnesis.shards", "Shards on this node", () -> shards.get()
                .entities()
                .size());
        gauge(
                registry,
                "anamnesis.cluster.unreachable.members",
                "Members that this node can't reach",
                () -> shards.get().unreachable());
        for (String status : STATUSES) {
            Gauge.builder(
                            "anamnesis.cluster.members",
                            () -> shards.get().members().getOrDefault(status, 0))
                    .description("Members of the cluster as this node sees them")
                    .tag("status", status)
                    .register(registry);
        }
    }

    private void live(MeterRegistry registry) {
        gauge(registry, "anamnesis.live.cohorts", "Live cohorts that this node watches for", () -> live.get()
                .cohorts());
        FunctionCounter.builder(
                        "anamnesis.live.cohort.changes", live, now -> now.get().changes())
                .description("Changes of patients that were looked at for live cohorts")
                .register(registry);
        FunctionCounter.builder(
                        "anamnesis.live.cohort.judging", live, now -> now.get().judgingSeconds())
                .baseUnit("seconds")
                .description("What looking at changes for live cohorts has taken")
                .register(registry);
    }

    private static void gauge(MeterRegistry registry, String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    void refresh() {
        Map<String, Double> spaces = new TreeMap<>(index.weighed().recall());
        recall.register(
                spaces.entrySet().stream()
                        .filter(each -> !each.getValue().isNaN())
                        .limit(MOST_SPACES)
                        .map(each -> MultiGauge.Row.of(Tags.of("space", each.getKey()), each.getValue()))
                        .toList(),
                true);
    }
}
