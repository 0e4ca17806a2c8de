package dev.dispatch.cli.reference;

import java.util.List;

/** The completion script for fish, which also shows what each word and option is for. */
public final class FishCompletion {

    private static final String HEAD = """
            # fish completion of dispatch, made by `dispatch completion fish`. To load it at each start:
            #   dispatch completion fish > ~/.config/fish/completions/dispatch.fish

            # Prints the command that was typed so far.
            function __dispatch_command
                set -l tokens (commandline -opc)
                set -l command
                set -l skip 0
                for token in $tokens[2..-1]
                    if test $skip = 1
                        set skip 0
                        continue
                    end
                    switch $token
                        case --home
                            set skip 1
                        case '-*'
                        case '*'
                            set -l longer (string join ' ' -- $command $token)
                            switch $longer
                                case @COMMANDS@
                                    set command $longer
                            end
                    end
                end
                string join ' ' -- $command
            end

            function __dispatch_at
                set -l command (__dispatch_command)
                test "$command" = "$argv[1]"
            end

            # Prints the values of a kind, one a line.
            function __dispatch_values
                set -l program (commandline -opc)[1]
                switch $argv[1]
            @LOOKUPS@    end
            end

            complete -c dispatch -f
            """;

    private final CommandSurface surface;

    public FishCompletion(CommandSurface surface) {
        this.surface = surface;
    }

    public String script() {
        StringBuilder script =
                new StringBuilder(HEAD.replace("@COMMANDS@", prefixes()).replace("@LOOKUPS@", lookups()));
        surface.common().forEach(option -> script.append(option("", "", option)));
        surface.program().forEach(option -> script.append(option(at(""), "", option)));
        surface.following()
                .forEach((before, words) -> words.forEach((word, purpose) -> script.append("complete -c dispatch")
                        .append(at(before))
                        .append(" -a ")
                        .append(word)
                        .append(description(purpose))));
        for (CommandEntry command : surface.commands()) {
            String at = at(command.words());
            command.positionals().forEach(positional -> script.append(positional(at, command.words(), positional)));
            command.options().forEach(option -> script.append(option(at, command.words(), option)));
        }
        return script.toString();
    }

    private String prefixes() {
        StringBuilder cases = new StringBuilder();
        surface.prefixes()
                .forEach(prefix -> cases.append(cases.isEmpty() ? "'" : " '")
                        .append(prefix)
                        .append('\''));
        return cases.toString();
    }

    private static String lookups() {
        StringBuilder script = new StringBuilder();
        for (Lookup lookup : Lookup.ALL) {
            script.append("        case ").append(lookup.name()).append('\n');
            if (lookup.name().equals("runs")) {
                script.append("            echo latest\n");
            }
            script.append("            $program ").append(lookup.arguments()).append(" 2>/dev/null | ");
            script.append(lookup.filter()).append('\n');
        }
        return script.toString();
    }

    private static String at(String words) {
        return " -n '__dispatch_at \"" + words + "\"'";
    }

    private static String option(String at, String command, Argument option) {
        String value = option.takesValue() ? value(command, option) : "";
        return "complete -c dispatch" + at + " -l " + option.name().substring(2) + value
                + description(option.purpose());
    }

    private static String positional(String at, String command, Argument positional) {
        String value = value(command, positional).replace(" -x", "").replace(" -r", "");
        return value.isEmpty() ? "" : "complete -c dispatch" + at + value + description(positional.purpose());
    }

    private static String value(String command, Argument argument) {
        Values values = Values.of(command, argument);
        List<String> words = Lookup.words(values, argument);
        return switch (values) {
            case ANYTHING -> " -x";
            case CHOICE, BATCH, CODE -> " -x -a '" + String.join(" ", words) + "'";
            case FILE -> " -r -F";
            case FOLDER -> " -x -a '(__fish_complete_directories)'";
            case JOB -> " -r -F -a '(__dispatch_values jobs)'";
            case RUN, ACTION, MODULE, NAMESPACE -> " -x -a '(__dispatch_values " + Lookup.nameOf(values) + ")'";
        };
    }

    private static String description(String purpose) {
        return " -d '" + purpose.replace("\\", "\\\\").replace("'", "\\'") + "'\n";
    }
}
