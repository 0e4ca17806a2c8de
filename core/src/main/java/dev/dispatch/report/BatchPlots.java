package dev.dispatch.report;

import dev.dispatch.time.Times;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a page shows of a batch as pictures: how long its runs took, and how many ended when. */
final class BatchPlots {

    private static final int AXIS_PARTS = 6;

    private BatchPlots() {}

    /** On an axis of equal ratios, with lines at the percentiles; empty where no run ended. */
    static String durations(JsonNode distribution, JsonNode percentiles) {
        JsonNode from = distribution.path("fromMs");
        if (from.isEmpty()) {
            return "";
        }
        double least = from.path(0).asDouble(0);
        double end = distribution.path("toMs").asDouble(0);
        double widths = Math.log(end / least);
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            double to = i + 1 < from.size() ? from.path(i + 1).asDouble(0) : end;
            long runs = distribution.path("runs").path(i).asLong(0);
            bars.add(new BarPlot.Bar(
                    runs,
                    0,
                    Words.time(tenths(from.path(i).asDouble(0))) + " to " + Words.time(tenths(to)) + ": "
                            + Words.count(runs, "run", "runs")));
        }
        List<BarPlot.Mark> axis = new ArrayList<>();
        for (int i = 0; i <= AXIS_PARTS; i++) {
            double at = i / (double) AXIS_PARTS;
            axis.add(new BarPlot.Mark(at, Words.time(tenths(least * Math.exp(widths * at)))));
        }
        List<BarPlot.Mark> lines = new ArrayList<>();
        for (String name : List.of("p50", "p95", "p99")) {
            double at = percentiles.path(name + "Ms").asDouble(0);
            if (at > 0) {
                lines.add(new BarPlot.Mark(Math.log(at / least) / widths, name + " " + Words.time(at)));
            }
        }
        return BarPlot.of("How long the runs took", bars, axis, lines);
    }

    /** Runs that ended in each span of time since the start; empty where none did. */
    static String throughput(JsonNode throughput) {
        JsonNode runs = throughput.path("runs");
        if (runs.isEmpty()) {
            return "";
        }
        long from = throughput.path("fromMs").asLong(0);
        long span = throughput.path("spanMs").asLong(1);
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            long all = runs.path(i).asLong(0);
            long failed = throughput.path("failed").path(i).asLong(0);
            String says = Times.show(from + i * span) + " to " + Times.show(from + (i + 1) * span) + ": "
                    + Words.count(all, "run", "runs") + (failed == 0 ? "" : ", " + failed + " failed");
            bars.add(new BarPlot.Bar(all, failed, says));
        }
        List<BarPlot.Mark> axis = new ArrayList<>();
        for (int i = 0; i <= AXIS_PARTS; i++) {
            double at = i / (double) AXIS_PARTS;
            axis.add(new BarPlot.Mark(at, Times.show(Math.round(from + at * span * runs.size()))));
        }
        return BarPlot.of("Runs that ended, over time", bars, axis, List.of());
    }

    private static double tenths(double millis) {
        return Math.round(millis * 10) / 10.0;
    }
}
