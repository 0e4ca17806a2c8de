package dev.dispatch.cli.output;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A failure in both of its forms: the envelope of every command and the text on stderr. */
final class ProblemDocument {

    private final Problem problem;
    private final ShellText shell;

    ProblemDocument(Problem problem, ShellText shell) {
        this.problem = problem;
        this.shell = shell;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("status", "error");
        json.put("code", problem.code().name());
        json.put("retryable", problem.code().retryable());
        json.put("message", problem.message());
        ObjectNode details = json.putObject("details");
        details.setAll(problem.details());
        details.set("issues", Issue.toJson(problem.issues()));
        if (!problem.next().isEmpty()) {
            json.set("next", next(problem.next(), shell));
        }
        return json;
    }

    void writeTo(Page page) {
        JsonNode details = problem.details();
        page.add(Tone.BAD, "error").add(": ").add(problem.message());
        page.add(Tone.FAINT, "  " + problem.code().name()).end();
        String file = details.path("casePath").asString("");
        IssueText.write(page, Tone.BAD, Issue.toJson(problem.issues()), file);
        IssueText.write(page, Tone.CAUTION, details.path("warnings"), file);
        for (String member : new String[] {"suggestions", "recordFault", "stackTraceFile", "runDir"}) {
            JsonNode value = details.path(member);
            if (value.isArray()) {
                value.forEach(each -> page.add("  try: ").line(each.asString()));
            } else if (value.isString()) {
                page.add("  ").add(member).add(": ").line(value.stringValue());
            }
        }
        writeNext(page, problem.next(), shell);
    }

    static ArrayNode next(List<NextAction> actions, ShellText shell) {
        ArrayNode array = Json.array();
        for (NextAction action : actions) {
            array.addObject().put("command", shell.of(action)).put("description", action.description());
        }
        return array;
    }

    /** Each command on a line of its own, with its purpose as a shell comment: the line can be pasted. */
    static void writeNext(Page page, List<NextAction> actions, ShellText shell) {
        if (actions.isEmpty()) {
            return;
        }
        page.line("next:");
        for (NextAction action : actions) {
            page.add("  ").add(Tone.STRONG, shell.of(action));
            page.add(Tone.FAINT, "  # " + action.description()).end();
        }
    }
}
