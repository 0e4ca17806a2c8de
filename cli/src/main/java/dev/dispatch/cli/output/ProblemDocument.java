package dev.dispatch.cli.output;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A failure in both of its forms: the envelope of every command and the text on stderr. */
final class ProblemDocument {

    /** Members of the details that people need to see. */
    private static final List<String> TEXTS = List.of("recordFault", "stackTraceFile", "runDir");

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

    /**
     * The text for people.
     *
     * @param folder paths below it are shown relative to it
     * @param resultShown whether what the command has come to stands on the screen already
     */
    void writeTo(Page page, Path folder, boolean resultShown) {
        JsonNode details = problem.details();
        page.add(Tone.BAD, "error").add(": ").add(problem.message());
        page.add(Tone.FAINT, "  " + problem.code().name()).end();
        String file = details.path("casePath").asString("");
        if (!file.isEmpty()) {
            page.add("  ").line(ShownPath.in(folder, file));
        }
        writeCause(page);
        IssueText.write(page, Tone.BAD, Issue.toJson(problem.issues()), problem.message());
        if (!details.path("warnings").isEmpty()) {
            page.line("warnings:");
            IssueText.write(page, Tone.CAUTION, details.path("warnings"));
        }
        writeNames(page, details.path("suggestions"));
        writeNames(page, details.path("candidates"));
        for (String member : TEXTS) {
            boolean shown = resultShown && member.equals("runDir");
            if (details.path(member).isString() && !shown) {
                page.add("  ").add(member).add(": ").line(details.get(member).stringValue());
            }
        }
        writeNext(page, problem.next(), shell);
    }

    private static void writeNames(Page page, JsonNode names) {
        names.forEach(name -> page.add("  try: ").line(name.asString()));
    }

    /** What ended a run stands in its step's line too, which a narrow terminal cuts. */
    private void writeCause(Page page) {
        JsonNode cause = problem.details().path("result").path("error").path("message");
        if (problem.issues().isEmpty() && cause.isString()) {
            page.add("  ").line(cause.stringValue());
        }
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
