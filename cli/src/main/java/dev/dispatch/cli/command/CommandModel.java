package dev.dispatch.cli.command;

import dev.dispatch.cli.reference.Argument;
import dev.dispatch.cli.reference.CommandEntry;
import dev.dispatch.cli.reference.CommandSurface;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command surface as data, read from the specifications that command lines are parsed with. */
public final class CommandModel {

    private CommandModel() {}

    /** Every command. */
    public static CommandSurface all(String version) {
        List<Argument> program = List.of(
                flag(Options.CLI_VERSION, "print the version"),
                flag(Options.LLMS, "print every command and every loaded action as one JSON document"));
        return new CommandSurface(version, below(""), common(), program);
    }

    /** The commands that begin with these words; all of them for no word. */
    static List<CommandEntry> below(String words) {
        List<CommandEntry> entries = new ArrayList<>();
        for (Command command : Commands.below(words)) {
            CommandSpec spec = command.spec();
            String purpose = spec.usageMessage().description()[0];
            entries.add(new CommandEntry(spec.name(), purpose, arguments(spec), command.canBeStopped()));
        }
        return entries;
    }

    /** The options of every command. */
    static List<Argument> common() {
        return arguments(Options.withCommonOptions(Options.command("", "")));
    }

    private static List<Argument> arguments(CommandSpec spec) {
        List<Argument> arguments = new ArrayList<>();
        spec.positionalParameters().forEach(positional -> arguments.add(argument(positional, positional.paramLabel())));
        spec.options().forEach(option -> arguments.add(argument(option, option.longestName())));
        return arguments;
    }

    private static Argument argument(ArgSpec spec, String name) {
        String value = spec instanceof OptionSpec && spec.arity().max() > 0 ? spec.paramLabel() : "";
        return new Argument(
                name, value, spec.isPositional(), spec.required(), spec.isMultiValue(), spec.description()[0]);
    }

    private static Argument flag(String name, String purpose) {
        return new Argument(name, "", false, false, false, purpose);
    }
}
