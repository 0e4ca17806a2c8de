package dev.dispatch.expression;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What one expression gave inside an evaluation. */
sealed interface Result {

    record Value(JsonNode value) implements Result {}

    /** At least one gap. */
    record Missing(List<Gap> gaps) implements Result {
        public Missing {
            gaps = List.copyOf(gaps);
        }
    }

    /** The values are there but the function cannot work with them. */
    record Fault(String message) implements Result {}

    /** Something absent: what was asked for, what was there, and what could be asked for instead. */
    record Gap(String wanted, String whatWasThere, List<String> instead) {}

    static Result missing(Expression wanted, String whatWasThere) {
        return new Missing(List.of(new Gap(wanted.text(), whatWasThere, List.of())));
    }
}
