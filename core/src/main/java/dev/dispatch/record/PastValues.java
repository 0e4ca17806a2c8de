package dev.dispatch.record;

import dev.dispatch.expression.Generator;
import dev.dispatch.run.Made;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Gives the values that were made for an execution before, in their order; what was secret is made anew. For one thread. */
final class PastValues implements Generator {

    private final JsonNode generated;
    private final Generator fresh;
    private int next;

    /** @param generated as a journal has it: {@code [{pointer, expression, value}]} */
    PastValues(JsonNode generated, Generator fresh) {
        this.generated = generated;
        this.fresh = fresh;
    }

    @Override
    public String uuid() {
        return Made.text(value("uuid")).filter(text -> !text.contains("[")).orElseGet(fresh::uuid);
    }

    @Override
    public Instant now() {
        return Made.moment(value("now", "timestamp")).orElseGet(fresh::now);
    }

    @Override
    public long randomInt(long least, long most) {
        Optional<Long> same = Made.number(value("randomInt")).filter(known -> known >= least && known <= most);
        return same.orElseGet(() -> fresh.randomInt(least, most));
    }

    private JsonNode value(String... functions) {
        JsonNode made = generated.path(next++);
        String expression = made.path("expression").asString("");
        for (String function : functions) {
            if (expression.startsWith(function)) {
                return made.path("value");
            }
        }
        return generated.path(-1);
    }
}
