package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be written in an expression and in a rule, each with an example that runs against one sample. */
public final class ExpressionReference {

    /**
     * A root, a function or a sign.
     *
     * @param example a whole template
     */
    public record Entry(String name, String description, String example) {}

    /**
     * An operator of conditions.
     *
     * @param example a rule that holds for the sample's {@code response}
     */
    public record RuleEntry(Operator operator, String description, JsonNode example) {}

    private static final Instant EXAMPLE_TIME = Instant.parse("2025-06-01T12:00:00Z");

    /** Fixed values, so that the examples always print the same. */
    private static final class ExampleGenerator implements Generator {
        @Override
        public String uuid() {
            return "7f2b4e1c-9a3d-4c58-8e6f-0b1d2a3c4e5f";
        }

        @Override
        public Instant now() {
            return EXAMPLE_TIME;
        }

        @Override
        public long randomInt(long least, long most) {
            return (least + most) / 2;
        }
    }

    private ExpressionReference() {}

    /** What the examples are evaluated against: a member for each root. */
    public static JsonNode sample() {
        return Json.parse("""
                {"env": {"API_URL": "http://localhost:8080"},
                 "input": {"name": "Ada Lovelace", "limit": 10, "prices": [0.1, 0.2, 3], "note": null},
                 "credential": {"api": {"token": "example"}},
                 "run": {"orderId": "o-17", "startedAt": "2025-06-01T12:00:00Z"},
                 "step": {"list-orders": {"status": "SUCCEEDED", "response":
                   {"orders": [{"id": "o-17", "total": 12.5}, {"id": "o-18", "total": 7}], "pages": [[1, 2], [3]]}}},
                 "item": {"id": "o-18"}, "index": 1, "previous": {"next": "/orders?page=2"},
                 "response": {"status": "ready", "count": 2, "tags": ["new", "paid"], "error": null, "city": "Oslo"},
                 "exports": {"orderId": "o-17"}}""");
    }

    public static List<Entry> roots() {
        return List.of(
                new Entry("env", "an environment variable", "${env.API_URL}"),
                new Entry("input", "what the caller passes; inputs is the same", "${input.name}"),
                new Entry("credential", "a credential's field, in payload and http only", "${credential.api.token}"),
                new Entry("run", "captured and stored values, and facts about the run", "${run.orderId}"),
                new Entry(
                        "step",
                        "an earlier step: its status, response, exports, result; steps is the same",
                        "${step.list-orders.response.orders[0].id}"),
                new Entry("item", "the element of a forEach; `as` gives it another name", "${item.id}"),
                new Entry("index", "the number of the pass in a loop, from 0", "${index}"),
                new Entry("previous", "the response of the pass before, in a repeat", "${previous.next}"),
                new Entry("response", "the step's own response, in result", "${response.count}"),
                new Entry("exports", "the step's own exports, in result", "${exports.orderId}"));
    }

    public static List<Entry> functions() {
        return List.of(
                new Entry("first", "the first that is present and not null", "${first(input.note, input.name)}"),
                new Entry(
                        "jsonpath",
                        "RFC 9535 over a reference, run, or step:<id> for that step's response; a path of names and"
                                + " indexes gives one value, any other an array",
                        "${jsonpath(step:list-orders, $.orders[?@.total > 10].id)}"),
                new Entry("sum", "exact sum of an array of numbers", "${sum(input.prices)}"),
                new Entry("min", "least of an array of numbers; absent for an empty one", "${min(input.prices)}"),
                new Entry("max", "greatest of an array of numbers; absent for an empty one", "${max(input.prices)}"),
                new Entry("count", "how many elements an array has", "${count(step.list-orders.response.orders)}"),
                new Entry(
                        "flatten",
                        "arrays in an array opened, one level",
                        "${flatten(step.list-orders.response.pages)}"),
                new Entry("uuid", "a random UUID", "${uuid()}"),
                new Entry("now", "the time as ISO-8601 in UTC", "${now()}"),
                new Entry("timestamp", "milliseconds since 1970 in UTC", "${timestamp()}"),
                new Entry("randomInt", "a whole number between two, both included", "${randomInt(1, 6)}"),
                new Entry("base64", "RFC 4648 with padding, of a text in UTF-8", "${base64(input.name)}"),
                new Entry("urlEncode", "percent-encoded for one part of a URL", "${urlEncode(input.name)}"),
                new Entry("sha256", "lower-case hex, of a text in UTF-8", "${sha256(input.name)}"));
    }

