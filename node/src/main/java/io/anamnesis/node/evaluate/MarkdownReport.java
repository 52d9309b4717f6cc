package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.evaluation.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The report as Markdown: the same outcomes give the same text. */
final class MarkdownReport {
    private static final Set<String> STRATEGIES = Set.of("early", "intermediate", Contender.LATE, Contender.ATTENTION);

    private MarkdownReport() {}

    static String of(Evaluation evaluation, List<Evaluation.Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        lines.add("# Evaluation of fusion");
        lines.add("");
        lines.add(method(evaluation));
        for (Evaluation.Outcome outcome : outcomes) {
            lines.add("");
            addSet(lines, evaluation, outcome);
        }
        return String.join("\n", lines) + "\n";
    }

    /** How everything was made. */
    static String method(Evaluation evaluation) {
        return "Mean ± standard deviation over " + evaluation.seeds()
                + " seeds. Penalties, numbers of hidden causes and"
                + " weights are chosen by cross-validation within the training set; nothing is chosen on a test set. A seed"
                + " decides folds, masks and, where the source has no split, the split. The interval is the"
                + " 95 % bootstrap over the test rows of the first seed. Where blocks are taken away, each is with the"
                + " given probability, alike for all, and everyone keeps at least one. The standard error of a difference"
                + " between two strategies is the root of the summed squares of that of its mean over the seeds, and of"
                + " the bootstrap's over the test rows of the first seed.";
    }

    private static void addSet(List<String> lines, Evaluation evaluation, Evaluation.Outcome outcome) {
        lines.add("## " + outcome.dataset().name());
        lines.add("");
        lines.add(size(outcome));
        outcome.dataset().notes().forEach(note -> lines.add("\n" + note));
        addWhole(lines, outcome);
        addMissing(lines, evaluation, outcome);
        addPatterns(lines, outcome);
        addContest(lines, outcome);
        lines.add("");
        lines.add(verdict(outcome));
    }

