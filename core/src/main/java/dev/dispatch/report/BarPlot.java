package dev.dispatch.report;

import java.util.List;
import java.util.Locale;

/** Bars side by side as SVG: what a pointer rests on says what it is, and the part that failed has another colour. */
final class BarPlot {

    private static final double WIDTH = 960;
    private static final double HEIGHT = 220;
    private static final double LEFT = 64;
    private static final double RIGHT = 24;
    private static final double TOP = 24;
    private static final double BOTTOM = 26;

    /** @param says of the bar, for a pointer */
    record Bar(long all, long failed, String says) {}

    /** @param at where on the axis, from 0 to 1 */
    record Mark(double at, String text) {}

    private final StringBuilder out = new StringBuilder();

    private BarPlot() {}

    /**
     * The plot.
     *
     * @param name for readers that do not see it
     * @param axis what stands below the bars
     * @param lines marks across the bars, in the order of the axis; the text of one too near the last is left out
     */
    static String of(String name, List<Bar> bars, List<Mark> axis, List<Mark> lines) {
        return new BarPlot().write(name, bars, axis, lines);
    }

    private String write(String name, List<Bar> bars, List<Mark> axis, List<Mark> lines) {
        out.append("<svg class=\"plot\" viewBox=\"0 0 960 220\" role=\"img\" aria-label=\"");
        out.append(Markup.text(name)).append("\">\n");
        long most = Math.max(1, bars.stream().mapToLong(Bar::all).max().orElse(1));
        double base = HEIGHT - BOTTOM;
        line("rule", LEFT, base, WIDTH - RIGHT, base);
        line("rule", LEFT, TOP, WIDTH - RIGHT, TOP);
        label(LEFT - 8, TOP + 4, "end", Words.grouped(most));
        label(LEFT - 8, base + 4, "end", "0");
        double step = (WIDTH - LEFT - RIGHT) / Math.max(1, bars.size());
        double width = Math.max(0.5, step - Math.min(1.5, step / 4));
        for (int i = 0; i < bars.size(); i++) {
            bar(LEFT + i * step, width, bars.get(i), (base - TOP) / most);
        }
        axis.forEach(mark -> label(x(mark.at()), HEIGHT - 8, "middle", mark.text()));
        double last = -1;
        for (Mark mark : lines) {
            double x = x(mark.at());
            line("mark", x, TOP, x, base);
            if (last < 0 || x - last > 90) {
                label(x, TOP - 8, "middle", mark.text());
                last = x;
            }
        }
        return out.append("</svg>\n").toString();
    }

    private static double x(double at) {
        return LEFT + Math.clamp(at, 0, 1) * (WIDTH - LEFT - RIGHT);
    }

    private void bar(double x, double width, Bar bar, double each) {
        double base = HEIGHT - BOTTOM;
        if (bar.all() <= 0) {
            return;
        }
        double all = Math.max(1, bar.all() * each);
        double failed = bar.failed() <= 0 ? 0 : Math.max(1, Math.min(bar.all(), bar.failed()) * each);
        out.append("<g><title>").append(Markup.text(bar.says())).append("</title>");
        rectangle("bar", x, base - all, width, all);
        if (failed > 0) {
            rectangle("bad", x, base - failed, width, failed);
        }
        out.append("</g>\n");
    }

    private void rectangle(String kind, double x, double y, double width, double height) {
        out.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                kind,
                x,
                y,
                width,
                height));
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        out.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                kind,
                x1,
                y1,
                x2,
                y2));
    }

    private void label(double x, double y, String anchor, String text) {
        out.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor));
        out.append(Markup.text(text)).append("</text>\n");
    }
}