    public static List<Entry> operators() {
        return List.of(
                new Entry(":-", "a literal for what is absent or null: JSON, else text", "${input.page:-1}"),
                new Entry("?", "leaves the member or element out where the value is absent", "${input.name?}"),
                new Entry("$${", "the two characters themselves", "$${not an expression}"),
                new Entry(".name", "a member; on an array .0 is an index", "${step.list-orders.response.orders.1.id}"),
                new Entry("[0]", "an element of an array, from 0", "${input.prices[2]}"),
                new Entry("['any name']", "a member whose name has other characters", "${input['name']}"),
                new Entry(
                        "text",
                        "inside a longer text values are shown as text",
                        "order ${run.orderId} of ${input.limit}"));
    }

    public static List<RuleEntry> conditionOperators() {
        return List.of(
                rule(Operator.EXISTS, "present, not null, not an empty array", "$.status", ""),
                rule(Operator.NOT_EXISTS, "absent, null or an empty array", "$.error", ""),
                rule(Operator.EQ, "JSON equality: 1 equals 1.0, the order of members does not count", "$.count", "2.0"),
                rule(Operator.NEQ, "not eq", "$.status", "\"failed\""),
                rule(Operator.GT, "greater; false for what is not a number", "$.count", "1"),
                rule(Operator.GTE, "greater or equal; false for what is not a number", "$.count", "2"),
                rule(Operator.LT, "less; false for what is not a number", "$.count", "3"),
                rule(Operator.LTE, "less or equal; false for what is not a number", "$.count", "2"),
                rule(Operator.IN, "equal to an element of the value", "$.status", "[\"ready\", \"done\"]"),
                rule(Operator.NOT_IN, "not in", "$.status", "[\"failed\"]"),
                rule(
                        Operator.CONTAINS,
                        "a part of a text, an element of an array, a member's name",
                        "$.tags",
                        "\"paid\""),
                rule(Operator.NOT_CONTAINS, "not contains", "$.tags", "\"old\""),
                rule(Operator.STARTS_WITH, "how a text begins", "$.status", "\"re\""),
                rule(Operator.ENDS_WITH, "how a text ends", "$.status", "\"dy\""),
                rule(Operator.REGEX, "found anywhere in a text, RE2 syntax", "$.city", "\"^O[a-z]+$\""),
                rule(
                        Operator.TYPE,
                        "object, array, string, number, integer, boolean or null",
                        "$.count",
                        "\"integer\""),
                rule(Operator.LENGTH_EQ, "characters, elements or members", "$.tags", "2"),
                rule(Operator.LENGTH_GTE, "at least that long", "$.tags", "1"),
                rule(Operator.LENGTH_LTE, "at most that long", "$.city", "4"),
                rule(
                        Operator.SCHEMA,
                        "fits a JSON Schema 2020-12",
                        "$.tags",
                        "{\"type\": \"array\", \"minItems\": 1}"));
    }

    /** The whole reference; each example of an expression stands with the value it has in the sample. */
    public static ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.set("sample", sample());
        json.set("roots", entries(roots()));
        json.set("functions", entries(functions()));
        json.set("operators", entries(operators()));
        ArrayNode rules = json.putArray("conditionOperators");
        for (RuleEntry entry : conditionOperators()) {
            rules.addObject()
                    .put("name", entry.operator().text())
                    .put("description", entry.description())
                    .put("value", entry.operator().takes().text())
                    .set("example", entry.example());
        }
        return json;
    }

    private static RuleEntry rule(Operator operator, String description, String path, String value) {
        ObjectNode example = Json.object().put("path", path).put("op", operator.text());
        if (!value.isEmpty()) {
            example.set("value", Json.parse(value));
        }
        return new RuleEntry(operator, description, example);
    }

    private static ArrayNode entries(List<Entry> entries) {
        ArrayNode array = Json.array();
        Scope scope = scope();
        for (Entry entry : entries) {
            array.addObject()
                    .put("name", entry.name())
                    .put("description", entry.description())
                    .put("example", entry.example())
                    .set("value", value(entry, scope));
        }
        return array;
    }

    private static JsonNode value(Entry entry, Scope scope) {
        List<Issue> issues = new ArrayList<>();
        Template template = Template.parse(entry.example(), Pointer.ROOT, Roots.ALL)
                .orReport(issues::add)
                .orElseThrow(() -> new IllegalStateException(issues.toString()));
        return switch (template.evaluate(scope)) {
            case Evaluated.Value value -> value.value();
            case Evaluated.LeftOut _ -> throw new IllegalStateException(entry.example());
            case Evaluated.Failed(List<Issue> faults) -> throw new IllegalStateException(faults.toString());
        };
    }

    private static Scope scope() {
        Map<String, JsonNode> roots = new LinkedHashMap<>();
        sample().properties().forEach(member -> roots.put(member.getKey(), member.getValue()));
        return new TreeScope(roots, new ExampleGenerator());
    }
}
