package dev.dispatch.cli.command;

import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Rendering;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A plan for people: a line for each step, then what is unknown, what is missing, and the hash. */
record PlanText(JsonNode document, Path folder) implements Rendering {

    private static final int LONGEST_INPUT = 200;

    @Override
    public void writeTo(Page page) {
        boolean ready = document.path("ready").booleanValue();
        page.add(ready ? Tone.GOOD : Tone.CAUTION, ready ? "ready" : "not ready")
                .line("  " + text("jobType") + "  " + text("jobKind") + ", "
                        + counted(document.path("totals").path("steps").intValue(), "step"));
        page.line("  " + ShownPath.in(folder, text("casePath")));
        if (document.has("description")) {
            page.line("  " + text("description"));
        }
        page.line("  " + calls() + "; " + effects());
        writeNetwork(page);
        page.table(steps());
        writeUnknown(page);
        writeIssues(page, "missing", Tone.BAD);
        writeIssues(page, "warnings", Tone.CAUTION);
        if (document.has("planHash")) {
            page.line("plan: " + text("planHash"));
        }
    }

    private void writeNetwork(Page page) {
        JsonNode network = document.path("network");
        List<String> proxies = new ArrayList<>();
        network.path("proxies").forEach(proxy -> proxies.add(proxy.asString("")));
        if (!proxies.isEmpty()) {
            page.line("  through the proxy " + String.join(" or ", proxies) + " of the "
                    + (network.path("proxiesFrom").asString("").equals("environment")
                            ? "environment"
                            : "configuration"));
        }
        if (network.path("tls").has("client")) {
            page.line("  as " + network.path("tls").path("client").asString(""));
        }
        if (network.path("tls").path("insecure").asBoolean(false)) {
            page.add(Tone.CAUTION, "  nobody checks the server's certificate").line("");
        }
    }

    private String calls() {
        List<String> hosts = new ArrayList<>();
        document.path("totals").path("hosts").forEach(host -> hosts.add(host.asString("")));
        String where = hosts.isEmpty() ? "" : " to " + String.join(", ", hosts);
        return calls(document.path("totals").path("calls")) + where;
    }

    private static String calls(JsonNode calls) {
        long fewest = calls.path("fewest").longValue();
        if (!calls.has("most")) {
            return counted(fewest, "request") + " or more";
        }
        long most = calls.path("most").longValue();
        return fewest == most ? counted(most, "request") : fewest + " to " + counted(most, "request");
    }

    private String effects() {
        List<String> parts = new ArrayList<>();
        document.path("totals").path("effects").properties().forEach(effect -> {
            if (effect.getValue().intValue() > 0) {
                parts.add(effect.getValue().asString() + " " + effect.getKey());
            }
        });
        return "effects: " + (parts.isEmpty() ? "none" : String.join(", ", parts));
    }

    private Table steps() {
        Table table = new Table("  ");
        boolean last = false;
        for (JsonNode step : document.path("steps")) {
            if (!last && step.has("finally")) {
                last = true;
                table.row("", "finally");
            }
            table.row(cells(step, step.path("depth").asInt(0) + (last ? 1 : 0)));
        }
        return table;
    }

    private static List<Table.Cell> cells(JsonNode step, int depth) {
        return List.of(
                Table.plain(step.path("number").asString()),
                Table.plain("  ".repeat(depth) + step.path("id").asString("")),
                effect(step),
                step.has("wouldFail")
                        ? Table.toned(
                                Tone.BAD,
                                "would fail: " + step.path("wouldFail").asString(""))
                        : Table.plain(deed(step)),
                Table.plain(String.join(", ", notes(step))));
    }

    private static Table.Cell effect(JsonNode step) {
        String effect = step.path("effect").asString("");
        Tone tone = switch (effect) {
            case "delete" -> Tone.BAD;
            case "write" -> Tone.CAUTION;
            default -> Tone.FAINT;
        };
        boolean guessed =
                step.has("effectDeclared") && !step.path("effectDeclared").booleanValue();
        return Table.toned(tone, guessed ? effect + " (not declared)" : effect);
    }

