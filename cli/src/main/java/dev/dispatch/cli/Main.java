package dev.dispatch.cli;

import java.io.PrintStream;

/** The process: hands its arguments and streams to the commands and ends with their exit code. */
public final class Main {
    private static final int USAGE_ERROR = 2;

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs one command line and ends the process; the only place that does. Nothing may rely on shutdown hooks:
     * {@code System.exit} first loads the platform's logging, a quarter of the time of a short command.
     */
    public static void main(String[] args) {
        int exitCode = new Main(System.out, System.err).run(args);
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    /** Runs one command line and returns the exit code of the process; never ends it. */
    int run(String... args) {
        if (args.length == 1 && args[0].equals("version")) {
            out.println(Version.CURRENT);
            return 0;
        }
        err.println("dispatch: unknown command");
        return USAGE_ERROR;
    }
}
