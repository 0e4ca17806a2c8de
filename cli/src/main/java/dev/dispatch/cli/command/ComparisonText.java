package dev.dispatch.cli.command;

import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.time.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Two runs beside each other for people; made from the document of {@code job diff}. */
final class ComparisonText {

    private final Page page;

    ComparisonText(Page page) {
        this.page = page;
    }

    void write(JsonNode document) {
        boolean same = document.path("same").asBoolean(false);
        page.add(same ? Tone.GOOD : Tone.BAD, same ? "SAME" : "DIFFERENT")
                .add("  ")
                .add(count(document.path("differenceCount").asInt(0), "difference"))
                .line(", " + document.path("ignored").path("count").asInt(0) + " ignored" + reasons(document));
        Table runs = new Table("  ").whole(1);
        runs.row(run("-", document.path("against")));
        runs.row(run("+", document.path("run")));
        page.table(runs);
        for (Map.Entry<String, JsonNode> context : document.path("context").properties()) {
            page.line("  another " + name(context.getKey()) + ": - "
                    + Json.compact(context.getValue().path("against")) + "  + "
                    + Json.compact(context.getValue().path("run")));
        }
        differences(document);
        steps(document);
    }

    private static String[] run(String mark, JsonNode run) {
        return new String[] {
            mark,
            text(run, "runId"),
            text(run, "status"),
            run.has("durationMs") ? time(run.path("durationMs").asLong(0)) : "",
            count(run.path("calls").asInt(0), "call")
        };
    }

    private static String name(String member) {
        return switch (member) {
            case "jobType" -> "job type";
            case "casePath" -> "file";
            case "jobHash" -> "version of the job";
            case "cliVersion" -> "version of dispatch";
            default -> member;
        };
    }

    private static String reasons(JsonNode document) {
        List<String> reasons = new ArrayList<>();
        document.path("ignored")
                .path("reasons")
                .properties()
                .forEach(reason ->
                        reasons.add(reason.getKey() + " " + reason.getValue().asInt(0)));
        return reasons.isEmpty() ? "" : " (" + String.join(", ", reasons) + ")";
    }

    private void differences(JsonNode document) {
        String step = null;
        for (JsonNode one : document.path("differences")) {
            String of = one.has("step") ? "step " + text(one, "step") : "the run";
            if (!of.equals(step)) {
                page.line(of + ":");
                step = of;
            }
            difference(one);
        }
        int more = document.path("total").path("differences").asInt(0)
                - document.path("shown").path("differences").asInt(0);
        if (more > 0) {
            page.line("and " + more + " more");
        }
    }

    private void difference(JsonNode one) {
        String pointer = new Pointer(text(one, "pointer")).dotted();
        String glue = pointer.isEmpty() || pointer.startsWith("[") ? "" : ".";
        String place = text(one, "member") + glue + pointer;
        boolean ignored = one.has("ignored");
        if (one.has("against")) {
            page.add("  ").add(ignored ? Tone.FAINT : Tone.BAD, "- " + place + ": " + Json.compact(one.get("against")));
            page.line(one.has("run") || !ignored ? "" : "  (ignored: " + text(one, "ignored") + ")");
        }
        if (one.has("run")) {
            page.add("  ").add(ignored ? Tone.FAINT : Tone.GOOD, "+ " + place + ": " + Json.compact(one.get("run")));
            page.line(ignored ? "  (ignored: " + text(one, "ignored") + ")" : "");
        }
        if (one.has("note")) {
            page.line("    " + text(one, "note"));
        }
    }

    private void steps(JsonNode document) {
        page.line("steps, and how long they took:");
        Table table = new Table("  ");
        for (JsonNode step : document.path("steps")) {
            boolean same = step.path("same").asBoolean(false);
            table.row(List.of(
                    Table.toned(same ? Tone.GOOD : Tone.BAD, same ? "=" : "!"),
                    Table.plain(text(step, "step")),
                    Table.plain("- " + status(step.path("against"))),
                    Table.plain(took(step.path("against"))),
                    Table.plain("+ " + status(step.path("run"))),
                    Table.plain(took(step.path("run")))));
        }
        page.table(table);
        int more = document.path("total").path("steps").asInt(0)
                - document.path("shown").path("steps").asInt(0);
        if (more > 0) {
            page.line("  and " + more + " more");
        }
    }

    private static String status(JsonNode side) {
        return side.isMissingNode() ? "not there" : text(side, "status");
    }

    private static String took(JsonNode side) {
        return side.has("durationMs") ? time(side.path("durationMs").asLong(0)) : "";
    }

    private static String count(int number, String noun) {
        return Counted.of(number, number, noun);
    }

    private static String time(long millis) {
        return Times.show(millis);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
