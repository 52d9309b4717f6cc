package io.anamnesis.node;

import io.anamnesis.node.browser.Chromium;
import io.anamnesis.node.browser.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a clinician waits: the first page, and a patient with five years of glucose every five minutes, 300 notes and 40 studies.
 * A whole node over storage in memory and Chromium share the machine. Each visit is in a new tab without a cache. Writes
 * {@code target/pages-benchmark.md}; performance.md says how to run it.
 */
class PagesBenchmark {
    private static final int VISITS = 5;
    private static final int SAMPLES = 5 * 365 * 288;
    private static final int BATCH = 2_000;
    /** The timeline ends now, so that the last two weeks have samples to their end. */
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private static final String SCRIPTS =
            "performance.getEntriesByType('resource').filter(r => r.name.endsWith('.js'))";

    private final List<String> lines = new ArrayList<>();

    @Test
    void visits(@TempDir Path folder) throws IOException {
        try (MemoryNode node = new MemoryNode(folder);
                Chromium browser = Chromium.start()) {
            fill(node);
            for (int visit = 0; visit < VISITS; visit++) {
                first(browser, node);
            }
            for (int visit = 0; visit < VISITS; visit++) {
                patient(browser, node);
            }
        }
        Files.write(Path.of("target", "pages-benchmark.md"), lines);
    }

    private void first(Chromium browser, MemoryNode node) {
        Tab tab = visit(browser, node, "/");
        double list = when(tab, "document.querySelector('tbody a')");
        lines.add(String.format(
                Locale.ROOT,
                "- first visit: first contentful paint %.0f ms, list of patients %.0f ms, %d bytes of script in %d files",
                tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
                        .asDouble(),
                list,
                tab.evaluate(SCRIPTS + ".reduce((sum, r) => sum + r.encodedBodySize, 0)")
                        .asInt(),
                tab.evaluate(SCRIPTS + ".length").asInt()));
    }

    private void patient(Chromium browser, MemoryNode node) {
        Tab tab = visit(browser, node, "/patients/big");
        double whole = when(
                tab,
                "/notes:300 imaging:40 glucose:1[89]\\d\\d/"
                        + ".test(document.querySelector('anamnesis-timeline')?.dataset.drawn)");
        String pan = tab.evaluate("new Promise(async done => { const gaps = []; let last = performance.now();"
                        + " const t = document.querySelector('anamnesis-timeline'); for (let i = 0; i < 120; i++) {"
                        + " t.move(0.005); await new Promise(requestAnimationFrame); const now = performance.now();"
                        + " gaps.push(now - last); last = now; } gaps.sort((a, b) => a - b);"
                        + " done(`${gaps[60].toFixed(0)} ms at the median, ${gaps[118].toFixed(0)} ms at p99`); })")
                .asText();
        double zoomed = tab.evaluate("new Promise(done => { const t = document.querySelector('anamnesis-timeline');"
                        + " const from = performance.now(); t.show(t.whole()); t.span(14 * 86400000); const look = () =>"
                        + " /glucose:3[345]\\d/.test(t.dataset.drawn) ? done(performance.now() - from) :"
                        + " requestAnimationFrame(look); requestAnimationFrame(look); })")
                .asDouble();
        lines.add(String.format(
                Locale.ROOT,
                "- patient: everything of five years drawn after %.0f ms, %d bytes of script; frames while moving: %s; two weeks by the"
                        + " hour %.0f ms after the click",
                whole,
                tab.evaluate(SCRIPTS + ".reduce((sum, r) => sum + r.encodedBodySize, 0)")
                        .asInt(),
                pan,
                zoomed));
    }

    private static Tab visit(Chromium browser, MemoryNode node, String place) {
        Tab tab = browser.open(1280, 900);
        tab.withoutCache();
        tab.visit(node.page("/app/", place));
        tab.until("document.querySelector('anamnesis-app')");
        return tab;
    }

    /** Milliseconds from the beginning of the navigation until this is so. */
    private static double when(Tab tab, String condition) {
        return tab.evaluate("new Promise(done => { const look = () => (" + condition
                        + ") ? done(performance.now()) : requestAnimationFrame(look); look(); })")
                .asDouble();
    }

    private void fill(MemoryNode node) {
        Random random = new Random(1);
        double value = 120;
        Instant at = end.minus(Duration.ofMinutes(5L * SAMPLES));
        StringBuilder messages = new StringBuilder();
        for (int sample = 0; sample < SAMPLES; ) {
            StringBuilder samples = new StringBuilder();
            for (int i = 0; i < BATCH && sample < SAMPLES; i++, sample++) {
                value = Math.min(400, Math.max(40, value + (125 - value) * 0.02 + random.nextGaussian() * 6));
                samples.append(i == 0 ? "" : ",")
                        .append("{\"observedAt\":\"%s\",\"value\":%d}".formatted(at, Math.round(value)));
                at = at.plus(Duration.ofMinutes(5));
            }
            messages.append(PageData.samples("big", "g-" + sample, samples));
        }
        node.record(messages.toString());
        messages.setLength(0);
        for (int i = 0; i < 300; i++) {
            messages.append(PageData.note(
                    "big", "n-" + i, end.minus(Duration.ofDays(6L * i)), "Stable on therapy. ".repeat(60)));
        }
        for (int i = 0; i < 40; i++) {
            messages.append(PageData.series("big", "i-" + i, end.minus(Duration.ofDays(45L * i))));
        }
        node.record(messages.toString());
    }
}
