package io.anamnesis.node.evaluate;

import io.anamnesis.node.evaluate.Contest.Margin;
import io.anamnesis.node.evaluate.Curves.Point;
import io.anamnesis.node.evaluate.TransferEvaluation.Outcome;
import io.anamnesis.node.evaluate.TransferEvaluation.Pair;
import io.anamnesis.sharding.evaluation.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a start from a richer cohort's model was worth, as Markdown and as a page. */
final class TransferReport {
    private static final String TITLE = "Evaluation of a start from a richer cohort";

    private TransferReport() {}

    static String markdown(TransferEvaluation evaluation, List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + TITLE);
        lines.add("");
        lines.add(method(evaluation));
        for (Outcome outcome : outcomes) {
            lines.add("");
            lines.add("## " + heading(outcome));
            lines.add("");
            lines.add(size(outcome));
            outcome.transfer().notes().forEach(note -> lines.add("\n" + note));
            lines.add("");
            for (List<String> row : table(evaluation, outcome)) {
                lines.add("| " + String.join(" | ", row) + " |");
                if (lines.get(lines.size() - 2).isEmpty()) {
                    lines.add("| --- |" + " --- |".repeat(row.size() - 1));
                }
            }
            lines.add("");
            lines.add(verdict(outcome));
        }
        return String.join("\n", lines) + "\n";
    }

    static String html(TransferEvaluation evaluation, List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        lines.add("<h1>" + TITLE + "</h1>");
        lines.add("<p>" + HtmlReport.text(method(evaluation)) + "</p>");
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            lines.add("<h2>" + HtmlReport.text(heading(outcome)) + "</h2>");
            lines.add("<p>" + HtmlReport.text(size(outcome)) + "</p>");
            outcome.transfer().notes().forEach(note -> lines.add("<p>" + HtmlReport.text(note) + "</p>"));
            addTable(lines, table(evaluation, outcome));
            addPlot(lines, evaluation, outcome, "transfer" + i);
            lines.add("<p>" + HtmlReport.text(verdict(outcome)) + "</p>");
        }
        return HtmlReport.page(TITLE, lines);
    }

    private static String method(TransferEvaluation evaluation) {
        return "Mean ± standard deviation over " + evaluation.seeds()
                + " seeds. A seed decides who of the sparse cohort is"
                + " learned from, folds, masks and, where the source has no split, the split; the greater of two parts holds the"
                + " lesser. With a start and without, the same patients are learned from and the same others are judged, who are"
                + " in no part. The start is late fusion of the whole rich cohort. Penalties and weights are chosen by"
                + " cross-validation within the part; nothing is chosen on test patients. The standard error of a difference is"
                + " the root of the summed squares of that of its mean over the seeds, and of the bootstrap's over the test"
                + " rows of the first seed.";
    }

    private static String heading(Outcome outcome) {
        return outcome.transfer().from() + " to " + outcome.transfer().to();
    }

    private static String size(Outcome outcome) {
        Dataset.Split split = outcome.transfer().sparse().by(0);
        int width =
                split.train().blocks().stream().mapToInt(block -> block.width()).sum();
        return outcome.transfer().rich().size() + " patients of the rich cohort; of the sparse one "
                + split.train().size() + " to take parts of and " + split.test().size() + " to test on, with " + width
                + " numbers, of which the rich one has " + outcome.transfer().shared() + ".";
    }

    /** The head, then a row a figure. */
    private static List<List<String>> table(TransferEvaluation evaluation, Outcome outcome) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(outcome.metric() + ", learned from (patients)"));
        for (int p = 0; p < evaluation.parts().size(); p++) {
            head.add(MarkdownReport.percent(evaluation.parts().get(p)) + " ("
                    + outcome.patients().get(p) + ")");
        }
        rows.add(head);
        for (Pair pair : outcome.pairs()) {
            rows.add(row(pair.strategy() + ", from nothing", pair.without()));
            rows.add(row(pair.strategy() + ", from " + outcome.transfer().from(), pair.with()));
            List<String> differences = new ArrayList<>(List.of("difference ± its standard error"));
            pair.margins().forEach(margin -> differences.add(MarkdownReport.margin(margin)));
            rows.add(differences);
        }
        Spread asIs = outcome.asIs();
        if (asIs != null) {
            List<String> row =
                    new ArrayList<>(List.of("the model of " + outcome.transfer().from() + " as it is"));
            evaluation.parts().forEach(part -> row.add(MarkdownReport.spread(asIs)));
            rows.add(row);
        }
        return rows;
    }

    private static List<String> row(String name, List<Spread> spreads) {
        List<String> row = new ArrayList<>(List.of(name));
        spreads.forEach(spread -> row.add(MarkdownReport.spread(spread)));
        return row;
    }

    private static void addTable(List<String> lines, List<List<String>> rows) {
        lines.add("<table><caption>Learned from nothing and from the start</caption><thead><tr>"
                + rows.get(0).stream()
                        .map(cell -> "<th scope=\"col\">" + HtmlReport.text(cell) + "</th>")
                        .collect(Collectors.joining())
                + "</tr></thead><tbody>");
        for (List<String> row : rows.subList(1, rows.size())) {
            lines.add("<tr><th scope=\"row\">" + HtmlReport.text(row.get(0)) + "</th>"
                    + row.subList(1, row.size()).stream()
                            .map(cell -> "<td>" + HtmlReport.text(cell) + "</td>")
                            .collect(Collectors.joining())
                    + "</tr>");
        }
        lines.add("</tbody></table>");
    }

    private static void addPlot(List<String> lines, TransferEvaluation evaluation, Outcome outcome, String id) {
        List<String> names = new ArrayList<>();
        List<List<Point>> series = new ArrayList<>();
        for (Pair pair : outcome.pairs()) {
            names.add(pair.strategy() + ", from nothing");
            series.add(points(evaluation, pair.without()));
            names.add(pair.strategy() + ", from " + outcome.transfer().from());
            series.add(points(evaluation, pair.with()));
        }
        List<String> told = table(evaluation, outcome).stream()
                .map(row -> String.join(" ", row))
                .toList();
        double[] range = HtmlReport.range(series);
        SvgPlot plot = new SvgPlot(
                id,
                outcome.metric() + " by the part that was learned from",
                String.join("; ", told) + ".",
                SvgPlot.Axis.of("part of the sparse cohort that was learned from", 0, 1.05),
                SvgPlot.Axis.of(outcome.metric(), range[0], range[1]));
        for (int s = 0; s < series.size(); s++) {
            // series 0 is the grey of baselines
            plot.line(s + 1, series.get(s)).dots(s + 1, series.get(s));
        }
        lines.add("<p>" + HtmlReport.legend(names, 1) + "</p>");
        HtmlReport.addFigure(lines, plot, "Mean over the seeds, bars one standard deviation.");
    }

    private static List<Point> points(TransferEvaluation evaluation, List<Spread> spreads) {
        List<Point> points = new ArrayList<>();
        for (int p = 0; p < spreads.size(); p++) {
            Spread spread = spreads.get(p);
            points.add(new Point(
                    evaluation.parts().get(p),
                    spread.mean(),
                    spread.mean() - spread.deviation(),
                    spread.mean() + spread.deviation()));
        }
        return points;
    }

    /** Where it helped and where it was in the way, each by more than a standard error. */
    static String verdict(Outcome outcome) {
        String helped = where(outcome, margin -> margin.difference() > margin.standardError());
        String harmed = where(outcome, Margin::isWorse);
        return "By more than a standard error the start helps " + (helped == null ? "nowhere" : "with " + helped)
                + " and is in the way " + (harmed == null ? "nowhere" : "with " + harmed) + ".";
    }

    private static @Nullable String where(Outcome outcome, Predicate<Margin> such) {
        List<String> places = new ArrayList<>();
        for (Pair pair : outcome.pairs()) {
            String shares = pair.margins().stream()
                    .filter(such)
                    .map(margin -> MarkdownReport.percent(margin.share()))
                    .collect(Collectors.joining(", "));
            if (!shares.isEmpty()) {
                places.add(pair.strategy() + " at " + shares);
            }
        }
        return places.isEmpty() ? null : String.join("; ", places);
    }
}
