package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import picocli.CommandLine.Model.CommandSpec;

/** {@code schema module}: the schema that a {@code module.json} must fit. */
final class SchemaModuleCommand implements Command {

    @Override
    public CommandSpec spec() {
        return PrintedSchema.spec("schema module", "Print the schema of module.json, with an example.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        return PrintedSchema.of(PrintedSchema.resource("module.schema.json"));
    }
}
