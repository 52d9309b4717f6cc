package io.anamnesis.ops.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets so many spans wait to be sent, and counts the others. The SDK has a bound of its own and tells how many it dropped by a metrics
 * SDK only, which nothing else here needs.
 */
final class BoundedSpans {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedSpans.class);

    private final int most;
    private final SpanCounts counts;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean failing;

    BoundedSpans(int most, SpanCounts counts) {
        this.most = most;
        this.counts = counts;
    }

    /** Before what queues. */
    SpanProcessor before(SpanProcessor queue) {
        return new SpanProcessor() {
            @Override
            public void onStart(Context parent, ReadWriteSpan span) {}

            @Override
            public boolean isStartRequired() {
                return false;
            }

            @Override
            public void onEnd(ReadableSpan span) {
                if (waiting.incrementAndGet() > most) {
                    waiting.decrementAndGet();
                    counts.dropped.increment();
                } else {
                    queue.onEnd(span);
                }
            }

            @Override
            public boolean isEndRequired() {
                return true;
            }

            @Override
            public CompletableResultCode shutdown() {
                return queue.shutdown();
            }

            @Override
            public CompletableResultCode forceFlush() {
                return queue.forceFlush();
            }
        };
    }

    /** Behind what queues. */
    SpanExporter counting(SpanExporter exporter) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                waiting.addAndGet(-spans.size());
                CompletableResultCode result = exporter.export(spans);
                int size = spans.size();
                return result.whenComplete(() -> told(result.isSuccess(), size));
            }

            @Override
            public CompletableResultCode flush() {
                return exporter.flush();
            }

            @Override
            public CompletableResultCode shutdown() {
                return exporter.shutdown();
            }
        };
    }

    private void told(boolean taken, int spans) {
        (taken ? counts.sent : counts.failed).add(spans);
        if (failing == taken) {
            failing = !taken;
            if (taken) {
                LOG.info("the collector takes spans again");
            } else {
                LOG.warn("the collector does not take spans; they are left out until it does");
            }
        }
    }
}
