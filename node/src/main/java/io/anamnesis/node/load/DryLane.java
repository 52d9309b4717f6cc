package io.anamnesis.node.load;

import org.jspecify.annotations.Nullable;

/** Sends nothing: counts what would be sent. */
final class DryLane implements Lane {
    private final LoadReport report;

    DryLane(LoadReport report) {
        this.report = report;
    }

    @Override
    public void take(Batch batch) {
        batch.messages().forEach(message -> report.accepted(message.format()));
    }

    @Override
    public @Nullable Throwable drain() {
        return null;
    }

    @Override
    public void close() {}
}
