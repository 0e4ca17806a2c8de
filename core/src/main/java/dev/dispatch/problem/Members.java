package dev.dispatch.problem;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
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

    /** The members of a node; one that is not an object is an issue and has none. */
    public static Members of(JsonNode node, Pointer at, IssueList issues) {
        if (!node.isObject()) {
            issues.add(wrongType(at, "object", node));
            return new Members(Json.object(), at, issues);
        }
        return new Members(node, at, issues);
    }

    /** The finding for a value of another type than wanted. */
    public static Issue wrongType(Pointer at, String wanted, JsonNode found) {
        return Issue.at(
                        IssueCode.SCHEMA_ERROR,
                        at,
                        name(at) + " must be " + article(wanted) + ", is " + article(Json.typeOf(found)))
                .expected(wanted)
                .actual(shown(found));
    }

    /**
     * Reports every member with a name outside the known ones, with the nearest known name.
     *
     * @param later names that the contract has and this version does not support
     */
    public Members allow(Set<String> known, Set<String> later) {
        for (String name : object.propertyNames()) {
            if (known.contains(name) || (at.equals(Pointer.ROOT) && name.startsWith("x-"))) {
                continue;
            }
            Pointer place = at.child(name);
            if (later.contains(name)) {
                issues.add(Issue.at(
                                IssueCode.UNSUPPORTED_FIELD,
                                place,
                                "'" + name + "' is not supported by this version of dispatch")
                        .suggest("remove '" + name + "'; it would have no effect"));
            } else {
                List<String> near = NearNames.of(name, known);
                Issue issue = Issue.at(IssueCode.UNKNOWN_FIELD, place, "Unknown member '" + name + "' in " + owner())
                        .expected("one of "
                                + String.join(", ", known.stream().sorted().toList()));
                issues.add(near.isEmpty() ? issue : issue.suggest(near));
            }
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

    /** A text that is not empty. */
    public Optional<String> text(String name) {
        Optional<String> text = typed(name, "string", JsonNode::isString).map(JsonNode::stringValue);
        if (text.isPresent() && text.get().isBlank()) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at.child(name), "'" + name + "' must not be empty")
                    .expected("a text that is not empty"));
            return Optional.empty();
        }
        return text;
    }

    /** A text that must be there. */
    public Optional<String> requiredText(String name) {
        if (missing(name, "string")) {
            return Optional.empty();
        }
        return text(name);
    }

    public Optional<Boolean> flag(String name) {
        return typed(name, "boolean", JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    /** A whole number within bounds. */
    public Optional<Integer> integer(String name, int least, int most) {
        Optional<JsonNode> number = typed(name, "integer", Json::isInteger);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        java.math.BigDecimal value = number.get().decimalValue();
        if (value.compareTo(java.math.BigDecimal.valueOf(least)) < 0
                || value.compareTo(java.math.BigDecimal.valueOf(most)) > 0) {
            String bounds = most == Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at.child(name), "'" + name + "' must be " + bounds)
                    .expected(bounds)
                    .actual(shown(number.get())));
            return Optional.empty();
        }
        return Optional.of(value.intValueExact());
    }

    /** The members of a member; none where it is absent. */
    public Optional<Members> object(String name) {
        return typed(name, "object", JsonNode::isObject).map(node -> new Members(node, at.child(name), issues));
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

    /** The texts of an array member. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        elements(name).forEach((place, element) -> {
            if (element.isString()) {
                texts.add(element.stringValue());
            } else {
                issues.add(wrongType(place, "string", element));
            }
        });
        return texts;
    }

    /** Reports an absent member. */
    public boolean missing(String name, String wanted) {
        if (object.has(name)) {
            return false;
        }
        issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at, owner() + " needs the member '" + name + "'")
                .expected(wanted));
        return true;
    }

    private Optional<JsonNode> typed(String name, String wanted, java.util.function.Predicate<JsonNode> fits) {
        JsonNode node = object.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!fits.test(node)) {
            issues.add(wrongType(at.child(name), wanted, node));
            return Optional.empty();
        }
        return Optional.of(node);
    }

    private String owner() {
        return at.equals(Pointer.ROOT) ? "the document" : "'" + at.dotted() + "'";
    }

    private static String name(Pointer at) {
        return at.equals(Pointer.ROOT) ? "the document" : "'" + at.dotted() + "'";
    }

    private static String article(String type) {
        return switch (type) {
            case "null" -> "null";
            case "object", "array", "integer" -> "an " + type;
            default -> "a " + type;
        };
    }

    private static String shown(JsonNode node) {
        String text = Json.compact(node);
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
