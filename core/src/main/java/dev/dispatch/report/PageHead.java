package dev.dispatch.report;

import dev.dispatch.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a page says without any script: the outcome, what went in and came out, and the steps. */
final class PageHead {

    private static final int LONGEST_VALUE = 4_096;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_VALUES = 100;
    private static final int MOST_STEPS = 2_000;
    private static final int MOST_ISSUES = 20;

    private final RunSummary run;
    private final CallTally calls;
    private final StringBuilder out = new StringBuilder();

    private PageHead(RunSummary run, CallTally calls) {
        this.run = run;
        this.calls = calls;
    }

    /**
     * The document up to its data.
     *
     * @param allowed the directives of its policy beside those that forbid everything
     */
    static String of(RunSummary run, CallTally calls, String allowed, String style) {
        return new PageHead(run, calls).write(allowed, style);
    }

    private String write(String allowed, String style) {
        out.append(PageFrame.start(run.status() + " " + run.jobType(), allowed, style));
        header();
        error();
        values();
        timeline();
        steps();
        out.append(PageFrame.footer("run", run.runId(), run.version()));
        return out.toString();
    }

    private void header() {
        out.append("<header>\n<h1>").append(Markup.text(run.jobType())).append("</h1>\n");
        String status = run.status();
        out.append("<p class=\"outcome ")
                .append(status.toLowerCase(Locale.ROOT))
                .append("\">");
        out.append(Markup.text(status)).append("</p>\n<dl class=\"facts\">\n");
        fact("Duration", run.time().isEmpty() ? "not known" : run.time());
        fact("Started", run.startedAt().replace('T', ' ').replace("Z", " UTC"));
        fact("Steps", run.stepCounts().replaceFirst("^(\\d+) steps?: ", ""));
        fact("Calls", calls.text());
        fact("Run", run.runId());
        out.append("</dl>\n</header>\n");
    }

    private void fact(String name, String value) {
        out.append("<div><dt>")
                .append(name)
                .append("</dt><dd>")
                .append(Markup.text(value))
                .append("</dd></div>\n");
    }

    private void error() {
        if (!run.incomplete().isEmpty()) {
            out.append("<p class=\"note\">The record is not complete: ");
            out.append(Markup.text(run.incomplete())).append("</p>\n");
        }
        if (run.error().isEmpty()) {
            return;
        }
        out.append("<section class=\"error\" aria-label=\"Why the run did not succeed\">\n");
        String step = run.failedStep();
        if (!step.isEmpty()) {
            out.append("<p class=\"where\">Failed at <strong>")
                    .append(Markup.text(step))
                    .append("</strong></p>\n");
        }
        out.append("<p class=\"what\">").append(Markup.text(run.error())).append("</p>\n");
        for (int i = 0; i < Math.min(MOST_ISSUES, run.issues().size()); i++) {
            issue(run.issues().path(i));
        }
        out.append("</section>\n");
    }

    private void issue(JsonNode issue) {
        String place = issue.path("path").asString("");
        if (issue.has("line")) {
            place += ", line " + issue.path("line").asInt(0) + " of the job";
        }
        out.append("<dl class=\"issue\">");
        for (Map.Entry<String, String> part : List.of(
                Map.entry("Where", place),
                Map.entry("Expected", issue.path("expected").asString("")),
                Map.entry("Actual", issue.path("actual").asString("")))) {
            if (!part.getValue().isEmpty()) {
                out.append("<dt>").append(part.getKey()).append("</dt><dd>");
                out.append(Markup.text(Words.cut(part.getValue(), LONGEST_VALUE)))
                        .append("</dd>");
            }
        }
        out.append("</dl>\n");
    }

    private void values() {
        if (!run.inputs().isEmpty() || !run.outputs().isEmpty()) {
            out.append("<div class=\"values\">\n");
            values("Inputs", run.inputs());
            values("Outputs", run.outputs());
            out.append("</div>\n");
        }
    }

    private void values(String title, JsonNode values) {
        if (!values.isObject() || values.isEmpty()) {
            return;
        }
        out.append("<details open><summary>").append(title).append(" <span class=\"count\">");
        out.append(values.size()).append("</span></summary>\n<dl>\n");
        values.properties().stream().limit(MOST_VALUES).forEach(value -> {
            JsonNode node = value.getValue();
            String text = node.isContainer() ? Json.pretty(node) : Json.compact(node);
            out.append("<dt>")
                    .append(Markup.text(Words.cut(value.getKey(), 200)))
                    .append("</dt><dd><pre>");
            out.append(Markup.text(Words.cut(text, LONGEST_VALUE))).append("</pre></dd>\n");
        });
        out.append("</dl></details>\n");
    }

    private void timeline() {
        out.append("<section id=\"timeline\" aria-label=\"Timeline\" hidden></section>\n");
        out.append("<noscript><p class=\"note\">The timeline with requests and answers needs scripts, which are off. ");
        out.append("The steps are listed below.</p></noscript>\n");
    }

    private void steps() {
        out.append("<section id=\"steps\"><h2>Steps</h2>\n<div class=\"scroll\"><table>\n<thead><tr>");
        List.of("Step", "Action", "Status", "Time", "")
                .forEach(name -> out.append("<th scope=\"col\">").append(name).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        run.steps().stream().limit(MOST_STEPS).forEach(this::step);
        out.append("</tbody></table></div>\n");
        if (run.steps().size() > MOST_STEPS) {
            out.append("<p class=\"note\">... and ")
                    .append(run.steps().size() - MOST_STEPS)
                    .append(" more</p>\n");
        }
        out.append("</section>\n");
    }

    private void step(ReportedStep step) {
        String word = Words.status(step.status());
        out.append("<tr><th scope=\"row\" class=\"depth")
                .append(Math.min(6, step.depth()))
                .append("\">");
        out.append(Markup.text(Words.cut(step.id(), LONGEST_NAME)))
                .append(step.inFinally() ? " <small>finally</small>" : "")
                .append("</th>");
        element("td", Words.cut(step.action(), LONGEST_NAME));
        out.append("<td class=\"s-")
                .append(word.replace(' ', '-'))
                .append("\">")
                .append(word)
                .append("</td>");
        element("td", step.time());
        element("td", step.says());
        out.append("</tr>\n");
    }

    private void element(String name, String text) {
        out.append('<').append(name).append('>').append(Markup.text(text));
        out.append("</").append(name).append('>');
    }
}
