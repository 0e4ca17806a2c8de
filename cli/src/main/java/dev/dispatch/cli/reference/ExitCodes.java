package dev.dispatch.cli.reference;

import java.util.ArrayList;
import java.util.List;

/** Which exit codes a command can have; told by what it takes, so that no list of commands has to be kept. */
public final class ExitCodes {

    private static final int SUCCESS = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int TRANSIENT = 3;
    private static final int NOT_FOUND = 4;
    private static final int INTERRUPTED = 130;

    private ExitCodes() {}

    /** In ascending order. */
    public static List<Integer> of(CommandEntry command) {
        List<Integer> codes = new ArrayList<>(List.of(SUCCESS, FAILED, USAGE));
        boolean calls = false;
        // The newest run may not be there either.
        boolean names = command.words().endsWith(" latest");
        for (Argument argument : command.arguments()) {
            Values values = Values.of(command.words(), argument);
            switch (values) {
                case JOB, RUN, BATCH, ACTION -> {
                    calls = true;
                    names = true;
                }
                case MODULE, NAMESPACE, CODE -> names = true;
                case ANYTHING, CHOICE, FILE, FOLDER ->
                    names |= argument.label().equals("NAME")
                            || argument.label().equals("KEY")
                            || argument.name().equals("--path")
                            || takesWhatMustBeThere(command.words());
            }
        }
        calls |= command.words().equals("module install");
        // A run in progress can be bundled later.
        if ((calls && command.stoppable()) || command.words().equals("job bundle")) {
            codes.add(TRANSIENT);
        }
        if (names) {
            codes.add(NOT_FOUND);
        }
        if (command.stoppable()) {
            codes.add(INTERRUPTED);
        }
        return codes;
    }

    private static boolean takesWhatMustBeThere(String words) {
        return switch (words) {
            case "job import", "module pack", "module install", "module bootstrap" -> true;
            default -> false;
        };
    }
}
