package dev.dispatch.draft;

import tools.jackson.databind.JsonNode;

/**
 * What one execution of a step was given and what it answered.
 *
 * @param payload with everything interpolated; missing where the record does not say
 */
record Observation(JsonNode payload, JsonNode response) {}
