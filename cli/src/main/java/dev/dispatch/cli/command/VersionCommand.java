package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.json.Json;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code version}: what is installed. */
public final class VersionCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command("version", "Print the version of dispatch.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        return result(invocation.version());
    }

    /** The answer, for {@code --cli-version} too. */
    public static CommandResult result(String version) {
        ObjectNode document = Json.object();
        document.put("cliVersion", version);
        document.put("javaVersion", System.getProperty("java.runtime.version"));
        return CommandResult.answer(document, page -> page.line(version), List.of());
    }
}
