package dev.dispatch.cli.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Builds the options of commands: texts, repeatable texts and flags, nothing else. */
final class Options {

    static final String JSON = "--json";
    static final String VERBOSE = "--verbose";
    static final String NO_COLOR = "--no-color";
    static final String HOME = "--home";
    static final String HELP = "--help";
    static final String FULL = "--full";
    static final String FIELDS = "--fields";
    static final String CLI_VERSION = "--cli-version";
    static final String LLMS = "--llms";
    static final String RUN_ID = "--run-id";
    static final String CASE = "--case";
    static final String OUT = "--out";
    static final String PATH = "--path";
    static final String EVENTS = "--events";

    /** The common options that take no value and change nothing but the form of the output. */
    static final List<String> FLAGS = List.of(JSON, VERBOSE, NO_COLOR, FULL);

    /** The common options that take a value. */
    static final List<String> WITH_VALUE = List.of(HOME, FIELDS);

    private Options() {}

    static CommandSpec command(String words, String description) {
        CommandSpec spec = CommandSpec.create();
        spec.name(words);
        spec.interpolateVariables(false);
        spec.usageMessage().description(description);
        return spec;
    }

    static OptionSpec text(String name, String parameter, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(parameter)
                .description(description)
                .build();
    }

    static OptionSpec required(String name, String parameter, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .required(true)
                .paramLabel(parameter)
                .description(description)
                .build();
    }

    static OptionSpec repeated(String name, String parameter, String description) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(parameter)
                .description(description)
                .build();
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }

    static PositionalParamSpec optionalArgument(String label, String description) {
        return argument("0..1", label, description);
    }

    static PositionalParamSpec argument(String label, String description) {
        return argument("1", label, description);
    }

    private static PositionalParamSpec argument(String arity, String label, String description) {
        return PositionalParamSpec.builder()
                .index("0")
                .type(String.class)
                .arity(arity)
                .required(arity.equals("1"))
                .paramLabel(label)
                .description(description)
                .build();
    }

    static OptionSpec casePath() {
        return required(CASE, "PATH", "a job file, a path under jobs/, or the name of a job (see job cases)");
    }

    static OptionSpec runId() {
        return required(RUN_ID, "ID", "a run id, an unambiguous part of one, or latest");
    }

    /** Adds what every command takes. */
    static CommandSpec withCommonOptions(CommandSpec spec) {
        spec.addOption(flag(JSON, "print one JSON document on stdout"));
        spec.addOption(text(FIELDS, "A,B.C", "with --json: only these members of the result"));
        spec.addOption(flag(FULL, "no limits on how much of long values and lists is shown"));
        spec.addOption(flag(
                VERBOSE,
                "show each step and HTTP call while it happens, on stderr (nothing is shown there otherwise)"));
        spec.addOption(flag(NO_COLOR, "no colours (also NO_COLOR in the environment)"));
        spec.addOption(text(HOME, "DIR", "folder for memory and modules (also DISPATCH_HOME; default ~/.dispatch)"));
        spec.addOption(OptionSpec.builder(HELP, "-h")
                .type(boolean.class)
                .arity("0")
                .usageHelp(true)
                .description("show this help")
                .build());
        return spec;
    }
}
