package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.RunEntry;
import dev.dispatch.record.RunStore;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job latest}: the newest run of this workspace. */
final class JobLatestCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command("job latest", "Show the newest run of this workspace.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        RunStore store = invocation.engine().runs();
        Optional<RunEntry> latest = store.latest();
        if (latest.isEmpty()) {
            return CommandResult.failure(Problem.of(ProblemCode.NOT_FOUND, "There is no run in " + store.root())
                    .next(List.of(NextAction.of("list the jobs that can be run from here", "job", "cases"))));
        }
        RunEntry run = latest.get();
        ObjectNode document = Json.object();
        document.put("cliVersion", invocation.version());
        document.setAll(RunListing.toJson(run));
        return CommandResult.answer(
                document,
                page -> page.table(RunListing.table(List.of(run), "")).line("record: " + run.runDir()),
                List.of(RunSteps.inspect(run.runId(), Optional.empty())));
    }
}