    /** How many patients and numbers. */
    static String size(Evaluation.Outcome outcome) {
        Dataset.Split split = outcome.dataset().split().by(0);
        return split.train().size() + " patients to learn from, " + split.test().size() + " to test on; blocks "
                + split.train().blocks().stream()
                        .map(block -> block.name() + " (" + block.width() + ")")
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static void addWhole(List<String> lines, Evaluation.Outcome outcome) {
        List<String> metrics = List.copyOf(outcome.figures().get(0).whole().keySet());
        lines.add("");
        lines.add("| with everything that the test set has | " + String.join(" | ", metrics) + " | interval of "
                + outcome.mainMetric() + " |");
        lines.add("| --- |" + " --- |".repeat(metrics.size() + 1));
        for (Dataset.Golden golden : outcome.dataset().golden()) {
            lines.add("| golden: " + golden.model().replace('|', '/') + " |"
                    + metrics.stream()
                            .map(metric -> metric.equals(golden.metric()) ? number(golden.value()) : "")
                            .map(cell -> " " + cell + " |")
                            .collect(Collectors.joining())
                    + " |");
        }
        for (Evaluation.Figures figures : outcome.figures()) {
            lines.add("| " + figures.contender() + " | "
                    + figures.whole().values().stream()
                            .map(MarkdownReport::spread)
                            .collect(Collectors.joining(" | "))
                    + " | " + number(figures.interval().low()) + " to "
                    + number(figures.interval().high()) + " |");
        }
    }

    private static void addMissing(List<String> lines, Evaluation evaluation, Evaluation.Outcome outcome) {
        lines.add("");
        lines.add("| " + outcome.mainMetric() + " with test blocks taken away at random | "
                + evaluation.missing().stream().map(MarkdownReport::percent).collect(Collectors.joining(" | "))
                + " |");
        lines.add("| --- |" + " --- |".repeat(evaluation.missing().size()));
        for (Evaluation.Figures figures : outcome.figures()) {
            lines.add("| " + figures.contender() + " | "
                    + figures.byMissing().stream().map(MarkdownReport::spread).collect(Collectors.joining(" | "))
                    + " |");
        }
    }

    /** What each strategy makes of those who have exactly these blocks. */
    private static void addPatterns(List<String> lines, Evaluation.Outcome outcome) {
        List<Evaluation.Figures> shown = outcome.figures().stream()
                .filter(figures -> !figures.byPattern().isEmpty())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("| " + outcome.mainMetric() + " where there is no more than | "
                + shown.stream().map(Evaluation.Figures::contender).collect(Collectors.joining(" | ")) + " |");
        lines.add("| --- |" + " --- |".repeat(shown.size()));
        for (String pattern : shown.get(0).byPattern().keySet()) {
            lines.add("| " + pattern + " | "
                    + shown.stream()
                            .map(figures -> figures.byPattern().get(pattern))
                            .map(spread -> spread == null ? "" : spread(spread))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
    }

    /** Says whether attention may be asked for, or late fusion stays what is trained where nobody asks. */
    private static void addContest(List<String> lines, Evaluation.Outcome outcome) {
        Contest contest = outcome.contest();
        lines.add("");
        lines.add("| " + outcome.mainMetric() + " of " + contest.challenger() + " less that of "
                + contest.incumbent() + " | "
                + contest.margins().stream()
                        .map(margin -> percent(margin.share()))
                        .collect(Collectors.joining(" | "))
                + " |");
        lines.add("| --- |" + " --- |".repeat(contest.margins().size()));
        lines.add("| difference ± its standard error | "
                + contest.margins().stream().map(MarkdownReport::margin).collect(Collectors.joining(" | "))
                + " |");
        lines.add("");
        lines.add(judgement(outcome));
    }

    /** Whether attention may be asked for. */
    static String judgement(Evaluation.Outcome outcome) {
        Contest contest = outcome.contest();
        return contest.lost().isEmpty()
                ? "At no share is " + contest.challenger() + " worse than " + contest.incumbent()
                        + " by more than a standard error."
                : "At "
                        + contest.lost().stream().map(MarkdownReport::percent).collect(Collectors.joining(", "))
                        + " " + contest.challenger() + " is worse than " + contest.incumbent()
                        + " by more than a standard error: for patients like these, fall back to "
                        + contest.incumbent() + ", which is the default.";
    }

    static String margin(Contest.Margin margin) {
        return String.format(Locale.ROOT, "%+.4f", margin.difference()) + " ± " + number(margin.standardError());
    }

    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    /** The best of ours is named after the test, as a comparison and not as a choice. */
    static String verdict(Evaluation.Outcome outcome) {
        Map<String, Spread> strategies = new TreeMap<>();
        for (Evaluation.Figures figures : outcome.figures()) {
            if (STRATEGIES.contains(figures.contender())) {
                strategies.put(figures.contender(), figures.byMissing().get(0));
            }
        }
        String best = strategies.keySet().stream()
                .max(Comparator.comparingDouble(name -> mean(strategies, name)))
                .orElse("late");
        String text = "Best strategy in " + outcome.mainMetric() + " as it turned out: " + best + ", "
                + number(mean(strategies, best)) + ".";
        return outcome.dataset().golden().stream()
                .max(Comparator.comparingDouble(Dataset.Golden::value))
                .map(golden ->
                        text + " Best golden row: " + number(golden.value()) + " (" + golden.model() + "), which ours "
                                + (mean(strategies, best) >= golden.value() - 5e-5 ? "reaches." : "does not reach."))
                .orElse(text);
    }

    private static double mean(Map<String, Spread> strategies, String name) {
        Spread spread = strategies.get(name);
        return spread == null ? Double.NaN : spread.mean();
    }

    static String spread(Spread spread) {
        return number(spread.mean()) + " ± " + number(spread.deviation());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
