package dev.dispatch.replay;

import dev.dispatch.expression.Generator;
import dev.dispatch.run.Made;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Gives the values that were made for one payload, in their order; where the record ends, new ones. */
final class RecordedGenerator implements Generator {

    private final JsonNode values;
    private final Generator fresh;
    private int next;

    /** @param values as the journal lists them */
    RecordedGenerator(JsonNode values, Generator fresh) {
        this.values = values;
        this.fresh = fresh;
    }

    @Override
    public String uuid() {
        return next(Made::text).orElseGet(fresh::uuid);
    }

    @Override
    public Instant now() {
        return next(Made::moment).orElseGet(fresh::now);
    }

    @Override
    public long randomInt(long least, long most) {
        return next(Made::number)
                .filter(value -> value >= least && value <= most)
                .orElseGet(() -> fresh.randomInt(least, most));
    }

    private <T> Optional<T> next(Function<JsonNode, Optional<T>> known) {
        return known.apply(values.path(next++).path("value"));
    }
}
