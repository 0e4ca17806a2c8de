package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The request of one action while it is put together: its inputs and the templates they fill. */
final class RequestDraft {

    private final Operation operation;
    private final Findings findings;
    private final InputNames names = new InputNames();
    private final ObjectNode inputs = Json.object();
    private final List<String> required = new ArrayList<>();
    private final ObjectNode query = Json.object();
    private final ObjectNode headers = Json.object();
    private final Set<String> headerNames = new HashSet<>();
    private final List<String> cookies = new ArrayList<>();
    private final ObjectNode content = Json.object();
    private String path = "";
    private boolean leftOut;

    RequestDraft(Operation operation, Findings findings) {
        this.operation = operation;
        this.findings = findings;
    }

    Operation operation() {
        return operation;
    }

    InputNames names() {
        return names;
    }

    /** Lists what the action does without. */
    void without(Pointer at, String what, String why) {
        findings.add(operation.label(), at, what, why);
    }

    /** Lists why there can be no action. */
    void leaveOut(Pointer at, String what, String why) {
        findings.leftOut(operation.label(), at, what, why);
        leftOut = true;
    }

    /** What is required and cannot be sent leaves no action, anything else an action without it. */
    void cannotSend(boolean needed, Pointer at, String what, String why) {
        if (needed) {
            leaveOut(at, what, why);
        } else {
            without(at, what, "the action does not send it: " + why);
        }
    }

    boolean isLeftOut() {
        return leftOut;
    }

    void input(String name, ObjectNode schema, boolean needed) {
        inputs.set(name, schema);
        if (needed) {
            required.add(name);
        }
    }

    void path(String template) {
        path = template;
    }

    void query(String name, String template) {
        if (query.has(name)) {
            without(operation.node().at(), "query member '" + name + "'", "another parameter sends it");
        } else {
            query.put(name, template);
        }
    }

    boolean hasQuery(String name) {
        return query.has(name);
    }

    /** False where the header is there already; names of headers have no case. */
    boolean header(String name, String template) {
        if (!headerNames.add(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        headers.put(name, template);
        return true;
    }

    void cookie(String name, String template) {
        cookies.add(name + "=" + template);
    }

    void content(String kind, JsonNode template) {
        content.set(kind, template);
    }

    /** The member {@code request} of the action. */
    ObjectNode request() {
        ObjectNode request = Json.object().put("method", operation.method()).put("path", path);
        if (!query.isEmpty()) {
            request.set("query", query);
        }
        if (!cookies.isEmpty()) {
            header("cookie", String.join("; ", cookies));
        }
        if (!headers.isEmpty()) {
            request.set("headers", headers);
        }
        request.setAll(content);
        return request;
    }

    /** The schema of the payload, closed so that a misspelt member is found; empty where there are no inputs. */
    ObjectNode input() {
        ObjectNode schema = Json.object();
        if (inputs.isEmpty()) {
            return schema;
        }
        schema.put("type", "object");
        schema.set("properties", inputs);
        if (!required.isEmpty()) {
            schema.set("required", Json.texts(required));
        }
        return schema.put("additionalProperties", false);
    }

    /** The expression for an input, left out where that is absent and not needed. */
    static String expression(String name, boolean needed) {
        return "${input." + name + (needed ? "}" : "?}");
    }

    /** The expression for a member of an input. */
    static String expression(String name, String member, boolean needed) {
        boolean plain = !member.isEmpty() && member.chars().allMatch(c -> InputNames.isPlain((char) c));
        String segment =
                plain ? "." + member : "['" + member.replace("\\", "\\\\").replace("'", "\\'") + "']";
        return "${input." + name + segment + (needed ? "}" : "?}");
    }

    /** Characters that a name of a header or a cookie may have (RFC 9110, section 5.6.2). */
    static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }
}
