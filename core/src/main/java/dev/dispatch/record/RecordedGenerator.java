package dev.dispatch.record;

import dev.dispatch.expression.Generator;
import dev.dispatch.redact.Redactor;
import dev.dispatch.run.Made;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Gives the values that were made for an execution before, in their order; new ones where the record ends, lacks them since
 * they were secret, or has another kind of value. For one thread.
 */
public final class RecordedGenerator implements Generator {

    private final JsonNode generated;
    private final Generator fresh;
    private int next;

    /** @param generated as a journal has it: {@code [{pointer, expression, value}]} */
    public RecordedGenerator(JsonNode generated, Generator fresh) {
        this.generated = generated;
        this.fresh = fresh;
    }

    @Override
    public String uuid() {
        return Made.text(value("uuid"))
                .filter(text -> !text.contains(Redactor.MARK))
                .orElseGet(fresh::uuid);
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
