package io.anamnesis.node.home;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One process, told apart from a later one that was given the same number.
 *
 * @param pid the operating system's number
 * @param startedAt when it started, as the operating system says
 */
public record ProcessMark(long pid, Instant startedAt) {
    /** The system derives start times from its boot time, which it rounds anew whenever the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** The mark of a process; where the system tells no start time, of this moment. */
    public static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), process.info().startInstant().orElseGet(Instant::now));
    }

    /** The process, where it still lives and is the one that was marked. */
    public Optional<ProcessHandle> live() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    private boolean isSame(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(startedAt, start).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }
}
