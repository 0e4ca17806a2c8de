package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.json.Listing;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.problem.Issue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code module list}: every module that can be used from here, with its actions. */
final class ModuleListCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command("module list", "List the modules that can be used from here, with their actions.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        ModuleRegistry registry = invocation.engine().modules();
        List<LoadedModule> modules = new ArrayList<>(registry.modules());
        modules.sort(Comparator.comparing(LoadedModule::name));
        ObjectNode document = Json.object();
        ArrayNode warnings = Issue.toJson(broken(registry)).addAll(ModuleDocument.warnings(registry.modules()));
        document.set("warnings", warnings);
        ArrayNode conflicts = document.putArray("conflicts");
        registry.conflicts().forEach(conflict -> conflicts.add(ModuleDocument.conflict(conflict)));
        Extent extent = invocation.extent();
        List<LoadedModule> shown = Listing.add(
                document,
                "modules",
                modules,
                extent,
                module -> withoutDescription(ModuleDocument.listed(module, extent)));
        return CommandResult.answer(
                document,
                page -> write(page, shown, modules.size(), registry, warnings),
                registry.broken().stream()
                        .filter(module -> module.denial() == null)
                        .limit(3)
                        .map(BrokenModule::check)
                        .toList());
    }

    /** The list is long enough with the descriptions of the actions. */
    private static ObjectNode withoutDescription(ObjectNode module) {
        module.remove("description");
        return module;
    }

    private static List<Issue> broken(ModuleRegistry registry) {
        return registry.broken().stream().map(BrokenModule::issue).toList();
    }

    private static void write(
            Page page, List<LoadedModule> modules, int total, ModuleRegistry registry, ArrayNode warnings) {
        page.line(Counted.of(modules.size(), total, "module") + ", "
                + registry.actions().size() + " actions");
        for (LoadedModule module : modules) {
            page.add(Tone.STRONG, module.name());
            page.line(" " + module.version() + "  " + module.layer().word()
                    + (module.folder() == null ? "" : "  " + module.folder()));
            Table table = new Table("  ").wrapping();
            List<ActionDefinition> actions = List.copyOf(module.actions().values());
            List<ActionDefinition> first = page.look().extent().first(actions);
            for (ActionDefinition action : first) {
                table.row(action.key().toString(), action.description());
            }
            page.table(table);
            if (first.size() < actions.size()) {
                page.line("  " + Counted.of(first.size(), actions.size(), "action"));
            }
        }
        for (ModuleRegistry.Conflict conflict : registry.conflicts()) {
            page.add(Tone.CAUTION, "conflict")
                    .line("  " + conflict.action() + ": " + conflict.winner().source() + " wins over "
                            + conflict.loser().source());
        }
        if (!warnings.isEmpty()) {
            page.line("warnings:");
            IssueText.write(page, Tone.CAUTION, warnings);
        }
    }
}
