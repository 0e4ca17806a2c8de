package dev.dispatch.run;

import dev.dispatch.expression.Generator;
import dev.dispatch.json.Json;
import java.time.Instant;
import java.util.Optional;
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
        return told("uuid", known("uuid").flatMap(Made::text).orElseGet(fresh()::uuid));
    }

    @Override
    public Instant now() {
        return told("now", known("now").flatMap(Made::moment).orElseGet(fresh()::now));
    }

    @Override
    public long randomInt(long least, long most) {
        return told(
                "randomInt", known("randomInt").flatMap(Made::number).orElseGet(() -> fresh().randomInt(least, most)));
    }

    private Generator fresh() {
        return context.services().generator();
    }

    private Optional<JsonNode> known(String what) {
        return context.services().past().observed(path(), what);
    }

    private <T> T told(String what, T value) {
        context.events().tell(new RunEvent.Observed(context.now(), stepId, path(), what, Json.text(value.toString())));
        return value;
    }

    private String path() {
        return context.place().text();
    }
}
