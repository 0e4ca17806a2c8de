package dev.dispatch.cli;

import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import dev.dispatch.time.Cancellation;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The process: gives its surroundings to the program and ends with the program's exit code. */
public final class Main {

    /** The columns of the terminal, set by the launcher where both outputs are one; so no process has to be started. */
    private static final String TERMINAL = "dispatch.terminal";

    static final String DISTRIBUTION = "dispatch.dist";
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 40;

    private Main() {}

    /**
     * Runs one command line and ends the process; the only place that does. Nothing may rely on shutdown hooks:
     * {@code System.exit} first loads the platform's logging, a quarter of the time of a short command.
     */
    public static void main(String[] args) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Secrets known = new Secrets();
        // Code of modules may print; what is a result stays whole, and what is secret is not shown.
        PrintStream printed =
                new PrintStream(new RedactedLines(err, () -> new Redactor(known)), false, StandardCharsets.UTF_8);
        System.setOut(printed);
        System.setErr(printed);
        int exitCode = run(List.of(args), surroundings(out, err), known);
        printed.close();
        out.flush();
        err.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    /** Runs one command line, signals included; the training goes the same way, so that all of it is in the cache. */
    static int run(List<String> arguments, Surroundings surroundings, Secrets known) {
        return Program.run(arguments, surroundings, () -> Signals.stop(surroundings.cancellation()), known);
    }

    private static Surroundings surroundings(PrintStream out, PrintStream err) {
        String terminal = System.getProperty(TERMINAL, "");
        String distribution = System.getProperty(DISTRIBUTION, "");
        return new Surroundings(
                Path.of("").toAbsolutePath(),
                System.getenv(),
                System.in,
                out,
                err,
                !terminal.isEmpty(),
                width(terminal),
                distribution.isEmpty() ? Optional.empty() : Optional.of(Path.of(distribution)),
                InstantSource.system(),
                new SplittableRandom(),
                new Cancellation());
    }

    private static int width(String terminal) {
        try {
            // A terminal that does not know its size says 0.
            int columns = terminal.isEmpty() ? 0 : Integer.parseInt(terminal);
            return columns < 1 ? USUAL_WIDTH : Math.max(NARROWEST, columns);
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }

    /** UTF-8 whatever the locale says, and one write for what is printed at once. */
    private static PrintStream stream(FileDescriptor descriptor) {
        PipeStream file = new PipeStream(new FileOutputStream(descriptor));
        return new PrintStream(new BufferedOutputStream(file, 8_192), false, StandardCharsets.UTF_8);
    }
}
