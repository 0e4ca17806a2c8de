package dev.dispatch.testkit;

/** What a command line came to. */
public record Execution(int exitCode, String out, String err) {}
