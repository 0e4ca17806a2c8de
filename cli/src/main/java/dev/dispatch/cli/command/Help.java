package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.cli.reference.Argument;
import dev.dispatch.cli.reference.CommandEntry;
import dev.dispatch.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The help, made from the specifications that command lines are read with. */
public final class Help {

    private final List<CommandEntry> commands;
    private final List<Argument> common = CommandModel.common();

    private Help(String words) {
        this.commands = CommandModel.below(words);
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
        ArrayNode array = json.putArray("commands");
        for (CommandEntry entry : commands) {
            ObjectNode command = array.addObject();
            command.put("command", entry.words());
            command.put("usage", entry.usage());
            command.put("description", entry.purpose());
            command.set("options", arguments(entry.arguments()));
        }
        json.set("commonOptions", arguments(common));
        return json;
    }

    private static ArrayNode arguments(List<Argument> arguments) {
        ArrayNode array = Json.array();
        for (Argument argument : arguments) {
            ObjectNode json = array.addObject();
            json.put("name", argument.name());
            if (argument.takesValue()) {
                json.put("parameter", argument.value());
            }
            if (argument.required()) {
                json.put("required", true);
            }
            if (argument.repeatable()) {
                json.put("repeatable", true);
            }
            json.put("description", argument.purpose());
        }
        return array;
    }

    private void write(Page page, String words) {
        boolean one = commands.size() == 1 && commands.getFirst().words().equals(words);
        if (one) {
            writeOne(page, commands.getFirst());
        } else {
            writeSeveral(page, words);
        }
        page.line("Options of every command:").table(optionTable(common));
    }

    private static void writeOne(Page page, CommandEntry entry) {
        page.add(Tone.STRONG, entry.usage()).end();
        page.line(entry.purpose());
        if (!entry.arguments().isEmpty()) {
            page.line("Options:").table(optionTable(entry.arguments()));
        }
    }

    private void writeSeveral(Page page, String words) {
        if (words.isEmpty()) {
            page.line("dispatch runs API workflows that are written as JSON files, and records each run.");
        }
        page.line("Commands:");
        Table table = new Table("  ").wrapping();
        commands.forEach(entry -> table.row(entry.words() + entry.required(), entry.purpose()));
        page.table(table);
        page.line("dispatch COMMAND --help shows the options of a command; dispatch --cli-version prints the version.");
        if (words.isEmpty()) {
            page.line("dispatch --llms prints every command and every action as one JSON document.");
        }
    }

    private static Table optionTable(List<Argument> arguments) {
        Table table = new Table("  ").wrapping();
        for (Argument argument : arguments) {
            table.row(argument.word() + (argument.repeatable() ? " ..." : ""), argument.purpose());
        }
        return table;
    }
}
