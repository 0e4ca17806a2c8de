package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Sizes;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.record.RunRecord;
import dev.dispatch.transfer.RunBundle;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job bundle}: one file of a run, for others to look into. */
final class JobBundleCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "job bundle", "Write the whole record of a run into one file, to be imported elsewhere.");
        spec.addOption(Options.runId());
        return spec.addOption(Options.required(Options.OUT, "FILE", "the zip file; one that is there is replaced"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        RunRecord run = invocation.engine().runs().open(invocation.required(Options.RUN_ID));
        Path out = invocation.path(Options.OUT, invocation.required(Options.OUT));
        RunBundle.Written written = RunBundle.write(run, invocation.version(), out);
        ObjectNode document = Json.object();
        document.put("runId", run.runId());
        document.put("runDir", run.runDir().toString());
        document.put("out", out.toString());
        document.put("files", written.files());
        document.put("bytes", written.bytes());
        Path folder = invocation.session().settings().workingDirectory();
        String shown = ShownPath.in(folder, out.toString());
        String size = Counted.of(written.files(), written.files(), "file") + ", " + Sizes.show(written.bytes());
        return CommandResult.answer(
                document,
                page -> page.add(Tone.GOOD, "bundled")
                        .line("  " + run.runId() + "  " + shown)
                        .line("  " + size)
                        .line("  another machine takes it in with job import"),
                List.of(NextAction.of(
                        "look for secrets before you pass it on", "job", "leak-check", Options.RUN_ID, run.runId())));
    }
}
