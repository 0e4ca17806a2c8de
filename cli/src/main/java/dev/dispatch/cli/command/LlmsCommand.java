package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.reference.Manifest;
import dev.dispatch.module.ModuleRegistry;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code --llms}: the manifest, the same document with and without {@code --json}. */
final class LlmsCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command(Options.LLMS, "Print every command and every loaded action as one JSON document.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        ModuleRegistry registry = invocation.engine().modules();
        SortedMap<String, String> actions = new TreeMap<>();
        registry.actions()
                .forEach((key, provided) -> actions.put(key, provided.action().description()));
        ObjectNode document = new Manifest(CommandModel.all(invocation.version()), actions).toJson();
        return CommandResult.answer(document, page -> page.compact(document), List.of());
    }
}
