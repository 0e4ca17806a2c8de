package dev.dispatch.problem;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.time.Durations;
import dev.dispatch.time.MeantDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads an object whose members are fixed: what is wrong becomes an issue, what is right is handed out typed. */
public final class Members {

    private final JsonNode object;
    private final Pointer at;
    private final IssueList issues;

    private Members(JsonNode object, Pointer at, IssueList issues) {
        this.object = object;
        this.at = at;
        this.issues = issues;
    }

    /** The members of a node; for one that is not an object that is the only issue, and it has none. */
    public static Members of(JsonNode node, Pointer at, IssueList issues) {
        if (!node.isObject()) {
            issues.add(MemberIssue.wrongType(at, "object", node));
        }
        return new Members(node, at, issues);
    }

    /**
     * Reports every member with a name outside the known ones, with the nearest known name.
     *
     * @param later names that the contract has and this version does not support
     */
    public Members allow(Set<String> known, Set<String> later) {
        for (String name : object.propertyNames()) {
            if (known.contains(name)) {
                continue;
            }
            issues.add(() -> later.contains(name)
                    ? MemberIssue.unsupported(name, at)
                    : MemberIssue.unknown(name, at, known, absent(known)));
        }
        return this;
    }

    public boolean has(String name) {
        return object.has(name);
    }

    public Pointer pointer(String name) {
        return at.child(name);
    }

    public Pointer pointer() {
        return at;
    }

    public Optional<JsonNode> node(String name) {
        return Optional.ofNullable(object.get(name));
    }

    /** A text, which may be empty. */
    public Optional<String> anyText(String name) {
        return typed(name, "string", JsonNode::isString).map(JsonNode::stringValue);
    }

    /** A text that is not empty. */
    public Optional<String> text(String name) {
        Optional<String> text = anyText(name);
        if (text.isPresent() && text.get().isBlank()) {
            issues.add(MemberIssue.empty(at.child(name)));
            return Optional.empty();
        }
        return text;
    }

    /** A text that must be there and is not empty. */
    public Optional<String> requiredText(String name) {
        return missing(name, "a string") ? Optional.empty() : text(name);
    }

    public Optional<Boolean> flag(String name) {
        return typed(name, "boolean", JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    /** A whole number between these two, both included; anything else is reported. */
    public Optional<Integer> integer(String name, int least, int most) {
        Optional<JsonNode> node = typed(name, "integer", Json::isInteger);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal number = node.get().decimalValue();
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            issues.add(MemberIssue.outside(at.child(name), least, most, node.get()));
            return Optional.empty();
        }
        return Optional.of(number.intValueExact());
    }

    /** A duration such as {@code 500ms}. */
    public Optional<Duration> duration(String name) {
        JsonNode number = object.path(name);
        if (number.isNumber()) {
            issues.add(MemberIssue.wrongType(at.child(name), "string", number)
                    .expected(Durations.FORM)
                    .suggest(MeantDuration.of(Json.show(number))));
            return Optional.empty();
        }
        Optional<String> text = text(name);
        Optional<Duration> duration = text.flatMap(Durations::parse);
        if (text.isPresent() && duration.isEmpty()) {
            issues.add(Issue.at(IssueCode.INVALID_DURATION, at.child(name), "'" + name + "' is not a duration")
                    .expected(Durations.FORM)
                    .actual(text.get())
                    .suggestInstead(MeantDuration.of(text.get())));
        }
        return duration;
    }

    /** One word of a closed set. */
    public Optional<String> word(String name, List<String> known) {
        Optional<String> text = anyText(name);
        if (text.isPresent() && !known.contains(text.get())) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at.child(name), "'" + name + "' must be " + Names.oneOf(known))
                    .expected(Names.oneOf(known))
                    .actual(text.get())
                    .suggestInstead(NearNames.of(text.get(), known)));
            return Optional.empty();
        }
        return text;
    }

    /** The members of a member; none where it is absent. */
    public Optional<Members> object(String name) {
        return typed(name, "object", JsonNode::isObject).map(node -> new Members(node, at.child(name), issues));
    }

    /** The members of a member, for which its most important one may have been written by mistake. */
    public Optional<Members> object(String name, String most, Predicate<JsonNode> mistaken) {
        JsonNode node = object.get(name);
        if (node == null || !mistaken.test(node)) {
            return object(name);
        }
        issues.add(MemberIssue.unwrapped(at.child(name), most, node));
        return Optional.empty();
    }

    /** Calls back for each member, in the order of the document. */
    public void each(BiConsumer<String, JsonNode> reader) {
        object.properties().forEach(member -> reader.accept(member.getKey(), member.getValue()));
    }

    /** The elements of an array member with their places; none where it is absent. */
    public Map<Pointer, JsonNode> elements(String name) {
        Map<Pointer, JsonNode> elements = new LinkedHashMap<>();
        typed(name, "array", JsonNode::isArray).ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                elements.put(at.child(name).child(i), array.get(i));
            }
        });
        return elements;
    }

    /** Reports an absent member. */
    public boolean missing(String name, String wanted) {
        if (object.has(name)) {
            return false;
        }
        if (object.isObject()) {
            issues.add(MemberIssue.missing(name, at, wanted));
        }
        return true;
    }

    private List<String> absent(Set<String> known) {
        return known.stream().filter(name -> !object.has(name)).toList();
    }

    private Optional<JsonNode> typed(String name, String wanted, Predicate<JsonNode> fits) {
        JsonNode node = object.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!fits.test(node)) {
            issues.add(MemberIssue.wrongType(at.child(name), wanted, node));
            return Optional.empty();
        }
        return Optional.of(node);
    }
}
