package dev.dispatch.http;

/** A named value of a query or a form, not yet encoded. */
public record Parameter(String name, String value) {}
