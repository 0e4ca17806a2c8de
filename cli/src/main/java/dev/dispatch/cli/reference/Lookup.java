package dev.dispatch.cli.reference;

import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a completion script finds what can stand in a place: a pipe of standard tools over the JSON of a command, so no
 * shell needs more of this program than its documented output. What fails prints nothing.
 *
 * @param name of the kind, as the scripts call it
 * @param arguments what the program is called with
 * @param filter behind it, which prints one value a line
 */
record Lookup(String name, String arguments, String filter) {

    private static final String ID = "[A-Za-z0-9._-]";

    static final List<Lookup> ALL = List.of(
            new Lookup("jobs", "job cases --json", member("name", "[^\"\\\\]")),
            new Lookup("runs", "job list --json", member("runId", ID)),
            new Lookup("actions", "module list --json", member("key", ID)),
            new Lookup("modules", "module list --json", member("name", ID)),
            new Lookup(
                    "namespaces",
                    "memory list --json",
                    "command grep -o '\"namespaces\":\\[[^]]*' | command cut -d: -f2 | command grep -o '[a-z0-9_-]*'"));

    /** The values of a member that consist of such characters alone, so none that JSON escapes. */
    private static String member(String name, String character) {
        return "command grep -o '\"" + name + "\":\"" + character + "*\"' | command cut -d'\"' -f4";
    }

    /** The kind for the values of an argument; empty for one without a lookup. */
    static String nameOf(Values values) {
        return switch (values) {
            case JOB -> "jobs";
            case RUN -> "runs";
            case ACTION -> "actions";
            case MODULE -> "modules";
            case NAMESPACE -> "namespaces";
            case ANYTHING, CHOICE, FILE, FOLDER, BATCH, CODE -> "";
        };
    }

    /** The words that can stand for an argument with a closed set of values; empty for others. */
    static List<String> words(Values values, Argument argument) {
        return switch (values) {
            case CHOICE -> Values.choices(argument);
            case CODE -> codes();
            case BATCH -> List.of("latest");
            case ANYTHING, FILE, FOLDER, JOB, RUN, ACTION, MODULE, NAMESPACE -> List.of();
        };
    }

    private static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (ProblemCode code : ProblemCode.values()) {
            codes.add(code.name());
        }
        for (IssueCode code : IssueCode.values()) {
            if (!codes.contains(code.name())) {
                codes.add(code.name());
            }
        }
        return codes;
    }
}
