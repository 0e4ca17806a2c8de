package dev.dispatch.openapi;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The members of a schema that is nothing but an object with named members, also one put together with {@code allOf}.
 *
 * @param members what is sent: those that are {@code readOnly} are not among them
 * @param required names among them
 * @param open whether the schema says that there may be others
 */
record ObjectShape(Map<String, Located> members, Set<String> required, boolean open) {

    private static final int MOST_MEMBERS = 1_000;
    private static final int MOST_PARTS = 200;

    /** Collects the parts of one schema. */
    private static final class Collector {
        private final References references;
        private final SchemaTranslation translation;
        private final Map<String, Located> members = new LinkedHashMap<>();
        private final Set<String> hidden = new HashSet<>();
        private final Set<String> required = new HashSet<>();
        private boolean open;
        private int parts;

        Collector(References references, SchemaTranslation translation) {
            this.references = references;
            this.translation = translation;
        }

        /** False where the schema is more than an object with members. */
        boolean take(Located written) {
            if (++parts > MOST_PARTS
                    || !(references.follow(written) instanceof References.Target.Found(Located schema))) {
                return false;
            }
            for (Map.Entry<String, JsonNode> keyword : schema.node().properties()) {
                if (!take(schema, keyword.getKey(), keyword.getValue())) {
                    return false;
                }
            }
            return schema.node().isObject() && members.size() <= MOST_MEMBERS;
        }

        private boolean take(Located schema, String keyword, JsonNode value) {
            return switch (keyword) {
                case "type" -> isObject(value);
                case "properties" -> properties(schema.child("properties"));
                case "required" -> {
                    value.forEach(name -> required.add(name.asString("")));
                    yield value.isArray();
                }
                case "allOf" -> parts(schema.child("allOf"));
                case "additionalProperties" -> {
                    open |= !value.isBoolean() || value.booleanValue();
                    yield true;
                }
                case "title", "description", "example", "examples", "xml", "externalDocs", "deprecated" -> true;
                case "discriminator", "readOnly", "writeOnly", "$comment" -> true;
                default -> OperationReader.isExtension(keyword);
            };
        }

        private static boolean isObject(JsonNode type) {
            JsonNode only = type.isArray() && type.size() == 1 ? type.get(0) : type;
            return only.asString("").equals("object");
        }

        private boolean parts(Located list) {
            boolean all = list.node().isArray();
            for (int i = 0; all && i < list.node().size(); i++) {
                all = take(list.child(i));
            }
            return all;
        }

        private boolean properties(Located properties) {
            boolean different = properties.node().isObject();
            for (String name : properties.node().propertyNames()) {
                Located member = properties.child(name);
                if (translation.isHidden(member, Direction.SENT)) {
                    hidden.add(name);
                } else {
                    different &= members.put(name, member) == null;
                }
            }
            return different;
        }
    }

    /** Empty where the schema is anything else, or has no members. */
    static Optional<ObjectShape> of(Located schema, References references, SchemaTranslation translation) {
        Collector collector = new Collector(references, translation);
        if (!collector.take(schema) || collector.members.isEmpty()) {
            return Optional.empty();
        }
        collector.required.retainAll(collector.members.keySet());
        collector.required.removeAll(collector.hidden);
        return Optional.of(new ObjectShape(collector.members, collector.required, collector.open));
    }
}
