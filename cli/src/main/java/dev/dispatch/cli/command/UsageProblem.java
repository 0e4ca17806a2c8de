package dev.dispatch.cli.command;

import dev.dispatch.json.Json;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Command lines that cannot be understood, and names that nothing has. */
final class UsageProblem {

    private UsageProblem() {}

    /** Points to the help of the given words; to that of the whole program for none. */
    static ProblemException of(String words, String message) {
        return withHelp(words, Problem.of(ProblemCode.USAGE_ERROR, message));
    }

    /** As above, with the known names that come near as suggestions. */
    static ProblemException unknown(String words, String message, String name, Collection<String> known) {
        List<String> near = NearNames.of(name, known);
        if (near.isEmpty()) {
            return of(words, message);
        }
        ObjectNode details = Json.object();
        details.set("suggestions", Json.texts(near));
        return withHelp(words, Problem.of(ProblemCode.USAGE_ERROR, message).details(details));
    }

    /** Something with a name that is not there, with the names that come near. */
    static ProblemException notFound(String message, List<String> near) {
        NextAction list = NextAction.of("list the modules and actions that are there", "module", "list");
        return notFound(message, near, list);
    }

    /** The same about a module, or an action of it; where its folder is broken, with the reason and the way to all of it. */
    static ProblemException notFound(String message, List<String> near, ModuleRegistry registry, String module) {
        return registry.broken(module)
                .filter(broken -> registry.module(module).isEmpty())
                .map(broken -> notFound(message + broken.afterMissing(), near, broken.check()))
                .orElseGet(() -> notFound(message, near));
    }

    /** The same with the command that shows what is there. */
    static ProblemException notFound(String message, List<String> near, NextAction list) {
        ObjectNode details = Json.object();
        if (!near.isEmpty()) {
            details.set("suggestions", Json.texts(near));
        }
        return Problem.of(ProblemCode.NOT_FOUND, message)
                .details(details)
                .next(List.of(list))
                .exception();
    }

    /** Any problem of a command line, with the way to the help of its command. */
    static ProblemException withHelp(String words, Problem problem) {
        List<String> arguments = new ArrayList<>();
        if (!words.isEmpty()) {
            arguments.addAll(List.of(words.split(" ", -1)));
        }
        arguments.add(Options.HELP);
        String description = words.isEmpty() ? "see the commands" : "see the options of " + words;
        return problem.next(List.of(new NextAction(arguments, description))).exception();
    }
}
