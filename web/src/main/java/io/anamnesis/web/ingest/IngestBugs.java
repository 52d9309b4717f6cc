package io.anamnesis.web.ingest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the first unexpected failure of an upload. Its message is left out: an exception's words may quote what it failed
 * on, and that may be clinical. A failure that hits every line of an upload is one failure.
 */
final class IngestBugs {
    private static final Logger LOG = LoggerFactory.getLogger(IngestBugs.class);

    private final String route;
    private boolean logged;

    IngestBugs(String route) {
        this.route = route;
    }

    void log(Throwable failure) {
        if (!logged) {
            logged = true;
            StackTraceElement[] stack = failure.getStackTrace();
            LOG.error(
                    "{} failed unexpectedly: {} at {}",
                    route,
                    failure.getClass().getName(),
                    stack.length == 0 ? "an unknown place" : stack[0]);
        }
    }
}
