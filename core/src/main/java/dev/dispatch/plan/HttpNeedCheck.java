package dev.dispatch.plan;

import dev.dispatch.job.Dependencies;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NearNames;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks that the effective {@code http} block has the members that a job declares it needs. */
final class HttpNeedCheck {

    private static final String HEADERS = "defaultHeaders";
    private static final String BLOCK = "http";

    private final JsonNode http;
    private final IssueList issues;

    /** @param http what counts, of the job, its modules and the configuration */
    HttpNeedCheck(JsonNode http, IssueList issues) {
        this.http = http;
        this.issues = issues;
    }

    void check(List<Dependencies.NeededHttp> needed) {
        needed.forEach(this::check);
    }

    private void check(Dependencies.NeededHttp needed) {
        List<String> path = names(needed.path());
        if (hasValue(path)) {
            return;
        }
        issues.add(() -> Issue.at(
                        IssueCode.MISSING_HTTP_DEPENDENCY,
                        needed.pointer(),
                        "The job needs 'http." + needed.path() + "', which has no value")
                .expected("a value under http." + needed.path() + ", in the job or in a module that it uses")
                .actual("no value")
                .suggest(ways(path))
                .with(Json.object().put("dependencyType", "http").put("httpPath", needed.path())));
    }

    /** The name of a header is one name, dots included. */
    private static List<String> names(String path) {
        return path.startsWith(HEADERS + ".")
                ? List.of(HEADERS, path.substring(HEADERS.length() + 1))
                : List.of(path.split("\\.", -1));
    }

    private boolean hasValue(List<String> path) {
        JsonNode at = http;
        for (int i = 0; i < path.size(); i++) {
            boolean header = i == 1 && path.getFirst().equals(HEADERS);
            at = header ? header(at, path.get(i)) : at.path(path.get(i));
        }
        return !at.isMissingNode()
                && !at.isNull()
                && !(at.isString() && at.stringValue().isEmpty());
    }

    /** Names of headers are the same in any case (RFC 9110, section 5.1). */
    private static JsonNode header(JsonNode headers, String name) {
        JsonNode found = headers.path(name);
        for (String written : headers.propertyNames()) {
            found = found.isMissingNode() && written.equalsIgnoreCase(name) ? headers.path(written) : found;
        }
        return found;
    }

    /** Another name that has a value, or else what to write into the job. */
    private List<String> ways(List<String> path) {
        boolean doubled = path.size() > 1 && path.getFirst().equals(BLOCK);
        if (doubled && hasValue(path.subList(1, path.size()))) {
            return List.of(String.join(".", path.subList(1, path.size())));
        }
        List<String> near =
                path.size() == 1 ? NearNames.of(path.getFirst(), List.copyOf(http.propertyNames())) : List.of();
        return near.isEmpty() ? snippet(path) : near;
    }

    /** Empty where no job can have such a member. */
    private static List<String> snippet(List<String> path) {
        boolean known = path.equals(List.of("baseUrl"))
                || path.equals(List.of("timeout"))
                || (path.size() == 2 && path.getFirst().equals(HEADERS));
        if (!known) {
            return List.of();
        }
        ObjectNode value = Json.object();
        ObjectNode at = path.size() == 2 ? value.putObject(HEADERS) : value;
        at.put(path.getLast(), "<value>");
        return List.of("\"http\": " + Json.compact(value));
    }
}
