package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.json.Json;
import dev.dispatch.record.ReadableReport;
import dev.dispatch.record.RunRecord;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job readable}: writes the requests and responses of a run as text. */
final class JobReadableCommand implements Command {

    private static final String FILE = "readable-requests-responses.txt";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job readable", "Write the requests and responses of a run as text.");
        spec.addOption(Options.runId());
        return spec.addOption(Options.text(Options.OUT, "PATH", "the file; default " + FILE + " in the run's folder"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        RunRecord run = invocation.engine().runs().open(invocation.required(Options.RUN_ID));
        Path out = invocation
                .text(Options.OUT)
                .map(path -> invocation.path(Options.OUT, path))
                .orElseGet(() -> run.runDir().resolve(FILE));
        OutputFile.write(out, ReadableReport.text(run));
        int calls = run.calls().size();
        ObjectNode document = Json.object();
        document.put("runId", run.runId());
        document.put("runDir", run.runDir().toString());
        document.put("out", out.toString());
        document.put("calls", calls);
        return CommandResult.answer(
                document,
                page -> page.line("wrote " + calls + (calls == 1 ? " call" : " calls") + " to " + out),
                List.of());
    }
}
