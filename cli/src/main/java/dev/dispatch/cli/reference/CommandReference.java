package dev.dispatch.cli.reference;

import java.util.List;
import java.util.Map;

/** The page {@code docs/reference/commands.md}. */
public final class CommandReference {

    private static final String HEAD = """
            # Commands

            <!-- Made from the program's own commands. Do not edit: a test compares it, and CONTRIBUTING.md says how to
            write it again. -->

            `dispatch COMMAND [options]`. Words in capitals are yours to fill in, brackets mark what can be left out, dots
            what can be repeated. An option may also be written as `--option=value`.

            Without `--json` a command prints text for people. With it, stdout is exactly one document of the form that is
            linked at the command; every failure has the form of [error](error.schema.json).
            [exit-codes-and-errors.md](exit-codes-and-errors.md) says what each exit code means; every command can end with
            1 for a fault of the program or the machine, and with 2 for a command line that is wrong.

            """;

    /** Commands whose document is not in the schema named like them. */
    private static final Map<String, String> OTHER_OUTPUT = Map.of(
            "run", "run-action.schema.json",
            "demo serve", "demo.schema.json",
            "schema case", "../../core/src/main/resources/dev/dispatch/schema/job.schema.json",
            "schema module", "../../core/src/main/resources/dev/dispatch/schema/module.schema.json");

    private final CommandSurface surface;

    public CommandReference(CommandSurface surface) {
        this.surface = surface;
    }

    public String page() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("## Options of every command\n\n");
        table(page, surface.common());
        page.append("\n## Instead of a command\n\n");
        table(page, surface.program());
        page.append("\n`--cli-version` prints [version](version.schema.json), `--llms` [llms](llms.schema.json), and");
        page.append(" `--help` [help](help.schema.json).\n");
        for (CommandEntry command : surface.commands()) {
            append(page, command);
        }
        return page.toString();
    }

    private static void append(StringBuilder page, CommandEntry command) {
        page.append("\n## ").append(command.words()).append("\n\n");
        page.append("```\n").append(command.usage()).append("\n```\n\n");
        page.append(command.purpose()).append("\n\n");
        if (!command.arguments().isEmpty()) {
            table(page, command.arguments());
            page.append('\n');
        }
        page.append("Output: [")
                .append(outputName(command))
                .append("](")
                .append(output(command))
                .append("). ");
        page.append("Exit codes: ");
        String separator = "";
        for (int code : ExitCodes.of(command)) {
            page.append(separator).append(code);
            separator = ", ";
        }
        page.append(".\n");
    }

    private static String output(CommandEntry command) {
        return OTHER_OUTPUT.getOrDefault(command.words(), command.words().replace(' ', '-') + ".schema.json");
    }

    private static String outputName(CommandEntry command) {
        String file = output(command);
        String name = file.substring(file.lastIndexOf('/') + 1);
        return file.contains("/") ? name : name.substring(0, name.indexOf('.'));
    }

    private static void table(StringBuilder page, List<Argument> arguments) {
        page.append("| option | |\n|---|---|\n");
        for (Argument argument : arguments) {
            page.append("| `").append(cell(argument.word())).append('`');
            page.append(argument.required() ? ", required" : "").append(argument.repeatable() ? ", repeatable" : "");
            page.append(" | ").append(cell(argument.purpose())).append(" |\n");
        }
    }

    /** A bar would end the cell, in code too; what looks like a tag outside of code would be gone. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
