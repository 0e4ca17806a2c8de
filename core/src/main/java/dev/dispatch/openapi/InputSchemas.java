package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Makes the schemas of single inputs. */
final class InputSchemas {

    private static final int LONGEST_DESCRIPTION = 300;

    private final Definitions definitions;

    InputSchemas(Definitions definitions) {
        this.definitions = definitions;
    }

    /** The schema of a value with the words of what carries it, where it has none of its own. */
    ObjectNode of(Located schema, Located carrier) {
        return described(schema.isThere() ? definitions.schema(schema, Direction.SENT) : Json.object(), carrier);
    }

    /** A text of a certain form. */
    ObjectNode text(Located carrier, String form) {
        ObjectNode schema = described(Json.object().put("type", "string"), carrier);
        String words = schema.path("description").asString("");
        String gap = words.isEmpty() ? "" : words.endsWith(".") ? " " : ". ";
        return schema.put("description", words + gap + form);
    }

    /** The members of an object that the caller may name, and no others. */
    ObjectNode object(ObjectShape shape, Map<String, Located> members, Located carrier) {
        ObjectNode schema = described(Json.object().put("type", "object"), carrier);
        ObjectNode properties = schema.putObject("properties");
        members.forEach((name, member) -> properties.set(name, definitions.schema(member, Direction.SENT)));
        if (!shape.required().isEmpty()) {
            schema.set(
                    "required",
                    Json.texts(shape.required().stream()
                            .filter(members::containsKey)
                            .sorted()
                            .toList()));
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode described(ObjectNode schema, Located carrier) {
        String words = carrier.text("description");
        if (!schema.has("description") && !words.isBlank()) {
            schema.put("description", Sentences.cut(words, LONGEST_DESCRIPTION));
        }
        if (carrier.says("deprecated")) {
            schema.put("deprecated", true);
        }
        return schema;
    }
}
