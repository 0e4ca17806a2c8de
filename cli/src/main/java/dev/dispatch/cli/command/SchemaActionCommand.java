package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.json.Json;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.NearActions;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code schema action}: what an action takes and gives. */
final class SchemaActionCommand implements Command {

    private static final String NAME = "--name";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = PrintedSchema.spec("schema action", "Print what an action takes and gives.");
        return spec.addOption(Options.required(NAME, "MODULE.ACTION", "the action (see module list)"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        String name = invocation.required(NAME);
        ModuleRegistry registry = invocation.engine().modules();
        ActionDefinition action = registry.action(name)
                .orElseThrow(() -> UsageProblem.notFound(
                        "There is no action '" + name + "'",
                        NearActions.of(name, registry.actions().keySet()),
                        registry,
                        name.substring(0, Math.max(0, name.indexOf('.')))))
                .action();
        return PrintedSchema.of(document(action));
    }

    private static ObjectNode document(ActionDefinition action) {
        ObjectNode json = Json.object();
        json.put("action", action.key().toString());
        json.put("module", action.key().module());
        if (!action.description().isEmpty()) {
            json.put("description", action.description());
        }
        if (action.effect() != null) {
            json.put("effect", action.effect().word());
        }
        json.set("inputSchema", action.inputSchema());
        ModuleDocument.put(json, "exportsSchema", action.exportsSchema());
        ModuleDocument.put(json, "credentialSchema", action.credentialSchema());
        ModuleDocument.put(json, "responseSchema", action.responseSchema());
        ExamplePayload.of(action.inputSchema()).ifPresent(example -> json.set("example", example));
        return json;
    }
}
