package dev.dispatch.jsonpath;

import tools.jackson.databind.JsonNode;

/** A matched value and the one path that leads to it. */
public record Located(String normalizedPath, JsonNode value) {}
