package dev.dispatch.cli;

import dev.dispatch.cli.command.Arguments;
import dev.dispatch.cli.command.Command;
import dev.dispatch.cli.command.Help;
import dev.dispatch.cli.command.Invocation;
import dev.dispatch.cli.command.Request;
import dev.dispatch.cli.command.Session;
import dev.dispatch.cli.command.VersionCommand;
import dev.dispatch.cli.output.BatchProgress;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Fields;
import dev.dispatch.cli.output.LiveSteps;
import dev.dispatch.cli.output.Look;
import dev.dispatch.cli.output.ResultWriter;
import dev.dispatch.cli.output.ShellText;
import dev.dispatch.cli.output.StepProgress;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Extent;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.RunListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program: from a command line to what is printed and the exit code. */
public final class Program {

    private static final int OUTPUT_FAILED = 1;

    private final List<String> arguments;
    private final Surroundings surroundings;
    private final Runnable beforeLongWork;
    private final Secrets known;
    private final Optional<String> homeGiven;
    private final boolean json;
    private final boolean verbose;
    private final boolean dumb;
    private final Look look;
    private final ResultWriter writer;
    private final ShellText shell;

    private Program(List<String> arguments, Surroundings surroundings, Runnable beforeLongWork, Secrets known) {
        this.arguments = arguments;
        this.surroundings = surroundings;
        this.beforeLongWork = beforeLongWork;
        this.known = known;
        this.homeGiven = Home.given(arguments);
        // Asked before the command line is understood: what is wrong with it has to be said in the right form too.
        this.json = arguments.contains("--json") || arguments.contains("--events");
        this.verbose = arguments.contains("--verbose");
        this.dumb = "dumb".equals(surroundings.environment().get("TERM"));
        boolean plain = arguments.contains("--no-color")
                || !surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        Extent extent = arguments.contains("--full") ? Extent.WHOLE : Extent.BRIEF;
        this.look = surroundings.terminal()
                ? new Look(surroundings.width(), !plain && !dumb, extent)
                : new Look(Look.UNLIMITED, false, extent);
        Optional<Fields> fields = json ? Arguments.value(arguments, "--fields").map(Fields::of) : Optional.empty();
        this.shell = new ShellText(homeGiven);
        this.writer = new ResultWriter(
                surroundings.out(), surroundings.err(), look, json, fields, shell, surroundings.workingDirectory());
    }

    /**
     * Runs one command line; never ends the process and never prints a stack trace.
     *
     * @return the exit code; 1 also for a result that could not be written
     */
    public static int run(List<String> arguments, Surroundings surroundings) {
        return run(arguments, surroundings, () -> {}, new Secrets());
    }

    /**
     * The same.
     *
     * @param beforeLongWork done before a command that can be told to stop
     * @param known learns the secrets of every run
     */
    static int run(List<String> arguments, Surroundings surroundings, Runnable beforeLongWork, Secrets known) {
        return new Program(List.copyOf(arguments), surroundings, beforeLongWork, known).run();
    }

    private int run() {
        CommandResult result = result();
        writer.write(result);
        if (surroundings.out().checkError()) {
            surroundings.err().println("dispatch: the result could not be written to standard output");
            return result.exitCode() == 0 ? OUTPUT_FAILED : result.exitCode();
        }
        surroundings.err().flush();
        return result.exitCode();
    }

    @SuppressWarnings("CatchingUnchecked")
    private CommandResult result() {
        try {
            return switch (Arguments.read(arguments)) {
                case Request.Help help -> Help.on(help.words());
                case Request.Version _ -> VersionCommand.result(Version.CURRENT);
                case Request.Run run -> run(run);
            };
        } catch (ProblemException e) {
            return CommandResult.failure(e.problem());
        } catch (RuntimeException | Error e) {
            return CommandResult.failure(
                    CrashReport.of(e, homeForErrors(), surroundings.clock().instant(), redactor()));
        }
    }

    /** For what is said where no run says it. */
    private Redactor redactor() {
        known.addEnvironment(surroundings.environment());
        return new Redactor(known);
    }

    private CommandResult run(Request.Run request) {
        Command command = request.command();
        if (command.canBeStopped()) {
            beforeLongWork.run();
        }
        try (Invocation invocation = new Invocation(request.options(), session())) {
            return command.run(invocation);
        }
    }

    private Session session() {
        Path home = Home.find(homeGiven, surroundings.environment(), surroundings.workingDirectory());
        EngineSettings settings = new EngineSettings(
                Version.CURRENT,
                home,
                surroundings.workingDirectory(),
                surroundings.environment(),
                surroundings.distribution(),
                surroundings.clock(),
                surroundings.random(),
                new SystemGenerator(surroundings.clock()),
                known);
        return new Session(
                settings,
                surroundings.in(),
                writer,
                shell,
                this::progress,
                this::batchProgress,
                surroundings.cancellation());
    }

    /**
     * Where nobody watches only on demand: the result lists the steps too, and who reads both outputs as one would pay
     * for each line twice.
     */
    private RunListener progress() {
        boolean watched = surroundings.terminal() && !json;
        if (watched && !dumb && !verbose) {
            return new LiveSteps(surroundings.out(), look);
        }
        return watched || verbose ? new StepProgress(surroundings.err(), look, verbose) : event -> {};
    }

    private BatchProgress batchProgress() {
        boolean live = surroundings.terminal() && !json && !dumb;
        return new BatchProgress(live ? surroundings.out() : surroundings.err(), surroundings.clock(), live);
    }

    private Path homeForErrors() {
        try {
            return Home.find(homeGiven, surroundings.environment(), surroundings.workingDirectory());
        } catch (ProblemException e) {
            return surroundings.workingDirectory();
        }
    }
}
