package io.anamnesis.node.evaluate;

import io.anamnesis.node.evaluate.Curves.Group;
import io.anamnesis.node.evaluate.Curves.Grouping;
import io.anamnesis.node.evaluate.Curves.Point;
import io.anamnesis.sharding.evaluation.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The report as one page of HTML that asks nobody for anything: tables and plots, readable on a light and on a dark ground. The same outcomes
 * give the same bytes.
 */
final class HtmlReport {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --faint: #d0d4da; --s0: #5b6470; --s1: #0b62c4; --s2: #8a3ffc;
              --s3: #b25400; --s4: #00795c; }
            @media (prefers-color-scheme: dark) { :root { --ground: #14171b; --ink: #e6e9ed; --faint: #3a4048; --s0: #a3acb8; --s1: #6cb1ff;
              --s2: #c3a2ff; --s3: #ffa95c; --s4: #4fd6b0; } }
            body { background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem;
              padding: 0 1rem; }
            table { border-collapse: collapse; display: block; overflow-x: auto; font-size: .85rem; font-variant-numeric: tabular-nums; }
            th, td { border-bottom: 1px solid var(--faint); padding: .25rem .6rem; text-align: left; white-space: nowrap; }
            figure { display: inline-block; margin: 1rem 1rem 1rem 0; max-width: 29rem; vertical-align: top; width: 100%; }
            figcaption { font-size: .85rem; }
            svg { width: 100%; height: auto; }
            svg text { fill: var(--ink); font-size: 11px; }
            .end { text-anchor: end; } .middle { text-anchor: middle; }
            .grid { stroke: var(--faint); } .guide { stroke: var(--ink); stroke-dasharray: 1 4; }
            .line { fill: none; stroke-width: 2; } .bar { stroke-width: 1.5; }
            .s0 { stroke: var(--s0); } .s1 { stroke: var(--s1); stroke-dasharray: 7 3; } .s2 { stroke: var(--s2); stroke-dasharray: 2 3; }
            .s3 { stroke: var(--s3); stroke-dasharray: 9 3 2 3; } .s4 { stroke: var(--s4); stroke-width: 2.5; }
            .bar, .dot { stroke-dasharray: none; }
            .dot { stroke-width: 1.5; fill: var(--ground); }
            .key { display: inline-block; margin-right: 1.5rem; } .key svg { width: 40px; height: 10px; vertical-align: middle; }
            """;

    private static final double SHIFT = 0.012;

    private HtmlReport() {}

    static String of(Evaluation evaluation, List<Evaluation.Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        lines.add("<h1>Evaluation of fusion</h1>");
        lines.add("<p>" + text(MarkdownReport.method(evaluation)) + "</p>");
        for (int i = 0; i < outcomes.size(); i++) {
            addSet(lines, evaluation, outcomes.get(i), "set" + i);
        }
        return page("Evaluation of fusion", lines);
    }

    /** A page that asks nobody for anything. */
    static String page(String title, List<String> body) {
        List<String> lines = new ArrayList<>();
        lines.add("<!doctype html>");
        lines.add(
                "<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        lines.add("<title>" + text(title) + "</title>");
        lines.add("<style>\n" + STYLE + "</style></head><body>");
        lines.addAll(body);
        lines.add("</body></html>");
        return String.join("\n", lines) + "\n";
    }

    /** As text of an element or an attribute. */
    static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void addSet(List<String> lines, Evaluation evaluation, Evaluation.Outcome outcome, String id) {
        lines.add("<h2>" + text(outcome.dataset().name()) + "</h2>");
        lines.add("<p>" + text(MarkdownReport.size(outcome)) + "</p>");
        outcome.dataset().notes().forEach(note -> lines.add("<p>" + text(note) + "</p>"));
        addTable(lines, outcome);
        List<Evaluation.Look> looks = shown(outcome);
        lines.add("<p>" + legend(looks.stream().map(Evaluation.Look::contender).toList(), 0) + "</p>");
        addMissing(lines, evaluation, outcome, looks, id);
        addRoc(lines, looks, id);
        addCalibration(lines, looks, id);
        addGroupings(lines, evaluation, outcome, looks, id);
        lines.add("<p>" + text(MarkdownReport.judgement(outcome)) + "</p>");
        lines.add("<p>" + text(MarkdownReport.verdict(outcome)) + "</p>");
    }

    /** The baseline and the strategies; single modalities stand in the tables. */
    private static List<Evaluation.Look> shown(Evaluation.Outcome outcome) {
        return outcome.looks().stream()
                .filter(look -> !look.contender().startsWith("only "))
                .toList();
    }

    /** The names of series, from the given one on. */
    static String legend(List<String> names, int from) {
        StringBuilder keys = new StringBuilder();
        for (int s = 0; s < names.size(); s++) {
            keys.append("<span class=\"key\"><svg viewBox=\"0 0 40 10\" aria-hidden=\"true\"><line class=\"line s")
                    .append(s + from)
                    .append("\" x1=\"0\" y1=\"5\" x2=\"40\" y2=\"5\"/></svg> ")
                    .append(text(names.get(s)))
                    .append("</span>");
        }
        return keys.toString();
    }

    private static void addTable(List<String> lines, Evaluation.Outcome outcome) {
        List<String> metrics = List.copyOf(outcome.figures().get(0).whole().keySet());
        lines.add(
                "<table><caption>With everything that the test set has</caption><thead><tr><th scope=\"col\">contender</th>"
                        + metrics.stream()
                                .map(metric -> "<th scope=\"col\">" + text(metric) + "</th>")
                                .collect(Collectors.joining())
                        + "<th scope=\"col\">interval of " + outcome.mainMetric() + "</th></tr></thead><tbody>");
        for (Evaluation.Figures figures : outcome.figures()) {
            lines.add("<tr><th scope=\"row\">" + text(figures.contender()) + "</th>"
                    + figures.whole().values().stream()
                            .map(spread -> "<td>" + MarkdownReport.spread(spread) + "</td>")
                            .collect(Collectors.joining())
                    + "<td>" + number(figures.interval().low()) + " to "
                    + number(figures.interval().high()) + "</td></tr>");
        }
        lines.add("</tbody></table>");
    }

    static void addFigure(List<String> lines, SvgPlot plot, String caption) {
        lines.add("<figure>" + plot.svg() + "<figcaption>" + text(caption) + "</figcaption></figure>");
    }

    private static void addMissing(
            List<String> lines,
            Evaluation evaluation,
            Evaluation.Outcome outcome,
            List<Evaluation.Look> looks,
            String id) {
        List<List<Point>> series = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (int s = 0; s < looks.size(); s++) {
            Evaluation.Figures figures = figures(outcome, looks.get(s).contender());
            List<Point> points = new ArrayList<>();
            for (int m = 0; m < evaluation.missing().size(); m++) {
                Spread spread = figures.byMissing().get(m);
                double x = evaluation.missing().get(m) + SHIFT * (s - looks.size() / 2.0);
                points.add(new Point(
                        x, spread.mean(), spread.mean() - spread.deviation(), spread.mean() + spread.deviation()));
            }
            series.add(points);
            told.add(figures.contender() + " "
                    + figures.byMissing().stream()
                            .map(spread -> number(spread.mean()))
                            .collect(Collectors.joining(", ")));
        }
        double[] range = range(series);
        double most = evaluation.missing().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        SvgPlot plot = new SvgPlot(
                id + "-missing",
                outcome.mainMetric() + " with blocks taken away",
                "At shares " + evaluation.missing() + ": " + String.join("; ", told) + ".",
                SvgPlot.Axis.of("share of test blocks taken away", -0.05, most + 0.05),
                SvgPlot.Axis.of(outcome.mainMetric(), range[0], range[1]));
        for (int s = 0; s < series.size(); s++) {
            plot.line(s, series.get(s)).dots(s, series.get(s));
        }
        addFigure(
                lines,
                plot,
                outcome.mainMetric()
                        + " with test blocks taken away: mean over the seeds, bars one standard deviation.");
    }

    private static Evaluation.Figures figures(Evaluation.Outcome outcome, String contender) {
        return outcome.figures().stream()
                .filter(each -> each.contender().equals(contender))
                .findFirst()
                .orElseThrow();
    }

    /** What holds all points, to the next twentieth. */
    static double[] range(List<List<Point>> series) {
        double low = series.stream()
                .flatMap(List::stream)
                .mapToDouble(Point::low)
                .min()
                .orElse(0);
        double high = series.stream()
                .flatMap(List::stream)
                .mapToDouble(Point::high)
                .max()
                .orElse(1);
        double from = Math.max(0, Math.floor(20 * low) / 20);
        double to = Math.min(1, Math.ceil(20 * high) / 20);
        return from < to ? new double[] {from, to} : new double[] {0, 1};
    }

    private static void addRoc(List<String> lines, List<Evaluation.Look> looks, String id) {
        if (Curves.roc(looks.get(0)).isEmpty()) {
            return;
        }
        List<String> told = new ArrayList<>();
        List<List<Point>> series = looks.stream().map(Curves::roc).toList();
        for (int s = 0; s < looks.size(); s++) {
            told.add(looks.get(s).contender() + " " + number(at(series.get(s), 0.1)));
        }
        SvgPlot plot = new SvgPlot(
                        id + "-roc",
                        "Receiver operating characteristic",
                        "True positive rate at a false positive rate of 0.1: " + String.join("; ", told) + ".",
                        SvgPlot.Axis.of("false positive rate", 0, 1),
                        SvgPlot.Axis.of("true positive rate", 0, 1))
                .diagonal();
        for (int s = 0; s < series.size(); s++) {
            plot.line(s, series.get(s));
        }
        addFigure(lines, plot, "ROC of the first seed: every class against the others, all together.");
    }

    private static double at(List<Point> roc, double falsePositive) {
        return roc.stream()
                .filter(point -> point.x() <= falsePositive)
                .mapToDouble(Point::y)
                .max()
                .orElse(0);
    }

    private static void addCalibration(List<String> lines, List<Evaluation.Look> looks, String id) {
        List<List<Point>> series = looks.stream().map(Curves::calibration).toList();
        List<String> told = new ArrayList<>();
        for (int s = 0; s < looks.size(); s++) {
            double off = series.get(s).stream()
                    .mapToDouble(point -> Math.abs(point.x() - point.y()))
                    .max()
                    .orElse(0);
            told.add(looks.get(s).contender() + " " + number(off));
        }
        boolean times = looks.get(0).horizon() != null;
        SvgPlot plot = new SvgPlot(
                        id + "-calibration",
                        "Calibration",
                        "The farthest that a part of the patients is off what it was told: " + String.join("; ", told)
                                + ".",
                        SvgPlot.Axis.of("probability that was told", 0, 1),
                        SvgPlot.Axis.of("how often it was so", 0, 1))
                .diagonal();
        for (int s = 0; s < series.size(); s++) {
            plot.line(s, series.get(s)).dots(s, series.get(s));
        }
        String what = times
                ? "Calibration of the first seed: the event by the median time of those learned from (Breslow's baseline) beside Kaplan"
                        + " and Meier's share, in parts of as many patients; bars are Wilson's 95 %."
                : "Calibration of the first seed: the probability of the most probable class beside how often it was right, in parts of as"
                        + " many patients; bars are Wilson's 95 %.";
        addFigure(lines, plot, what);
    }

    private static void addGroupings(
            List<String> lines,
            Evaluation evaluation,
            Evaluation.Outcome outcome,
            List<Evaluation.Look> looks,
            String id) {
        List<List<Grouping>> all = looks.stream()
                .map(look -> Curves.groupings(look, evaluation.bootstrap()))
                .toList();
        for (int g = 0; g < all.get(0).size(); g++) {
            List<String> names = all.get(0).get(g).groups().stream()
                    .map(group -> group.name() + " (" + group.patients() + ")")
                    .toList();
            List<List<Point>> series = new ArrayList<>();
            List<String> gaps = new ArrayList<>();
            for (int s = 0; s < looks.size(); s++) {
                Grouping grouping = all.get(s).get(g);
                List<Point> points = new ArrayList<>();
                for (int i = 0; i < grouping.groups().size(); i++) {
                    Group group = grouping.groups().get(i);
                    points.add(new Point(
                            i + 6 * SHIFT * (s - looks.size() / 2.0), group.value(), group.low(), group.high()));
                }
                series.add(points);
                gaps.add(looks.get(s).contender() + " " + number(grouping.gap()));
            }
            double[] range = range(series);
            String metric = outcome.mainMetric().equals("C") ? "C" : "share found";
            SvgPlot plot = new SvgPlot(
                    id + "-group" + g,
                    metric + " by group: " + all.get(0).get(g).name(),
                    "Groups " + String.join(", ", names) + ". Gap between them: " + String.join("; ", gaps) + ".",
                    new SvgPlot.Axis("group (patients)", -0.5, names.size() - 0.5, names),
                    SvgPlot.Axis.of(metric, range[0], range[1]));
            for (int s = 0; s < series.size(); s++) {
                plot.dots(s, series.get(s));
            }
            addFigure(
                    lines,
                    plot,
                    "Gap between the groups, first seed: " + String.join("; ", gaps) + ". Bars are 95 % intervals.");
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
