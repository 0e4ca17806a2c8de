package dev.dispatch.jsonpath;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where the regex of match and search comes from; none where the pattern is not an I-Regexp. */
sealed interface RegexSource {

    @Nullable
    InteroperableRegex regex(JsonNode current, Evaluation evaluation);

    /** Written in the path and compiled with it. */
    record Written(@Nullable InteroperableRegex regex) implements RegexSource {

        @Override
        public @Nullable InteroperableRegex regex(JsonNode current, Evaluation evaluation) {
            return regex;
        }
    }

    /** Found in the document. */
    record Computed(ValueExpression pattern) implements RegexSource {

        @Override
        public @Nullable InteroperableRegex regex(JsonNode current, Evaluation evaluation) {
            JsonNode value = pattern.value(current, evaluation);
            return value != null && value.isString() ? evaluation.regex(value.stringValue()) : null;
        }
    }
}
