package dev.dispatch.cli.command;

import dev.dispatch.cli.explain.CodePage;
import dev.dispatch.cli.explain.CodePages;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code explain}: what a code means, when it occurs and how to mend it; without a code, all of them in a line each. */
final class ExplainCommand implements Command {

    private static final int LONGEST_LINE = 160;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("explain", "Say what a code means and how to mend it.");
        return spec.addPositional(
                Options.optionalArgument("CODE", "a code of an error or of an issue; without one, all are listed"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        CodePages pages = CodePages.load();
        String typed = invocation.argument();
        if (typed.isEmpty()) {
            return list(pages.all());
        }
        Optional<CodePage> found = pages.find(typed);
        return found.isPresent() ? page(found.get()) : CommandResult.failure(unknown(typed, pages));
    }

    private static CommandResult page(CodePage found) {
        return CommandResult.answer(found.toJson(), page -> write(page, found), found.next());
    }

    private static Problem unknown(String typed, CodePages pages) {
        ObjectNode details = Json.object();
        List<String> near = pages.near(typed);
        if (!near.isEmpty()) {
            details.set("suggestions", Json.texts(near));
        }
        return Problem.of(ProblemCode.NOT_FOUND, "There is no code '" + typed + "'")
                .details(details)
                .next(List.of(NextAction.of("list all codes", "explain")));
    }

    private static CommandResult list(List<CodePage> pages) {
        ObjectNode document = Json.object();
        document.put("total", pages.size());
        ObjectNode problems = document.putObject("problems");
        ObjectNode issues = document.putObject("issues");
        pages.forEach(page -> (page.problem().isPresent() ? problems : issues).put(page.code(), page.title()));
        return CommandResult.answer(document, page -> writeList(page, pages), List.of());
    }

    private static void writeList(Page page, List<CodePage> pages) {
        page.line("codes of errors:");
        Table problems = new Table("  ").wrapping();
        Table issues = new Table("  ").wrapping();
        for (CodePage code : pages) {
            if (code.problem().isPresent()) {
                problems.row(code.code(), "exit " + code.problem().get().exitCode(), code.title());
            } else {
                issues.row(code.code(), code.title());
            }
        }
        page.table(problems);
        page.line("codes of issues:");
        page.table(issues);
    }

    private static void write(Page page, CodePage code) {
        page.add(Tone.STRONG, code.code());
        code.problem()
                .ifPresent(problem -> page.add(
                        "  exit " + problem.exitCode() + (problem.retryable() ? ", can succeed when run again" : "")));
        page.end();
        page.add("  ").line(code.title());
        page.line(code.meaning());
        writeAll(page, "when:", code.causes());
        writeAll(page, "to mend it:", code.mend());
        code.example().ifPresent(example -> write(page, example));
        if (!code.related().isEmpty()) {
            page.line("see also: " + String.join(", ", code.related()));
        }
    }

    private static void writeAll(Page page, String title, List<String> lines) {
        page.line(title);
        lines.forEach(line -> page.add("  - ").line(line));
    }

    private static void write(Page page, CodePage.Example example) {
        String place = switch (example.place()) {
            case "members" -> "members of a job";
            case "step" -> "a step";
            case "steps" -> "steps";
            case "command" -> "a command";
            case "module" -> "module.json";
            default -> "a job";
        };
        page.add(Tone.BAD, "wrong").line(" (" + place + "):");
        snippet(page, example.bad());
        page.add(Tone.GOOD, "right").line(":");
        snippet(page, example.good());
    }

    /** On one line where that is short, so that the two stand under each other and the difference is seen. */
    private static void snippet(Page page, JsonNode snippet) {
        String line = snippet.isString() ? snippet.stringValue() : Json.compact(snippet);
        if (snippet.isString() || line.length() <= LONGEST_LINE) {
            page.add("  ").line(line);
        } else {
            page.block(Json.pretty(snippet).indent(2));
        }
    }
}
