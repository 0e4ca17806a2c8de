package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads tokens into a tree of bounded size and depth in which no name stands twice in one object. */
final class DocumentReader {

    /** What a node costs in memory bounds how many there may be. */
    private static final int MOST_NODES = 4_000_000;

    private static final int LONGEST_SHARED = 40;
    private static final int MOST_SHARED = 50_000;

    private final JsonParser parser;
    private final BooleanSupplier alias;
    private final Anchors anchors = new Anchors();
    private final Map<String, JsonNode> shared = new HashMap<>();
    private final IdentityHashMap<JsonNode, Position> places = new IdentityHashMap<>();
    private int nodes;
    private int depth;
    private int deepest;

    /** @param alias whether the current token stands for a value that came before, which only YAML has */
    DocumentReader(JsonParser parser, BooleanSupplier alias) {
        this.parser = parser;
        this.alias = alias;
    }

    static StreamReadConstraints limits() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(Json.MOST_NESTING)
                .maxStringLength(Integer.MAX_VALUE)
                .maxDocumentLength(Long.MAX_VALUE)
                .build();
    }

    /**
     * Reads one document in JSON.
     *
     * @throws DocumentFault where the text is none
     */
    static PlacedTree json(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(limits()).build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), body)) {
            return new DocumentReader(parser, () -> false).document();
        } catch (StreamReadException | StreamConstraintsException e) {
            throw likeEveryJson(body, e.getLocation());
        }
    }

    /** A fault of JSON has the same words in every document. */
    private static DocumentFault likeEveryJson(String body, @Nullable TokenStreamLocation location) {
        try {
            Json.parse(body);
        } catch (JsonSyntaxException e) {
            return new DocumentFault("The document is not JSON: " + e.getMessage(), e.position());
        }
        return new DocumentFault("The document is not JSON", position(location));
    }

    /** The only document of the text. */
    PlacedTree document() {
        if (parser.nextToken() == null) {
            throw new DocumentFault("The document is empty", new Position(1, 1));
        }
        JsonNode root = value();
        if (parser.nextToken() != null) {
            throw new DocumentFault("There is more text after the end of the document", here());
        }
        return new PlacedTree(root, places);
    }

    private JsonNode value() {
        if (alias.getAsBoolean()) {
            return repeated(anchors.get(parser.getString(), here()));
        }
        count(1);
        Object anchor = parser.getObjectId();
        if (anchor == null) {
            return plain();
        }
        int before = nodes;
        int outer = deepest;
        deepest = depth;
        JsonNode node = plain();
        anchors.put(anchor.toString(), new Anchors.Value(node, nodes - before + 1, deepest - depth));
        deepest = Math.max(outer, deepest);
        return node;
    }

    /** The same node once more; it counts as if it had been written out. */
    private JsonNode repeated(Anchors.Value value) {
        count(value.size());
        reach(depth + value.height());
        return value.node();
    }

    private JsonNode plain() {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
            case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            case PROPERTY_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new DocumentFault("A value is expected", here());
        };
    }

    /** Short texts recur by the thousand in such documents; each is kept once. */
    private JsonNode text() {
        String text = parser.getString();
        if (text.length() > LONGEST_SHARED) {
            return Json.text(text);
        }
        return shared.size() < MOST_SHARED
                ? shared.computeIfAbsent(text, Json::text)
                : shared.getOrDefault(text, Json.text(text));
    }

    private JsonNode integer() {
        return switch (parser.getNumberType()) {
            case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
            case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
                JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
        };
    }

    private JsonNode decimal() {
        try {
            return parser.isNaN()
                    ? Json.text(parser.getString())
                    : JsonNodeFactory.instance.numberNode(parser.getDecimalValue());
        } catch (NumberFormatException | StreamReadException e) {
            throw new DocumentFault("The exponent of this number is too large to be read", here());
        }
    }

    private JsonNode object() {
        ObjectNode object = Json.object();
        List<JsonNode> merged = new ArrayList<>();
        enter(object);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Position at = here();
            parser.nextToken();
            boolean merge = name.equals(Anchors.MERGE) && alias.getAsBoolean();
            JsonNode value = value();
            if (merge) {
                merged.add(value);
            } else if (object.replace(name, value) != null) {
                throw new DocumentFault("The name '" + name + "' stands twice in the same object", at);
            }
        }
        depth--;
        merged.forEach(other -> Anchors.mergeInto(object, other));
        return object;
    }

    private JsonNode array() {
        ArrayNode array = Json.array();
        enter(array);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value());
        }
        depth--;
        return array;
    }

    private void enter(JsonNode container) {
        places.put(container, here());
        depth++;
        reach(depth);
    }

    private void reach(int level) {
        if (level > Json.MOST_NESTING) {
            throw new DocumentFault("The document is nested deeper than " + Json.MOST_NESTING + " levels", here());
        }
        deepest = Math.max(deepest, level);
    }

    private void count(int more) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw new DocumentFault("The document has more than " + MOST_NODES + " values", here());
        }
    }

    private Position here() {
        return position(parser.currentTokenLocation());
    }

    static Position position(@Nullable TokenStreamLocation location) {
        return location == null
                ? new Position(1, 1)
                : new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
