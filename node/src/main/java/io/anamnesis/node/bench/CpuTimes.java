package io.anamnesis.node.bench;

import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.home.RunState;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Processor time that each part has used since it began; unlike the clock it does not count what other programs took.
 *
 * @param client this process
 * @param node the node
 * @param database Cassandra with the process that watches over it
 */
record CpuTimes(Duration client, Duration node, Duration database) {
    static CpuTimes of(RunState system) {
        RunState.RunningChild storage = system.storage();
        return new CpuTimes(
                used(ProcessHandle.current()),
                of(system.nodes().get(0).child().process()),
                storage == null ? Duration.ZERO : of(storage.process()));
    }

    private static Duration of(@Nullable ProcessMark mark) {
        Optional<ProcessHandle> process = mark == null ? Optional.empty() : mark.live();
        return process.map(handle -> Stream.concat(Stream.of(handle), handle.descendants())
                        .map(CpuTimes::used)
                        .reduce(Duration.ZERO, Duration::plus))
                .orElse(Duration.ZERO);
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    CpuTimes since(CpuTimes before) {
        return new CpuTimes(client.minus(before.client), node.minus(before.node), database.minus(before.database));
    }

    CpuTimes plus(CpuTimes more) {
        return new CpuTimes(client.plus(more.client), node.plus(more.node), database.plus(more.database));
    }

    Duration total() {
        return client.plus(node).plus(database);
    }
}
