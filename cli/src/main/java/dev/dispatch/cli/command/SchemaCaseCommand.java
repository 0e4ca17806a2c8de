package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import picocli.CommandLine.Model.CommandSpec;

/** {@code schema case}: the schema that job files must fit. */
final class SchemaCaseCommand implements Command {

    @Override
    public CommandSpec spec() {
        return PrintedSchema.spec("schema case", "Print the schema of job files, with an example.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        return PrintedSchema.of(PrintedSchema.resource("job.schema.json"));
    }
}
