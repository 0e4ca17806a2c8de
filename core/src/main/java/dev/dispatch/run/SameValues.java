package dev.dispatch.run;

import dev.dispatch.expression.Generator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes the values of a step's first attempt and gives the same ones to all that follow: an idempotency key that an action
 * makes stays the same however often it is sent.
 */
final class SameValues {

    private final List<Object> made = new ArrayList<>();

    /**
     * For one attempt, which asks in the same order as the ones before.
     *
     * @param generator makes what none of them asked for
     */
    Generator again(Generator generator) {
        return new Attempt(generator);
    }

    private final class Attempt implements Generator {

        private final Generator generator;
        private int next;

        private Attempt(Generator generator) {
            this.generator = generator;
        }

        @Override
        public String uuid() {
            return value(String.class, generator::uuid);
        }

        @Override
        public Instant now() {
            return value(Instant.class, generator::now);
        }

        @Override
        public long randomInt(long least, long most) {
            long same = value(Long.class, () -> generator.randomInt(least, most));
            return same >= least && same <= most ? same : generator.randomInt(least, most);
        }

        /** In turn, since a module's code may have threads of its own. */
        private <T> T value(Class<T> type, Supplier<T> making) {
            synchronized (made) {
                return inTurn(type, making);
            }
        }

        private <T> T inTurn(Class<T> type, Supplier<T> making) {
            int index = next++;
            if (index < made.size() && type.isInstance(made.get(index))) {
                return type.cast(made.get(index));
            }
            T value = making.get();
            if (index == made.size()) {
                made.add(value);
            }
            return value;
        }
    }
}
