package dev.dispatch.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a step does: it calls an action, or it runs other steps. */
public sealed interface Work {

    /**
     * A call of an action.
     *
     * @param action the key as written, {@code module.action}
     * @param payload as written, or with stored defaults under it; expressions are not evaluated
     * @param credential name of the profile to bind; null for none
     */
    record Call(String action, ObjectNode payload, @Nullable String credential) implements Work {}

    /**
     * A block of steps.
     *
     * @param atOnce the most of them that run at the same time; {@link #IN_ORDER} where each waits for the one before
     */
    record Block(List<Step> steps, int atOnce) implements Work {

        /** One after the other, each seeing what the earlier ones gave. */
        public static final int IN_ORDER = 0;

        public Block {
            steps = List.copyOf(steps);
        }

        public boolean parallel() {
            return atOnce != IN_ORDER;
        }
    }
}
