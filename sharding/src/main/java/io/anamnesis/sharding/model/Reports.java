package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.NodeProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each node said last. Whoever has said nothing for a while is gone. Any thread. */
final class Reports {
    private final Map<String, ModelMessage.Told> byNode = new ConcurrentHashMap<>();
    private final Duration forgetAfter;

    Reports(Duration forgetAfter) {
        this.forgetAfter = forgetAfter;
    }

    /** @param now by the clock of this node, so that clocks that differ forget nobody */
    void heard(ModelMessage.Told told, Instant now) {
        NodeProgress said = told.progress();
        NodeProgress heard = new NodeProgress(
                said.node(), said.generation(), said.model(), said.version(), said.done(), said.patients(), now);
        byNode.put(said.node(), new ModelMessage.Told(heard, told.jobs()));
    }

    List<NodeProgress> nodes(Instant now) {
        byNode.values().removeIf(told -> told.progress().at().plus(forgetAfter).isBefore(now));
        return byNode.values().stream()
                .map(ModelMessage.Told::progress)
                .sorted(Comparator.comparing(NodeProgress::node))
                .toList();
    }

    /** Of the other nodes; the latest first. */
    List<Job> jobs(Instant now) {
        List<NodeProgress> living = nodes(now);
        List<Job> jobs = new ArrayList<>();
        living.forEach(node -> {
            ModelMessage.Told told = byNode.get(node.node());
            if (told != null) {
                jobs.addAll(told.jobs());
            }
        });
        jobs.sort(Comparator.comparing(Job::startedAt).reversed().thenComparing(Job::id));
        return jobs;
    }
}
