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
    private static final Map<String, String> OTHER_SCHEMA = Map.of("run", "run-action", "demo serve", "demo");

    /** Commands that print a schema, which has no schema of its own. */
    private static final Map<String, String> PRINTED_SCHEMAS = Map.of(
            "schema case", "the schema of a job file itself",
            "schema module", "the schema of a `module.json` itself");

    /** What the name of the schema does not say. */
    private static final Map<String, String> REMARKS = Map.of(
            "job plan", ", also where something is missing (`ready` is false, exit code 0)",
            "job run",
                    "; a run that failed is the same object in `details.result` of the error. With `--events` a line of"
                            + " [run-event](run-event.schema.json) for each event, and that document as the last line",
            "job assert", ", also where checks fail (exit code 1)",
            "job diff", ", also where the runs differ (exit code 1)",
            "job replay", ", also where the runs differ (exit code 1)",
            "job leak-check", ", also where something is found (exit code 1)",
            "memory export", ": the exported document itself, or with `--out` what was written",
            "doctor", "; checks that fail are in `details.checks` of the error",
            "self-check", "; parts that fail are in `details.results` of the error");

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
        page.append("Output: ").append(output(command)).append(". ");
        page.append("Exit codes: ");
        String separator = "";
        for (int code : ExitCodes.of(command)) {
            page.append(separator).append(code);
            separator = ", ";
        }
        page.append(".\n");
    }

    private static String output(CommandEntry command) {
        String words = command.words();
        if (PRINTED_SCHEMAS.containsKey(words)) {
            return PRINTED_SCHEMAS.get(words);
        }
        String name = OTHER_SCHEMA.getOrDefault(words, words.replace(' ', '-'));
        return "[" + name + "](" + name + ".schema.json)" + REMARKS.getOrDefault(words, "");
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
