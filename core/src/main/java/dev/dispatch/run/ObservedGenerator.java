package dev.dispatch.run;

import dev.dispatch.expression.Generator;
import dev.dispatch.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Makes the values of an action's request and tells each of them, unless they are known from before. */
final class ObservedGenerator implements Generator {

    private final RunContext context;
    private final String stepId;

    /** @param context of the attempt that asks */
    ObservedGenerator(RunContext context, String stepId) {
        this.context = context;
        this.stepId = stepId;
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
        return context.place().text();
    }
}
