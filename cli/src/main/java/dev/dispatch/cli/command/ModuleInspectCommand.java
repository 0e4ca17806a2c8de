package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.job.JobKind;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.ShippedJob;
import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code module inspect}: one module with the schemas of its actions and the jobs it ships. */
final class ModuleInspectCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("module inspect", "Show a module: what its actions take, and its jobs.");
        return spec.addPositional(Options.argument("NAME", "the module's name"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        ModuleRegistry registry = invocation.engine().modules();
        String name = invocation.argument();
        LoadedModule module = registry.module(name).orElseThrow(() -> {
            List<String> names = new ArrayList<>();
            registry.modules().forEach(known -> names.add(known.name()));
            return UsageProblem.notFound(
                    "There is no module '" + name + "'", NearNames.of(name, names), registry, name);
        });
        ObjectNode document = ModuleDocument.inspected(module, invocation.extent());
        return CommandResult.answer(document, page -> write(page, module, document), List.of());
    }

    private static void write(Page page, LoadedModule module, ObjectNode document) {
        page.add(Tone.STRONG, module.name())
                .line(" " + module.version() + "  " + module.layer().word());
        if (module.description() != null) {
            page.line("  " + module.description());
        }
        if (module.folder() != null) {
            page.line("  " + module.folder());
        }
        page.line("  " + document.path("hash").asString(""));
        List<ActionDefinition> actions = List.copyOf(module.actions().values());
        List<ActionDefinition> shown = page.look().extent().first(actions);
        if (shown.size() < actions.size()) {
            page.line("  " + Counted.of(shown.size(), actions.size(), "action"));
        }
        for (ActionDefinition action : shown) {
            page.add(Tone.STRONG, action.key().toString());
            page.line(action.effect() == null ? "" : "  " + action.effect().word());
            page.line("  " + action.description());
            writeMembers(page, "input", action.inputSchema());
            writeMembers(page, "exports", action.exportsSchema());
            writeMembers(page, "credentials", action.credentialSchema());
        }
        writeJobs(page, "Case Jobs:", JobKind.CASE, module);
        writeJobs(page, "Seed Jobs:", JobKind.SEED, module);
        if (!document.path("warnings").isEmpty()) {
            page.line("warnings:");
            IssueText.write(page, Tone.CAUTION, document.path("warnings"));
        }
    }

    /** The members of a schema as {@code name:type}; what may be left out has a question mark. */
    private static void writeMembers(Page page, String title, @Nullable JsonNode schema) {
        if (schema == null || schema.path("properties").isEmpty()) {
            return;
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        List<String> members = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            String optional = !title.equals("exports") && !required.contains(property.getKey()) ? "?" : "";
            members.add(property.getKey() + optional + ":" + type(property.getValue()));
        });
        page.line("  " + title + ": " + String.join(", ", members));
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isString()) {
            return type.stringValue();
        }
        List<String> types = new ArrayList<>();
        type.forEach(each -> types.add(each.asString("")));
        return types.isEmpty() ? "any" : String.join("|", types);
    }

    private static void writeJobs(Page page, String title, JobKind kind, LoadedModule module) {
        boolean first = true;
        for (ShippedJob job : module.jobs()) {
            if (job.kind() != kind) {
                continue;
            }
            if (first) {
                page.line(title);
                first = false;
            }
            page.line("  " + job.id() + "  " + job.path());
            JobNeeds.of(job).writeTo(page, "    ");
        }
    }
}
