package io.anamnesis.node.cli;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.WindowView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Frames of a feed as lines for people. Times are UTC. */
final class FrameText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FrameText() {}

    /** The line of a frame; empty for one that brings nothing new. */
    static Optional<String> line(String patient, FeedFrame frame) {
        if (frame instanceof FeedFrame.Snapshot snapshot) {
            return Optional.of(patient + "  #" + snapshot.seq() + "  picture  " + picture(snapshot.profile()));
        }
        if (frame instanceof FeedFrame.Delta delta) {
            return Optional.of(patient + "  #" + delta.seq() + "  " + time(delta.observedAt()) + "  " + change(delta));
        }
        if (frame instanceof FeedFrame.Conflated conflated) {
            return Optional.of(patient + "  #" + conflated.seq() + "  too fast for this terminal: "
                    + conflated.skipped() + " changes are summed up in the next picture");
        }
        return Optional.empty();
    }

    private static String picture(ProfileView profile) {
        String metrics = profile.wearables().stream()
                .map(metric -> metric.metric() + " " + number(metric.latest()) + " " + metric.unit() + " at "
                        + time(metric.lastObservedAt()))
                .collect(Collectors.joining(", "));
        return profile.messages() + " messages" + (metrics.isEmpty() ? "" : ": " + metrics);
    }

    private static String change(FeedFrame.Delta delta) {
        StringBuilder line = new StringBuilder(delta.modality().wireName());
        latestPerMetric(delta).forEach(window -> line.append("  ").append(window(window)));
        note(line, delta.lateSamples(), "late");
        note(line, delta.correctedSamples(), "corrected");
        note(line, delta.repeatedSamples(), "repeated");
        return line.toString();
    }

    private static Collection<WindowView> latestPerMetric(FeedFrame.Delta delta) {
        Map<String, WindowView> latest = new LinkedHashMap<>();
        delta.windows().forEach(window -> latest.put(window.metric(), window));
        return latest.values();
    }

    private static String window(WindowView window) {
        String hour = time(window.start()).substring(11, 16);
        return window.metric() + " from " + hour + ": mean " + number(window.mean()) + " " + window.unit() + " ("
                + number(window.min()) + " to " + number(window.max()) + ", n " + window.count() + ")";
    }

    private static void note(StringBuilder line, int samples, String what) {
        if (samples > 0) {
            line.append("  ").append(samples).append(' ').append(what);
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
