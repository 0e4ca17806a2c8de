package dev.dispatch.cli.reference;

import java.util.List;

/** The manual page {@code dispatch(1)}, in the macros of {@code man(7)}. */
public final class ManPage {

    private static final String OPENING = """
            .TH DISPATCH 1 "" "dispatch @VERSION@" "User Commands"
            .nh
            .ad l
            .SH NAME
            dispatch \\- run API workflows and record each run
            .SH SYNOPSIS
            .B dispatch
            .I command
            .RI [ options ]
            .SH DESCRIPTION
            A job is a list of steps that call actions, written as a JSON file.
            .B dispatch
            checks all of it before the first request, runs it against real APIs, checks the outcome and leaves a
            record from which every later command reads.
            .SH COMMANDS
            """;

    private static final String CLOSING = """
            .SH EXIT STATUS
            .TP
            .B 0
            Success.
            .TP
            .B 1
            A run, a check or the program itself failed.
            .TP
            .B 2
            The command line, a job or an input is wrong, and nothing was run; or a policy forbids it.
            .TP
            .B 3
            A failure that may pass: refused, reset, timed out, or the API asks to try again.
            .TP
            .B 4
            What was named is not there.
            .TP
            .B 130
            A signal ended it.
            .SH ENVIRONMENT
            .TP
            .B DISPATCH_HOME
            Folder for memory and modules, instead of
            .IR ~/.dispatch .
            .TP
            .B DISPATCH_RUN_OUTPUT
            Folder for run records, instead of
            .I run\\-output
            in the workspace.
            .TP
            .B DISPATCH_POLICY
            File with a policy that nothing else can loosen.
            .TP
            .B DISPATCH_JAVA_HOME
            The JDK to run on, where dispatch does not bring its own runtime.
            .TP
            .B NO_COLOR
            No colours.
            .SH FILES
            .TP
            .I jobs/
            Jobs of a workspace.
            .TP
            .I modules/
            Modules of a workspace.
            .TP
            .I dispatch.config.json
            Configuration of a workspace. The workspace is the nearest folder upwards with this file or
            .IR modules/ .
            .TP
            .I run\\-output/
            Records of runs.
            """;

    private final CommandSurface surface;

    public ManPage(CommandSurface surface) {
        this.surface = surface;
    }

    public String page() {
        StringBuilder page = new StringBuilder(OPENING.replace("@VERSION@", escape(surface.version())));
        for (CommandEntry command : surface.commands()) {
            page.append(".TP\n.B ")
                    .append(escape(command.words() + command.required()))
                    .append('\n');
            page.append(line(command.purpose()));
            if (!command.arguments().isEmpty()) {
                page.append(".RS\n");
                append(page, command.arguments());
                page.append(".RE\n");
            }
        }
        page.append(".SH OPTIONS\nOptions of every command:\n");
        append(page, surface.common());
        page.append(".PP\nInstead of a command:\n");
        append(page, surface.program());
        return page.append(CLOSING).toString();
    }

    private static void append(StringBuilder page, List<Argument> arguments) {
        for (Argument argument : arguments) {
            page.append(".TP\n.B ").append(escape(argument.name()));
            if (argument.takesValue()) {
                page.append(" \\fI").append(escape(argument.value())).append("\\fP");
            }
            page.append(argument.repeatable() ? " ...\n" : "\n").append(line(argument.purpose()));
        }
    }

    /** A line of text; one that begins with a control character would be read as a macro. */
    private static String line(String text) {
        String escaped = escape(text);
        return (escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "") + escaped + "\n";
    }

    private static String escape(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("~", "\\(ti");
    }
}
