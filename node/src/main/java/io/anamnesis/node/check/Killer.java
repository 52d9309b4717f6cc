package io.anamnesis.node.check;

import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Kills what is planned at the planned points of progress; the next one only when all is back. */
final class Killer {
    /** While a process is away, what is left until the next kill is spread over so long. */
    private static final double SPREAD_SECONDS = 25;

    private final TrialSystem system;
    private final Course course;
    private final Progress progress;
    private final StallMeter stalls;
    private final Terminal terminal;

    Killer(TrialSystem system, Course course, Progress progress, StallMeter stalls, Terminal terminal) {
        this.system = system;
        this.course = course;
        this.progress = progress;
        this.stalls = stalls;
        this.terminal = terminal;
    }

    /** Opens the course piece by piece, up to all deliveries; returns when the last one killed is back. */
    List<Outage> run(List<Kill> plan, long deliveries) throws IOException, InterruptedException {
        List<Outage> outages = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            Kill kill = plan.get(i);
            long next = i + 1 < plan.size() ? plan.get(i + 1).at() : deliveries;
            course.openUpTo(next);
            progress.await(kill.at());
            course.slowDown(Math.max(1, (next - kill.at()) / SPREAD_SECONDS));
            outages.add(kill(kill));
            course.fullSpeed();
        }
        course.openUpTo(deliveries);
        return outages;
    }

    private Outage kill(Kill kill) throws IOException, InterruptedException {
        ProcessMark victim =
                system.aim(kill).orElseThrow(() -> new IOException(kill.name() + " does not run and can't be killed"));
        stalls.mark();
        long settled = progress.settled();
        Instant at = Instant.now();
        long begun = System.nanoTime();
        victim.live().ifPresent(ProcessHandle::destroyForcibly);
        terminal.say(String.format(
                Locale.ROOT, "killed %s (pid %d) after %,d deliveries", kill.name(), victim.pid(), settled));
        system.awaitBack(kill, victim);
        Duration back = Duration.ofNanos(System.nanoTime() - begun);
        terminal.say(String.format(Locale.ROOT, "all is back after %.1f s", back.toMillis() / 1e3));
        return new Outage(kill, at, settled, victim.pid(), stalls.sinceMark(), back);
    }
}
