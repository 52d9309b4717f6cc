package io.anamnesis.node.check;

import io.anamnesis.node.terminal.Table;
import io.anamnesis.protocol.message.PatientId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A stream and its interruptions as lines of a report. */
final class DurabilityFigures {
    private DurabilityFigures() {}

    static List<String> delivered(SyntheticStream stream, Ledger ledger, long deliveries, Duration taken) {
        Map<PatientId, Set<String>> acknowledged = ledger.acknowledged();
        long ids = acknowledged.values().stream().mapToLong(Set::size).sum();
        double seconds = taken.toMillis() / 1e3;
        return List.of(
                String.format(
                        "sent          %,d messages with %,d samples of %,d patients; %,d of them twice; %,d implausible",
                        stream.messages(),
                        stream.samples(),
                        acknowledged.size(),
                        stream.repeated(),
                        stream.implausible()),
                String.format(
                        "acknowledged  %,d ids; %,d refused for good; said to be new twice: %,d",
                        ids, ledger.refused().size(), ledger.acceptedTwice().size()),
                String.format(
                        "time          %.1f s for %,d deliveries, %,.0f a second, outages included",
                        seconds, deliveries, deliveries / seconds),
                "sent again    " + (ledger.sentAgain().isEmpty() ? "none" : ledger.sentAgain()));
    }

    static List<String> outages(List<Outage> outages, Duration longest) {
        List<String> lines = new ArrayList<>();
        Table table = new Table("killed", "pid", "at", "after", "longest stall", "all back after");
        for (Outage outage : outages) {
            table.row(
                    outage.kill().name(),
                    Long.toString(outage.pid()),
                    outage.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                    String.format("%,d", outage.settled()),
                    seconds(outage.stall()),
                    seconds(outage.back()));
        }
        table.lines().forEach(line -> lines.add("  " + line));
        lines.add("longest stall " + seconds(longest));
        return lines;
    }

    static String seconds(Duration duration) {
        return String.format("%.1f s", duration.toMillis() / 1e3);
    }
}
