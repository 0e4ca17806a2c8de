package dev.dispatch.expression;

import dev.dispatch.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Scopes for tests: a tree with one member for each root, and a generator whose values are known. */
final class Scopes {

    /** Numbers its UUIDs, gives the lowest number, stands still in time. */
    static final class CountingGenerator implements Generator {
        private int made;

        @Override
        public String uuid() {
            return "uuid-" + ++made;
        }

        @Override
        public Instant now() {
            return Instant.parse("2025-01-02T03:04:05.678Z");
        }

        @Override
        public long randomInt(long least, long most) {
            return least;
        }
    }

    private Scopes() {}

    static Scope of(String json) {
        Map<String, JsonNode> roots = new HashMap<>();
        Json.parse(json).properties().forEach(member -> roots.put(member.getKey(), member.getValue()));
        return new TreeScope(roots, new CountingGenerator());
    }

    /** Something behind each kind of reference. */
    static Scope sample() {
        return of("""
                {"env": {"HOST": "h"},
                 "input": {"name": "Ada", "n": 3, "one": 1.0, "big": 12345678901234567890.10, "yes": true, "none": null,
                   "list": [1, 2.5, 3], "mixed": [1, "x"], "empty": [], "nested": [[1], [2, [3]], 4],
                   "obj": {"a": 1, "b c": 2, "it's": 3}, "my-name": "dash", "text": "a b/ü&", "huge": [1e5000]},
                 "run": {"id": "r1", "values": {"x": 1}},
                 "step": {"list": {"status": "SUCCEEDED", "response": {"items": [{"id": 7, "t": "p"}, {"id": 8, "t": "q"}],
                   "id": 1, "title": "T", "userId": 9}}},
                 "item": {"id": 5}, "index": 0}""");
    }
}
