package dev.dispatch.cli.command;

import dev.dispatch.engine.Engine;
import dev.dispatch.json.Extent;
import dev.dispatch.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** One call of a command: its options and an engine that is opened when it is first asked for. */
public final class Invocation implements AutoCloseable {

    private final ParseResult options;
    private final Session session;
    private @Nullable Engine engine;

    public Invocation(ParseResult options, Session session) {
        this.options = options;
        this.session = session;
    }

    Session session() {
        return session;
    }

    String version() {
        return session.settings().version();
    }

    Engine engine() {
        if (engine == null) {
            engine = Engine.open(session.settings());
        }
        return engine;
    }

    Optional<String> text(String option) {
        return Optional.ofNullable(options.matchedOptionValue(option, (String) null));
    }

    /** The value of an option without which the command line would not have been read. */
    String required(String option) {
        return text(option).orElseThrow(() -> UsageProblem.of(words(), "Missing " + option));
    }

    List<String> texts(String option) {
        return options.matchedOptionValue(option, List.of());
    }

    boolean flag(String option) {
        return options.matchedOptionValue(option, false);
    }

    String argument() {
        return options.matchedPositionalValue(0, "");
    }

    /** How much of long values and lists was asked for. */
    Extent extent() {
        return flag(Options.FULL) ? Extent.WHOLE : Extent.BRIEF;
    }

    /** A whole number in bounds; the fallback where the option was not given. */
    int number(String option, int least, int most, int fallback) {
        Optional<String> given = text(option);
        if (given.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(given.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below, as a number out of bounds is.
        }
        throw usage("Option " + option + " takes a whole number from " + least + " to " + most + ", not '" + given.get()
                + "'");
    }

    /** The path that a text means from the working directory. */
    Path path(String option, String text) {
        if (option.equals(Options.OUT) && text.equals(JsonFile.STANDARD_INPUT)) {
            throw usage("Option " + option + " takes the path of a file, and '-' is none; name the file");
        }
        try {
            return session.settings().workingDirectory().resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw usage("Option " + option + " takes a path: " + e.getMessage());
        }
    }

    RuntimeException usage(String message) {
        return UsageProblem.of(words(), message);
    }

    /** A problem with what was typed, or with a file that was named; the help of the command is next. */
    RuntimeException usage(Problem problem) {
        return UsageProblem.withHelp(words(), problem);
    }

    private String words() {
        return options.commandSpec().name();
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
