package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.reference.BashCompletion;
import dev.dispatch.cli.reference.CommandSurface;
import dev.dispatch.cli.reference.FishCompletion;
import dev.dispatch.cli.reference.ZshCompletion;
import dev.dispatch.json.Json;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code completion}: a script with which a shell completes command lines of this program. */
final class CompletionCommand implements Command {

    private static final String SHELLS = "bash|zsh|fish";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("completion", "Print a script that completes commands in a shell.");
        return spec.addPositional(Options.argument(
                SHELLS, "the shell; its start-up file loads the script, as the script's first lines say"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        String shell = invocation.argument();
        CommandSurface surface = CommandModel.all(invocation.version());
        String script = switch (shell) {
            case "bash" -> new BashCompletion(surface).script();
            case "zsh" -> new ZshCompletion(surface).script();
            case "fish" -> new FishCompletion(surface).script();
            default ->
                throw UsageProblem.unknown(
                        "completion",
                        "There is no completion for '" + shell + "'; there is one for bash, zsh and fish",
                        shell,
                        List.of(SHELLS.split("\\|", -1)));
        };
        ObjectNode document = Json.object();
        document.put("shell", shell);
        document.put("script", script);
        return CommandResult.answer(document, page -> page.block(script), List.of());
    }
}
