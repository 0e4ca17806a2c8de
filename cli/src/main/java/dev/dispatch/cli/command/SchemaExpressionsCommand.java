package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.expression.ExpressionReference;
import picocli.CommandLine.Model.CommandSpec;

/** {@code schema expressions}: all that expressions and conditions can say, each with an example. */
final class SchemaExpressionsCommand implements Command {

    @Override
    public CommandSpec spec() {
        return PrintedSchema.spec(
                "schema expressions", "Print what expressions and conditions can say, with examples.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        return PrintedSchema.of(ExpressionReference.toJson());
    }
}
