package dev.dispatch.run;

import dev.dispatch.expression.Generator;
import dev.dispatch.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes values and tells each of them; those that are known from before are not made again. */
final class ObservedGenerator implements Generator {

    private final RunContext context;
    private final @Nullable String stepId;
    private final Supplier<ExecutionPath> path;

    /** For what an attempt asks for, whose place the context is. */
    ObservedGenerator(RunContext context, String stepId) {
        this(context, stepId, context::place);
    }

    /**
     * For what somebody else asks for.
     *
     * @param stepId null for the job itself
     * @param path where it is asked for
     */
    ObservedGenerator(RunContext context, @Nullable String stepId, Supplier<ExecutionPath> path) {
        this.context = context;
        this.stepId = stepId;
        this.path = path;
    }

    @Override
    public String uuid() {
        return known("uuid").flatMap(Made::text).map(again("uuid")).orElseGet(() -> told("uuid", fresh().uuid()));
    }

    @Override
    public Instant now() {
        return known("now").flatMap(Made::moment).map(again("now")).orElseGet(() -> told("now", fresh().now()));
    }

    @Override
    public long randomInt(long least, long most) {
        return known("randomInt")
                .flatMap(Made::number)
                .map(again("randomInt"))
                .orElseGet(() -> told("randomInt", fresh().randomInt(least, most)));
    }

    private Generator fresh() {
        return context.services().generator();
    }

    private Optional<JsonNode> known(String what) {
        return context.services().past().observed(path(), what);
    }

    private <T> UnaryOperator<T> again(String what) {
        return value -> context.services().past().tellsObserved() ? told(what, value) : value;
    }

    private <T> T told(String what, T value) {
        context.events().tell(new RunEvent.Observed(context.now(), stepId, path(), what, Json.text(value.toString())));
        return value;
    }

    private String path() {
        return path.get().text();
    }
}
