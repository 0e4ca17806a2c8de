package dev.dispatch.cli.explain;

import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What there is to know about one code.
 *
 * @param problem the code of an error that decides the exit code; empty for one that only findings have
 * @param title one line, without a full stop
 * @param related codes that are worth knowing too
 */
public record CodePage(
        String code,
        Optional<ProblemCode> problem,
        String title,
        String meaning,
        List<String> causes,
        List<String> mend,
        Optional<Example> example,
        List<String> related,
        List<NextAction> next) {

    /**
     * Something wrong and the same put right.
     *
     * @param place what the two are: {@code job}, {@code members} of a job, {@code step}, {@code steps}, {@code command}
     *     or {@code module}
     */
    public record Example(String place, JsonNode bad, JsonNode good) {}

    static CodePage of(String code, JsonNode page) {
        List<NextAction> next = new ArrayList<>();
        page.path("next").properties().forEach(member -> {
            List<String> words = List.of(member.getKey().split(" ", -1));
            next.add(new NextAction(words, member.getValue().asString()));
        });
        JsonNode example = page.path("example");
        return new CodePage(
                code,
                problem(code),
                page.path("title").asString(),
                page.path("meaning").asString(),
                texts(page.path("causes")),
                texts(page.path("mend")),
                example.isObject()
                        ? Optional.of(new Example(
                                example.path("place").asString(), example.path("bad"), example.path("good")))
                        : Optional.empty(),
                texts(page.path("related")),
                List.copyOf(next));
    }

    public String kind() {
        return problem.isPresent() ? "problem" : "issue";
    }

    /** The page as programs read it, without what to do next. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("code", code);
        json.put("kind", kind());
        json.put("title", title);
        problem.ifPresent(known -> json.put("exitCode", known.exitCode()).put("retryable", known.retryable()));
        json.put("meaning", meaning);
        json.set("causes", Json.texts(causes));
        json.set("mend", Json.texts(mend));
        example.ifPresent(shown -> {
            ObjectNode member = json.putObject("example").put("place", shown.place());
            member.set("bad", shown.bad());
            member.set("good", shown.good());
        });
        json.set("related", Json.texts(related));
        return json;
    }

    private static Optional<ProblemCode> problem(String code) {
        for (ProblemCode known : ProblemCode.values()) {
            if (known.name().equals(code)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