    private static String deed(JsonNode step) {
        if (step.has("request")) {
            JsonNode request = step.get("request");
            String body = request.has("body") ? "  " + cut(body(request.get("body"))) : "";
            String auth = request.has("auth") ? "  (auth " + request.get("auth").stringValue() + ")" : "";
            return request.path("method").asString("") + " "
                    + request.path("url").asString("") + auth + body;
        }
        String action = step.path("calledAction").asString(step.path("action").asString(""));
        return step.has("input") ? action + "  " + cut(Json.compact(step.get("input"))) : action;
    }

    private static String body(JsonNode body) {
        if (body.has("parts")) {
            return "parts " + Json.compact(body.get("parts"));
        }
        return body.has("json")
                ? Json.compact(body.get("json"))
                : body.path("text").asString(body.path("beginning").asString(""));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_INPUT ? text : text.substring(0, LONGEST_INPUT) + "…";
    }

    private static List<String> notes(JsonNode step) {
        List<String> notes = new ArrayList<>();
        JsonNode when = step.path("when");
        if (when.has("holds")) {
            notes.add(when.path("holds").booleanValue() ? "its 'when' holds" : "skipped: its 'when' does not hold");
        } else if (when.isObject()) {
            notes.add("only if its 'when' holds");
        }
        JsonNode start = step.path("startsAt");
        if (start.has("afterMs")) {
            notes.add("not before " + start.path("afterMs").asString() + " ms");
        } else if (start.has("at")) {
            notes.add("not before " + start.path("at").asString(""));
        }
        JsonNode poll = step.path("poll");
        if (poll.has("intervalMs")) {
            notes.add("every " + poll.path("intervalMs").asString() + " ms");
        }
        if (poll.has("mostTries")) {
            notes.add("at most " + counted(poll.path("mostTries").intValue(), "call"));
        }
        flow(step, notes);
        boolean isBlock = isBlock(step);
        if (!step.has("module") && !isBlock) {
            notes.add("its action is not there");
        }
        return notes;
    }

    private static boolean isBlock(JsonNode step) {
        String action = step.path("action").asString("");
        return action.equals("block") || action.equals("parallel");
    }

    private static void flow(JsonNode step, List<String> notes) {
        JsonNode loop = step.path("loop");
        if (loop.isObject()) {
            notes.add(loop(loop));
        }
        if (step.has("atOnce")) {
            notes.add("at most " + step.path("atOnce").asString() + " at once");
        }
        if (step.has("mostAttempts")) {
            notes.add("at most " + counted(step.path("mostAttempts").intValue(), "attempt"));
        }
        if (step.has("timeoutMs")) {
            notes.add("ends within " + step.path("timeoutMs").asString() + " ms");
        }
        if (step.has("continueOnError")) {
            notes.add("may fail");
        }
        if (step.has("calls")) {
            notes.add(calls(step.get("calls")));
        }
    }

    private static String loop(JsonNode loop) {
        JsonNode passes = loop.path("passes");
        long fewest = passes.path("fewest").longValue();
        if (loop.path("kind").asString("").equals("repeat")) {
            return "repeats, at most " + counted(passes.path("most").longValue(), "pass");
        }
        String atOnce =
                loop.path("atOnce").asInt(0) > 1 ? ", " + loop.path("atOnce").asString() + " at once" : "";
        if (!passes.has("most")) {
            return "once for each item" + atOnce;
        }
        long most = passes.path("most").longValue();
        return (fewest == most ? "for " : "for at most ") + counted(most, "item") + atOnce;
    }

    private void writeUnknown(Page page) {
        boolean first = true;
        for (JsonNode step : document.path("steps")) {
            for (JsonNode unknown : step.path("unknown")) {
                if (first) {
                    page.line("unknown before the run:");
                    first = false;
                }
                page.add("  " + step.path("id").asString("") + "  ")
                        .add("${" + unknown.path("reference").asString("") + "}  ")
                        .add(Tone.FAINT, unknown.path("why").asString(""))
                        .end();
            }
        }
    }

    private void writeIssues(Page page, String member, Tone tone) {
        if (!document.path(member).isEmpty()) {
            page.line(member + ":");
            IssueText.write(page, tone, document.get(member));
        }
    }

    private static String counted(long count, String what) {
        String several = what.endsWith("s") ? "es" : "s";
        return count + " " + what + (count == 1 ? "" : several);
    }

    private String text(String member) {
        return document.path(member).asString("");
    }
}
