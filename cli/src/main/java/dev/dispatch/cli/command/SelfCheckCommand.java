package dev.dispatch.cli.command;

import dev.dispatch.cli.check.SelfCheck;
import dev.dispatch.cli.check.SelfCheckResult;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.time.Times;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code self-check}: whether the program itself works, from end to end. */
final class SelfCheckCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command(
                "self-check",
                "Check the program itself: run a job against an embedded API, offline, in a folder of its own.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        List<SelfCheckResult> results = new SelfCheck(invocation.session().settings()).check();
        ArrayNode shown = Json.array();
        results.forEach(result -> shown.add(result.toJson()));
        if (results.stream().allMatch(SelfCheckResult::passed)) {
            ObjectNode document = Json.object();
            document.put("ok", true);
            document.set("results", shown);
            return CommandResult.answer(document, page -> write(page, results), List.of());
        }
        Problem problem = Problem.of(ProblemCode.RUNTIME_ERROR, "self-check failed")
                .details(Json.object().set("results", shown))
                .next(List.of(NextAction.of("check what dispatch needs", "doctor")));
        return new CommandResult.Failure(problem, Optional.of(page -> write(page, results)));
    }

    private static void write(Page page, List<SelfCheckResult> results) {
        long failed = results.stream().filter(result -> !result.passed()).count();
        int width = results.stream()
                .mapToInt(result -> result.name().length())
                .max()
                .orElse(0);
        page.line(results.size() + " checks, " + failed + " failed");
        for (SelfCheckResult result : results) {
            page.add("  ").add(result.passed() ? Tone.GOOD : Tone.BAD, result.status());
            page.add(" ".repeat(6 - result.status().length())).add(result.name());
            page.add(" ".repeat(width - result.name().length() + 2)).add(Times.show(result.durationMs()));
            page.add("  ").line(result.message());
        }
    }
}
