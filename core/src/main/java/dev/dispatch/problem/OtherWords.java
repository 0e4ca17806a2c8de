package dev.dispatch.problem;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What members are called in other workflow languages, and where members belong that stand in the wrong object. */
final class OtherWords {

    private OtherWords() {}

    /**
     * What to write instead of an unknown member; empty where nobody can tell.
     *
     * @param known all names of the object, by which its kind shows
     * @param free those of them that it does not have yet
     */
    static List<String> of(String name, Set<String> known, List<String> free) {
        String elsewhere = elsewhere(name, known);
        if (!elsewhere.isEmpty()) {
            return List.of(elsewhere);
        }
        return words(name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", ""))
                .filter(free::contains)
                .limit(1)
                .toList();
    }

    /** The place of a member that exists, but in another object. */
    private static String elsewhere(String name, Set<String> known) {
        boolean job = known.contains("scenario");
        boolean step = known.contains("continueOnError");
        return switch (name) {
            case "steps" -> job ? "scenario.steps" : "";
            case "finally" -> job ? "scenario.finally" : step ? "scenario.finally, a list of steps" : "";
            case "timeout" -> job ? "scenario.timeout" : "";
            case "parallel" -> known.contains("finally") ? "a step with 'steps' and 'parallel'" : "";
            case "baseUrl", "defaultHeaders", "auth", "proxy", "tls" ->
                job ? "http." + name : step ? inPayload(name) : "";
            case "method", "url", "path", "query", "headers", "body", "form", "expectStatus", "saveTo" ->
                step ? inPayload(name) : "";
            default -> "";
        };
    }

    private static String inPayload(String name) {
        return "payload." + name;
    }

    /** The names that a word may stand for in one object or another. */
    private static Stream<String> words(String word) {
        return switch (word) {
            case "loop", "each", "iterate", "withitems", "matrix" -> Stream.of("forEach");
            case "retries", "retrycount", "maxretries", "retrypolicy" -> Stream.of("retry", "maxAttempts");
            case "attempts", "tries", "count", "times", "max", "limit", "maxiterations" ->
                Stream.of("maxAttempts", "maxTimes", "maxItems");
            case "if", "condition", "runif", "onlyif" -> Stream.of("when", "while");
            case "onerror", "ignoreerrors", "ignoreerror", "allowfailure", "continueonfailure" ->
                Stream.of("continueOnError");
            case "name", "key", "title" -> Stream.of("id", "jobType", "as");
            case "with", "params", "parameters", "args", "arguments", "input", "request" -> Stream.of("payload");
            case "uses", "call", "type", "run" -> Stream.of("action");
            case "assert", "asserts", "assertions", "verify", "check", "checks", "test" ->
                Stream.of("expect", "verification");
            case "extract", "save", "register", "store", "outputs" -> Stream.of("capture");
            case "output", "returns", "transform" -> Stream.of("result", "outputs");
            case "do", "tasks", "actions" -> Stream.of("steps");
            case "in", "of", "over", "list", "values" -> Stream.of("items");
            case "concurrency", "parallel", "parallelism", "maxparallel", "batchsize" -> Stream.of("maxConcurrency");
            case "var", "itemname", "item" -> Stream.of("as");
            case "delay", "interval", "wait", "backoff" -> Stream.of("delay", "initialDelay");
            case "factor", "backofffactor", "backoffmultiplier", "backoffrate" -> Stream.of("multiplier");
            case "cleanup", "teardown", "always", "after" -> Stream.of("finally");
            default -> Stream.empty();
        };
    }
}
