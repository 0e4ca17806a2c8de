package dev.dispatch.cli.command;

import dev.dispatch.cli.output.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads a command line: finds the command by its words, before and after which the common options may stand, and has
 * the rest read by that command's specification alone.
 */
public final class Arguments {

    private final List<String> words = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();

    private Arguments() {}

    /**
     * Reads a command line.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} that names what is wrong
     */
    public static Request read(List<String> arguments) {
        Arguments reading = new Arguments();
        reading.split(arguments);
        return reading.request();
    }

    /** The value of a common option as it was typed; for what has to be known before the command line is understood. */
    public static Optional<String> value(List<String> arguments, String option) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals(option) && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
            if (argument.startsWith(option + "=")) {
                return Optional.of(argument.substring(option.length() + 1));
            }
        }
        return Optional.empty();
    }

    private void split(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean option = argument.startsWith("-");
            if (option || !continuesCommand(argument)) {
                rest.add(argument);
                if (Options.WITH_VALUE.contains(argument) && i + 1 < arguments.size()) {
                    rest.add(arguments.get(++i));
                }
            } else {
                words.add(argument);
            }
        }
    }

    /** The first word belongs to the command whatever it is, a further one where those before begin a group. */
    private boolean continuesCommand(String argument) {
        if (words.isEmpty()) {
            return true;
        }
        String typed = words.size() == 1 ? words.getFirst() : String.join(" ", words);
        if (!Commands.isGroup(typed)) {
            return false;
        }
        return Commands.named(typed).isEmpty() || Commands.NAMES.contains(typed + " " + argument);
    }

    private Request request() {
        String name = String.join(" ", words);
        if (name.equals("version") && Options.FLAGS.containsAll(rest)) {
            // Asked so often, by scripts that only look whether the program is there, that no parser is started for it.
            return new Request.Version();
        }
        Optional<Command> command = Commands.named(name);
        if (command.isPresent()) {
            return parse(name, command.get());
        }
        boolean help = rest.contains(Options.HELP) || rest.contains("-h");
        if (words.isEmpty() && (rest.contains("-V") || rest.contains(Options.CLI_VERSION))) {
            return new Request.Version();
        }
        if (words.isEmpty() && !help && rest.contains(Options.LLMS)) {
            rest.removeIf(Options.LLMS::equals);
            return parse("", new LlmsCommand());
        }
        if (words.isEmpty() ? help || onlyCommonOptions() : help && Commands.isGroup(name)) {
            return new Request.Help(name);
        }
        throw words.isEmpty() ? unknownOption(ofProgram(), "", rest.getFirst()) : unknownCommand(name);
    }

    private static CommandSpec ofProgram() {
        CommandSpec spec = Options.withCommonOptions(Options.command("", ""));
        spec.addOption(Options.flag(Options.CLI_VERSION, ""));
        return spec.addOption(Options.flag(Options.LLMS, ""));
    }

    private boolean onlyCommonOptions() {
        CommandSpec common = Options.withCommonOptions(Options.command("", ""));
        for (int i = 0; i < rest.size(); i++) {
            if (common.findOption(rest.get(i)) == null) {
                return false;
            }
            i += Options.WITH_VALUE.contains(rest.get(i)) ? 1 : 0;
        }
        return true;
    }

    private RuntimeException unknownCommand(String name) {
        String first = words.getFirst();
        if (!Commands.isGroup(first)) {
            List<String> known = new ArrayList<>();
            for (String command : Commands.NAMES) {
                known.add(command);
                int space = command.indexOf(' ');
                if (space > 0 && !known.contains(command.substring(0, space))) {
                    known.add(command.substring(0, space));
                }
            }
            return UsageProblem.unknown("", "Unknown command '" + name + "'", name, known);
        }
        int known = words.size();
        while (!Commands.isGroup(String.join(" ", words.subList(0, known)))) {
            known--;
        }
        String group = String.join(" ", words.subList(0, known));
        List<String> verbs = new ArrayList<>();
        for (String command : Commands.NAMES) {
            if (command.startsWith(group + " ")) {
                verbs.add(command.substring(group.length() + 1));
            }
        }
        String all = String.join(", ", verbs);
        return known == words.size()
                ? UsageProblem.of(group, "'" + group + "' needs a verb: " + all)
                : UsageProblem.unknown(
                        group, "Unknown command '" + name + "'; '" + group + "' has " + all, words.get(known), verbs);
    }

    private Request parse(String name, Command command) {
        CommandSpec spec = Options.withCommonOptions(command.spec());
        CommandLine parser = new CommandLine(spec)
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setInterpolateVariables(false);
        try {
            ParseResult result = parser.parseArgs(rest.toArray(String[]::new));
            if (result.isUsageHelpRequested()) {
                return new Request.Help(name);
            }
            checkFields(name, result);
            return new Request.Run(command, result);
        } catch (UnmatchedArgumentException e) {
            throw unmatched(spec, name, e.getUnmatched().getFirst());
        } catch (MissingParameterException e) {
            // A required option that was misspelt is missing too: the misspelling is the better news.
            Optional<String> unknown = firstUnknownOption(spec);
            throw unknown.isPresent()
                    ? unknownOption(spec, name, unknown.get())
                    : UsageProblem.of(name, missing(e.getMissing()));
        } catch (OverwrittenOptionException e) {
            throw UsageProblem.of(name, "Option " + nameOf(e.getOverwritten()) + " was given more than once");
        } catch (ParameterException e) {
            throw UsageProblem.of(name, String.valueOf(e.getMessage()));
        }
    }

    private static void checkFields(String name, ParseResult result) {
        String given = result.matchedOptionValue(Options.FIELDS, (String) null);
        if (given == null) {
            return;
        }
        if (!result.matchedOptionValue(Options.JSON, false) && !result.matchedOptionValue(Options.EVENTS, false)) {
            throw UsageProblem.of(name, Options.FIELDS + " selects members of a JSON result: add " + Options.JSON);
        }
        if (!Fields.of(given).valid()) {
            throw UsageProblem.of(
                    name,
                    "Option " + Options.FIELDS
                            + " takes names with commas between them, such as runId,outputs.total, not '" + given
                            + "'");
        }
    }

    private static RuntimeException unmatched(CommandSpec spec, String name, String argument) {
        return argument.startsWith("-") && argument.length() > 1
                ? unknownOption(spec, name, argument)
                : UsageProblem.of(name, "Unexpected argument '" + argument + "'");
    }

    private Optional<String> firstUnknownOption(CommandSpec spec) {
        for (String argument : rest) {
            if (argument.startsWith("--") && spec.findOption(optionName(argument)) == null) {
                return Optional.of(argument);
            }
        }
        return Optional.empty();
    }

    private static String optionName(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }

    private static RuntimeException unknownOption(CommandSpec spec, String name, String argument) {
        String option = optionName(argument);
        return UsageProblem.unknown(
                name,
                "Unknown option '" + option + "'",
                option,
                spec.optionsMap().keySet());
    }

    private String missing(List<ArgSpec> missing) {
        List<String> without = new ArrayList<>();
        for (ArgSpec argument : missing) {
            if (rest.contains(nameOf(argument))) {
                return "Option " + nameOf(argument) + " needs a value: " + argument.paramLabel();
            }
            without.add(argument.isOption() ? nameOf(argument) + " " + argument.paramLabel() : argument.paramLabel());
        }
        return "Missing " + String.join(", ", without);
    }

    private static String nameOf(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
