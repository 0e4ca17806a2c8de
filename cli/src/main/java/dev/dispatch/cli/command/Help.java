package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The help, made from the specifications that command lines are read with. */
public final class Help {

    private final List<CommandSpec> specs = new ArrayList<>();
    private final CommandSpec common = Options.withCommonOptions(Options.command("", ""));

    private Help(String words) {
        Commands.below(words).forEach(command -> specs.add(command.spec()));
    }

    /**
     * Help on some commands.
     *
     * @param words of one command or the first word of several; empty for all
     */
    public static CommandResult on(String words) {
        Help help = new Help(words);
        return CommandResult.answer(help.toJson(), page -> help.write(page, words), List.of());
    }

    private ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode commands = json.putArray("commands");
        for (CommandSpec spec : specs) {
            ObjectNode command = commands.addObject();
            command.put("command", spec.name());
            command.put("usage", usage(spec));
            command.put("description", description(spec));
            command.set("options", arguments(spec));
        }
        json.set("commonOptions", arguments(common));
        return json;
    }

    private static ArrayNode arguments(CommandSpec spec) {
        ArrayNode array = Json.array();
        for (ArgSpec argument : argumentsOf(spec)) {
            ObjectNode json = array.addObject();
            json.put("name", name(argument));
            if (takesValue(argument) && argument.isOption()) {
                json.put("parameter", argument.paramLabel());
            }
            if (argument.required()) {
                json.put("required", true);
            }
            if (argument.isMultiValue()) {
                json.put("repeatable", true);
            }
            json.put("description", argument.description()[0]);
        }
        return array;
    }

    private void write(Page page, String words) {
        boolean one = specs.size() == 1 && specs.getFirst().name().equals(words);
        if (one) {
            writeOne(page, specs.getFirst());
        } else {
            writeSeveral(page, words);
        }
        page.line("Options of every command:").table(optionTable(common));
    }

    private static void writeOne(Page page, CommandSpec spec) {
        page.add(Tone.STRONG, usage(spec)).end();
        page.line(description(spec));
        if (!argumentsOf(spec).isEmpty()) {
            page.line("Options:").table(optionTable(spec));
        }
    }

    private void writeSeveral(Page page, String words) {
        if (words.isEmpty()) {
            page.line("dispatch runs API workflows that are written as JSON files, and records each run.");
        }
        page.line("Commands:");
        Table table = new Table("  ");
        specs.forEach(spec -> table.row(spec.name() + required(spec), description(spec)));
        page.table(table);
        page.line("dispatch COMMAND --help shows the options of a command; dispatch --cli-version prints the version.");
    }

    private static Table optionTable(CommandSpec spec) {
        Table table = new Table("  ");
        for (ArgSpec argument : argumentsOf(spec)) {
            String value = takesValue(argument) && argument.isOption() ? " " + argument.paramLabel() : "";
            String repeatable = argument.isMultiValue() ? " ..." : "";
            table.row(name(argument) + value + repeatable, argument.description()[0]);
        }
        return table;
    }

    private static String usage(CommandSpec spec) {
        StringBuilder usage = new StringBuilder("dispatch ").append(spec.name()).append(required(spec));
        for (ArgSpec argument : argumentsOf(spec)) {
            if (!argument.required()) {
                usage.append(" [").append(word(argument)).append(']');
                usage.append(argument.isMultiValue() ? "..." : "");
            }
        }
        return usage.toString();
    }

    private static String required(CommandSpec spec) {
        StringBuilder words = new StringBuilder();
        for (ArgSpec argument : argumentsOf(spec)) {
            if (argument.required()) {
                words.append(' ').append(word(argument));
            }
        }
        return words.toString();
    }

    private static List<ArgSpec> argumentsOf(CommandSpec spec) {
        List<ArgSpec> arguments = new ArrayList<>();
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            arguments.add(positional);
        }
        arguments.addAll(spec.options());
        return arguments;
    }

    private static String word(ArgSpec argument) {
        return argument.isOption() && takesValue(argument)
                ? name(argument) + " " + argument.paramLabel()
                : name(argument);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static boolean takesValue(ArgSpec argument) {
        return argument.arity().max() > 0;
    }

    private static String description(CommandSpec spec) {
        return spec.usageMessage().description()[0];
    }
}
