package dev.dispatch.record;

/**
 * A line of a run's activity.
 *
 * @param at an ISO moment
 */
public record ActivityLine(String at, String message) {}
