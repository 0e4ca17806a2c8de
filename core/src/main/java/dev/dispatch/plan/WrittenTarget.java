package dev.dispatch.plan;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.Parsed;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Template;
import dev.dispatch.http.RequestFiles;
import dev.dispatch.job.JobRoots;
import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Sees to it that an answer cannot choose where a file is written. What the job writes, and what its caller gives as
 * inputs, variables and credentials, may name any file; a value of an answer only one below the folder in front of it.
 */
final class WrittenTarget {

    private static final String MEMBER = "saveTo";
    private static final Roots OF_CALLER = Roots.of("env", "input", "credential");

    private WrittenTarget() {}

    /**
     * What is wrong with the name of the file, in one sentence; empty where nothing is.
     *
     * @param step as it was written, with stored defaults
     * @param payload of the action it calls, with the values of its expressions
     */
    static Optional<String> faultOf(RequestFiles files, Node.Callable callable, Step step, JsonNode payload) {
        if (!payload.path(MEMBER).isString() || !callable.isHttpRequest()) {
            return Optional.empty();
        }
        boolean polled = !step.action().equals(callable.key());
        JsonNode written = (polled ? step.payload().path("payload") : step.payload()).path(MEMBER);
        String name = payload.get(MEMBER).stringValue();
        String text = written.asString("${...}");
        if (isOfCaller(text)) {
            return Optional.empty();
        }
        String before = text.substring(0, Math.max(0, text.indexOf("${")));
        String folder = before.substring(0, before.lastIndexOf('/') + 1);
        return files.isBelow(folder, name)
                ? Optional.empty()
                : Optional.of("'saveTo' leads out of the folder '" + (folder.isEmpty() ? "." : folder)
                        + "': an expression may only give the part of a name below what is written in front of it");
    }

    private static boolean isOfCaller(String text) {
        if (text.indexOf("${") < 0) {
            return true;
        }
        return Template.parse(text, Pointer.ROOT, JobRoots.PAYLOAD) instanceof Parsed.Ok<Template>(Template template)
                && template.expressions().stream().noneMatch(Expression::generates)
                && template.references().stream()
                        .allMatch(use ->
                                OF_CALLER.names().contains(use.reference().root()));
    }
}
