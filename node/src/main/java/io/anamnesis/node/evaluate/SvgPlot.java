package io.anamnesis.node.evaluate;

import io.anamnesis.node.evaluate.Curves.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plot as SVG within HTML. Series differ in colour and in dash or mark, which the style of {@link HtmlReport} gives. */
final class SvgPlot {
    private static final int WIDTH = 440;
    private static final int HEIGHT = 300;
    private static final int LEFT = 56;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 46;
    private static final int TICKS = 5;
    private static final double DOT = 3;

    private final String id;
    private final String title;
    private final String description;
    private final Axis x;
    private final Axis y;
    private final List<String> marks = new ArrayList<>();

    /**
     * An axis.
     *
     * @param names at 0, 1, 2 … instead of numbers; may be none
     */
    record Axis(String label, double from, double to, List<String> names) {
        static Axis of(String label, double from, double to) {
            return new Axis(label, from, to, List.of());
        }
    }

    /**
     * An empty plot.
     *
     * @param id unique within the page
     * @param description what one would see, for those who don't
     */
    SvgPlot(String id, String title, String description, Axis x, Axis y) {
        this.id = id;
        this.title = title;
        this.description = description;
        this.x = x;
        this.y = y;
    }

    private double px(double value) {
        return LEFT + (value - x.from) / (x.to - x.from) * (WIDTH - LEFT - RIGHT);
    }

    private double py(double value) {
        double within = Math.max(y.from, Math.min(y.to, value));
        return HEIGHT - BOTTOM - (within - y.from) / (y.to - y.from) * (HEIGHT - TOP - BOTTOM);
    }

    private static String at(double pixel) {
        return String.format(Locale.ROOT, "%.1f", pixel);
    }

    /** The line that a perfect, or a blind, one would give. */
    SvgPlot diagonal() {
        marks.add("<line class=\"guide\" x1=\"" + at(px(x.from)) + "\" y1=\"" + at(py(y.from)) + "\" x2=\""
                + at(px(x.to)) + "\" y2=\"" + at(py(y.to)) + "\"/>");
        return this;
    }

    /** A line through points. */
    SvgPlot line(int series, List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? "" : " ")
                    .append(at(px(point.x())))
                    .append(',')
                    .append(at(py(point.y())));
        }
        marks.add("<polyline class=\"line s" + series + "\" points=\"" + path + "\"/>");
        return this;
    }

    /** Points with their intervals. */
    SvgPlot dots(int series, List<Point> points) {
        for (Point point : points) {
            String px = at(px(point.x()));
            if (point.low() < point.high()) {
                marks.add("<line class=\"bar s" + series + "\" x1=\"" + px + "\" y1=\"" + at(py(point.low()))
                        + "\" x2=\"" + px + "\" y2=\"" + at(py(point.high())) + "\"/>");
            }
            marks.add("<circle class=\"dot s" + series + "\" cx=\"" + px + "\" cy=\"" + at(py(point.y())) + "\" r=\""
                    + at(DOT) + "\"/>");
        }
        return this;
    }

    String svg() {
        List<String> lines = new ArrayList<>();
        lines.add("<svg role=\"img\" aria-labelledby=\"" + id + "-t " + id + "-d\" viewBox=\"0 0 " + WIDTH + " "
                + HEIGHT + "\">");
        lines.add("<title id=\"" + id + "-t\">" + HtmlReport.text(title) + "</title>");
        lines.add("<desc id=\"" + id + "-d\">" + HtmlReport.text(description) + "</desc>");
        addAxes(lines);
        lines.addAll(marks);
        lines.add("</svg>");
        return String.join("\n", lines);
    }

    private void addAxes(List<String> lines) {
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = y.from + tick * (y.to - y.from) / TICKS;
            lines.add("<line class=\"grid\" x1=\"" + LEFT + "\" y1=\"" + at(py(value)) + "\" x2=\"" + (WIDTH - RIGHT)
                    + "\" y2=\"" + at(py(value)) + "\"/>");
            lines.add("<text class=\"end\" x=\"" + (LEFT - 6) + "\" y=\"" + at(py(value) + 4) + "\">" + label(value)
                    + "</text>");
        }
        int count = x.names.isEmpty() ? TICKS : x.names.size() - 1;
        for (int tick = 0; tick <= count; tick++) {
            double value = x.names.isEmpty() ? x.from + tick * (x.to - x.from) / TICKS : tick;
            String name = x.names.isEmpty() ? label(value) : x.names.get(tick);
            lines.add("<text class=\"middle\" x=\"" + at(px(value)) + "\" y=\"" + (HEIGHT - BOTTOM + 16) + "\">"
                    + HtmlReport.text(name) + "</text>");
        }
        lines.add("<text class=\"middle\" x=\"" + (LEFT + WIDTH - RIGHT) / 2 + "\" y=\"" + (HEIGHT - 8) + "\">"
                + HtmlReport.text(x.label) + "</text>");
        lines.add("<text class=\"middle\" transform=\"rotate(-90)\" x=\"-" + (HEIGHT - BOTTOM + TOP) / 2
                + "\" y=\"14\">" + HtmlReport.text(y.label) + "</text>");
    }

    private static String label(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
