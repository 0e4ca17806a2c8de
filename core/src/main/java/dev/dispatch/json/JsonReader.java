package dev.dispatch.json;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a text into a tree and remembers where each node stood. */
final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Json.MOST_NESTING)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean placed;
    private final Map<String, Position> positions = new HashMap<>();
    private final List<JsonSource.Duplicate> duplicates = new ArrayList<>();

    private JsonReader(JsonParser parser, boolean placed) {
        this.parser = parser;
        this.placed = placed;
    }

    /** With the place of each node: for documents that people write. */
    static JsonSource read(String text) {
        return read(text, true);
    }

    /** The tree alone: places would cost more than the document itself. */
    static JsonSource unplaced(String text) {
        return read(text, false);
    }

    /** The text of a member of the outermost object, read no further than to it; empty where that is not possible. */
    static Optional<String> member(InputStream document, String name) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals(name);
                JsonToken value = parser.nextToken();
                if (wanted) {
                    return value == JsonToken.VALUE_STRING ? Optional.of(parser.getString()) : Optional.empty();
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static JsonSource read(String text, boolean placed) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            return read(text, body, new JsonReader(parser, placed), parser);
        }
    }

    private static JsonSource read(String text, String body, JsonReader reader, JsonParser parser) {
        try {
            if (parser.nextToken() == null) {
                throw new JsonSyntaxException("the text is empty", new Position(1, 1));
            }
            JsonNode root = reader.value(Pointer.ROOT);
            if (parser.nextToken() != null) {
                throw new JsonSyntaxException("more text after the end of the document", reader.here());
            }
            return new JsonSource(text, root, reader.positions, reader.duplicates);
        } catch (StreamReadException | StreamConstraintsException e) {
            // a limit that is passed, such as that on nesting, comes without a place
            TokenStreamLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            throw new JsonSyntaxException(words(body, place, e, parser), position(place));
        }
    }

    private JsonNode value(Pointer at) {
        if (placed) {
            positions.put(at.text(), here());
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(at);
            case START_ARRAY -> array(at);
            case VALUE_STRING -> Json.text(parser.getString());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
            case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            case PROPERTY_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("unexpected token " + token);
        };
    }

    private JsonNode decimal() {
        try {
            return JsonNodeFactory.instance.numberNode(parser.getDecimalValue());
        } catch (NumberFormatException e) {
            // The parser lets through what is written like a number; exponents of more than 32 bits have no value.
            throw new JsonSyntaxException("the exponent of this number is too large to be read", here());
        }
    }

    private JsonNode integer() {
        return switch (parser.getNumberType()) {
            case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
            case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
                JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
        };
    }

    private ObjectNode object(Pointer at) {
        ObjectNode object = Json.object();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (placed) {
                placedMember(object, name, at.child(name));
            } else {
                parser.nextToken();
                if (object.replace(name, value(at)) != null) {
                    duplicates.add(new JsonSource.Duplicate(at, new Position(1, 1)));
                }
            }
        }
        return object;
    }

    private void placedMember(ObjectNode object, String name, Pointer child) {
        Position nameAt = here();
        if (object.has(name)) {
            duplicates.add(new JsonSource.Duplicate(child, nameAt));
        }
        parser.nextToken();
        object.set(name, value(child));
        positions.put(child.text(), nameAt);
    }

    private ArrayNode array(Pointer at) {
        ArrayNode array = Json.array();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(placed ? at.child(array.size()) : at));
        }
        return array;
    }

    private Position here() {
        return position(parser.currentTokenLocation());
    }

    /** Some limits of the parser are reported without a place. */
    private static Position position(@Nullable TokenStreamLocation location) {
        if (location == null) {
            return new Position(1, 1);
        }
        return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static String words(
            String body, @Nullable TokenStreamLocation place, JacksonException fault, JsonParser parser) {
        TokenStreamContext inside = parser.streamReadContext();
        Position opening = inside.inRoot() ? null : position(inside.startLocation(ContentReference.unknown()));
        int offset = place == null ? 0 : (int) place.getCharOffset();
        return new SyntaxFault(body, offset, fault.getOriginalMessage(), opening).words();
    }
}
