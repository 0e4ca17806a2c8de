package dev.dispatch.record;

/** Jobs for the tests of this package, against a demo API. */
final class Jobs {

    private Jobs() {}

    /** A job of these steps, written as JSON objects. */
    static String of(String baseUrl, String... steps) {
        return with(baseUrl, "", steps);
    }

    /**
     * The same.
     *
     * @param members further members of the job, each followed by a comma
     */
    static String with(String baseUrl, String members, String... steps) {
        return """
                {
                  "schemaVersion": 1,
                  "jobType": "test",
                  "http": { "baseUrl": "%s" },
                  %s
                  "scenario": { "steps": [%s] }
                }
                """.formatted(baseUrl, members, String.join(",", steps));
    }

    static String get(String id, String path) {
        return """
                { "id": "%s", "action": "http.request", "payload": { "method": "GET", "path": "%s" } }
                """.formatted(id, path);
    }

    static String post(String id, String path, String body) {
        return """
                { "id": "%s", "action": "http.request",
                  "payload": { "method": "POST", "path": "%s", "body": %s } }
                """.formatted(id, path, body);
    }

    static String expecting(String step, String condition) {
        return step.strip().substring(0, step.strip().length() - 1) + ", \"expect\": " + condition + "}";
    }

    static String poll(String id, String path, String condition) {
        return """
                { "id": "%s", "action": "flow.poll", "payload": {
                    "action": "http.request",
                    "payload": { "method": "GET", "path": "%s" },
                    "intervalMs": 250, "maxDurationMs": 20000, "conditions": %s } }
                """.formatted(id, path, condition);
    }
}
