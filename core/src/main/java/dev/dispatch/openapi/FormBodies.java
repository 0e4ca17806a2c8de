package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes inputs of the members of forms: {@code application/x-www-form-urlencoded} and {@code multipart/form-data}. */
final class FormBodies {

    private static final int DEEPEST = 5;

    private final References references;
    private final InputSchemas schemas;
    private final SchemaTranslation translation;
    private final Fields fields;
    private final Kinds kinds;

    FormBodies(References references, InputSchemas schemas, SchemaTranslation translation, Fields fields) {
        this.references = references;
        this.schemas = schemas;
        this.translation = translation;
        this.fields = fields;
        this.kinds = new Kinds(references);
    }

    void form(Located mediaType, boolean needed, RequestDraft draft) {
        Optional<ObjectShape> shape = shape(mediaType, needed, draft);
        if (shape.isEmpty()) {
            return;
        }
        ObjectNode form = Json.object();
        shape.get().members().forEach((member, schema) -> {
            boolean always = shape.get().required().contains(member);
            Located encoding = mediaType.child("encoding").child(member);
            String label = "form member '" + member + "'";
            if (MediaTypes.isJson(encoding.text("contentType"))) {
                String name = draft.names().take(member, "form");
                draft.input(name, schemas.text(schema, Fields.written("application/json")), always);
                form.put(member, RequestDraft.expression(name, always));
                return;
            }
            String style = encoding.text("style").isEmpty() ? "form" : encoding.text("style");
            boolean explode =
                    encoding.node().path("explode").isBoolean() ? encoding.says("explode") : style.equals("form");
            fields.add(
                    new Fields.Field(member, "form", label, style, explode, always, schema, schema), draft, form::put);
        });
        draft.content("form", form);
    }

    void multipart(Located mediaType, boolean needed, RequestDraft draft) {
        Optional<ObjectShape> shape = shape(mediaType, needed, draft);
        if (shape.isEmpty()) {
            return;
        }
        ObjectNode parts = Json.object();
        shape.get().members().forEach((member, schema) -> {
            boolean always = shape.get().required().contains(member);
            Located encoding = mediaType.child("encoding").child(member);
            if (encoding.node().has("headers")) {
                draft.without(encoding.at(), "headers of the part '" + member + "'", "the action does not send them");
            }
            String name = draft.names().take(member, "form");
            if (isFile(schema, encoding, 0)) {
                parts.set(member, file(schema, encoding, name, always, draft));
            } else {
                boolean nested = kinds.of(schema) == Kind.OBJECT || kinds.of(schema) == Kind.NESTED;
                draft.input(
                        name,
                        nested ? schemas.text(schema, Fields.written("application/json")) : schemas.of(schema, schema),
                        always);
                parts.put(member, RequestDraft.expression(name, always));
            }
        });
        draft.content("multipart", parts);
    }

    private ObjectNode file(Located schema, Located encoding, String name, boolean always, RequestDraft draft) {
        ObjectNode input = schemas.text(schema, "Path of a file.");
        if (kinds.of(schema) == Kind.LIST) {
            ObjectNode list = Json.object().put("type", "array");
            list.set("items", input);
            input = list;
        }
        draft.input(name, input, always);
        ObjectNode part = Json.object().put("file", RequestDraft.expression(name, always));
        String type = encoding.text("contentType");
        boolean one = !type.isEmpty() && type.indexOf('*') < 0 && type.indexOf(',') < 0 && type.indexOf('/') > 0;
        return one ? part.put("type", type.replace("$", "")) : part;
    }

    /** 3.0 says {@code format: binary}, 3.1 a media type without an encoding, both perhaps of the items. */
    private boolean isFile(Located written, Located encoding, int depth) {
        if (depth > DEEPEST || !(references.follow(written) instanceof References.Target.Found(Located schema))) {
            return false;
        }
        JsonNode node = schema.node();
        if (node.path("type").asString("").equals("array")) {
            return node.has("items") && isFile(schema.child("items"), encoding, depth + 1);
        }
        boolean binary = node.path("format").asString("").equals("binary")
                || node.path("type").asString("").equals("file");
        boolean media = node.has("contentMediaType") && !node.has("contentEncoding");
        boolean untyped = !node.has("type") && encoding.text("contentType").equals("application/octet-stream");
        return binary
                || (media && !MediaTypes.isJson(node.path("contentMediaType").asString("")))
                || untyped;
    }

    private Optional<ObjectShape> shape(Located mediaType, boolean needed, RequestDraft draft) {
        Located schema = mediaType.child("schema");
        Optional<ObjectShape> shape = ObjectShape.of(schema, references, translation);
        if (shape.isEmpty()) {
            draft.cannotSend(needed, mediaType.at(), "form", "only the named members of an object have a template");
        } else if (shape.get().open()) {
            draft.without(schema.at(), "other members of the form", "only named members can be sent");
        }
        return shape;
    }
}
