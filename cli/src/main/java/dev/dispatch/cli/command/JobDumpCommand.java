package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.json.Json;
import dev.dispatch.record.Dump;
import dev.dispatch.record.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job dump}: a whole record as one document. */
final class JobDumpCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job dump", "Print the record of a run as one JSON document.");
        spec.addOption(Options.runId());
        return spec.addOption(Options.text(Options.OUT, "PATH", "write it to this file instead, whole"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        RunRecord run = invocation.engine().runs().open(invocation.required(Options.RUN_ID));
        Optional<String> out = invocation.text(Options.OUT);
        if (out.isEmpty()) {
            ObjectNode dump = Dump.document(run, invocation.extent());
            return CommandResult.answer(dump, page -> page.document(dump), List.of());
        }
        Path file = invocation.path(Options.OUT, out.get());
        OutputFile.write(file, Json.pretty(Dump.document(run)) + "\n");
        ObjectNode document = Json.object();
        document.put("runId", run.runId());
        document.put("runDir", run.runDir().toString());
        document.put("status", run.status().name());
        document.put("out", file.toString());
        return CommandResult.answer(document, page -> page.line("wrote the record to " + file), List.of());
    }
}
