package dev.dispatch.openapi;

import dev.dispatch.json.Pointer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes inputs of values that are sent as name and text, in a query or a form, by their style (OpenAPI 3.1, 4.8.12). */
final class Fields {

    private final References references;
    private final Kinds kinds;
    private final InputSchemas schemas;
    private final SchemaTranslation translation;

    Fields(References references, InputSchemas schemas, SchemaTranslation translation) {
        this.references = references;
        this.kinds = new Kinds(references);
        this.schemas = schemas;
        this.translation = translation;
    }

    /**
     * One value.
     *
     * @param place of an input whose name is taken
     * @param label how people name it
     * @param carrier what describes it
     */
    record Field(
            String name,
            String place,
            String label,
            String style,
            boolean explode,
            boolean needed,
            Located schema,
            Located carrier) {}

    /** How the caller writes a value that stands for itself in another media type. */
    static String written(String mediaType) {
        return MediaTypes.isJson(mediaType) ? "Written as JSON." : "Written as " + mediaType + ".";
    }

    /** @param template takes a name and the template of its value */
    void add(Field field, RequestDraft draft, BiConsumer<String, String> template) {
        Kind kind = kinds.of(field.schema);
        Pointer at = field.carrier.at();
        switch (kind) {
            case SCALAR -> plain(field, draft, template);
            case LIST -> list(field, draft, template);
            case OBJECT -> object(field, draft, template);
            case NESTED ->
                draft.cannotSend(
                        field.needed, at, field.label, "an array of arrays or objects has no form as name and text");
        }
    }

    private void plain(Field field, RequestDraft draft, BiConsumer<String, String> template) {
        String name = draft.names().take(field.name, field.place);
        draft.input(name, schemas.of(field.schema, field.carrier), field.needed);
        template.accept(field.name, RequestDraft.expression(name, field.needed));
    }

    private void list(Field field, RequestDraft draft, BiConsumer<String, String> template) {
        Pointer at = field.carrier.at();
        switch (field.style) {
            case "form", "spaceDelimited", "pipeDelimited" -> {
                if (field.explode) {
                    plain(field, draft, template);
                } else {
                    joined(field, draft, template);
                }
            }
            default ->
                draft.cannotSend(
                        field.needed, at, field.label, "style '" + field.style + "' of an array has no template");
        }
    }

    /** Expressions cannot join an array, so the caller does. */
    private void joined(Field field, RequestDraft draft, BiConsumer<String, String> template) {
        String separator = switch (field.style) {
            case "spaceDelimited" -> "spaces";
            case "pipeDelimited" -> "'|'";
            default -> "commas";
        };
        draft.without(
                field.carrier.at(),
                "array of " + field.label,
                "the input is one text with " + separator + " between the values; they are sent percent-encoded");
        String name = draft.names().take(field.name, field.place);
        draft.input(
                name, schemas.text(field.carrier, "Several values have " + separator + " between them."), field.needed);
        template.accept(field.name, RequestDraft.expression(name, field.needed));
    }

    /** One field for each member: {@code name[member]} or the member's own name. */
    private void object(Field field, RequestDraft draft, BiConsumer<String, String> template) {
        boolean deep = field.style.equals("deepObject");
        Optional<ObjectShape> shape = ObjectShape.of(field.schema, references, translation);
        if (shape.isEmpty() || !(deep || (field.style.equals("form") && field.explode))) {
            String why = shape.isEmpty()
                    ? "an object needs named members to be sent as names and texts"
                    : "style '" + field.style + "' of an object has no template";
            draft.cannotSend(field.needed, field.carrier.at(), field.label, why);
            return;
        }
        Map<String, Located> sent = new LinkedHashMap<>();
        shape.get().members().forEach((member, schema) -> {
            Kind kind = kinds.of(schema);
            if (kind == Kind.SCALAR || (kind == Kind.LIST && !deep)) {
                sent.put(member, schema);
            } else {
                boolean needed = field.needed && shape.get().required().contains(member);
                String why = "OpenAPI has no form for it";
                draft.cannotSend(needed, schema.at(), "member '" + member + "' of " + field.label, why);
            }
        });
        if (shape.get().open()) {
            draft.without(field.schema.at(), "other members of " + field.label, "only named members can be sent");
        }
        String name = draft.names().take(field.name, field.place);
        draft.input(name, schemas.object(shape.get(), sent, field.carrier), field.needed);
        sent.keySet().forEach(member -> {
            boolean needed = field.needed && shape.get().required().contains(member);
            template.accept(
                    deep ? field.name + "[" + member + "]" : member, RequestDraft.expression(name, member, needed));
        });
    }
}
