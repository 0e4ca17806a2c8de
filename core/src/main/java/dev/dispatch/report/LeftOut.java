package dev.dispatch.report;

import dev.dispatch.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Counts what a report had no room for; the record has it. */
final class LeftOut {

    private int steps;
    private int calls;
    private int details;
    private int bodies;

    /** An execution of a step. */
    void step() {
        steps++;
    }

    /** A call that is not even named. */
    void call() {
        calls++;
    }

    /** A call that is named without its request and answer. */
    void details() {
        details++;
    }

    /** A body, whole or beyond its beginning. */
    void body() {
        bodies++;
    }

    /** {@code steps, calls, details, bodies}; without those that lack nothing. */
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        put(json, "steps", steps);
        put(json, "calls", calls);
        put(json, "details", details);
        put(json, "bodies", bodies);
        return json;
    }

    private static void put(ObjectNode json, String name, int number) {
        if (number > 0) {
            json.put(name, number);
        }
    }
}
