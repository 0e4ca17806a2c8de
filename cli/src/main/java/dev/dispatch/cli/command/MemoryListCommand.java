package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.Page;
import dev.dispatch.json.Json;
import dev.dispatch.json.Listing;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.problem.NextAction;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code memory list}: the namespaces in memory. */
final class MemoryListCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command("memory list", "List the namespaces in memory.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        MemoryStore memory = invocation.engine().memory();
        List<String> namespaces = memory.namespaces();
        ObjectNode document = Json.object();
        document.put("root", memory.root().toString());
        List<String> shown = Listing.add(document, "namespaces", namespaces, invocation.extent(), Json::text);
        List<NextAction> next = namespaces.isEmpty()
                ? List.of()
                : List.of(NextAction.of(
                        "see what it holds",
                        "memory",
                        "inspect",
                        MemoryInspectCommand.NAMESPACE,
                        namespaces.getFirst()));
        return CommandResult.answer(document, page -> write(page, shown, namespaces.size(), memory), next);
    }

    private static void write(Page page, List<String> namespaces, int total, MemoryStore memory) {
        if (namespaces.isEmpty()) {
            page.line("memory is empty: " + memory.root());
            return;
        }
        page.line(Counted.of(namespaces.size(), total, "namespace") + " in " + memory.root());
        namespaces.forEach(namespace -> page.line("  " + namespace));
    }
}
