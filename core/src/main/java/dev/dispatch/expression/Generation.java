package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import tools.jackson.databind.JsonNode;

/**
 * A value that did not come from the job or an answer but was made.
 *
 * @param pointer the string that asked for it
 * @param expression the call, such as {@code uuid()}
 */
public record Generation(Pointer pointer, String expression, JsonNode value) {}
