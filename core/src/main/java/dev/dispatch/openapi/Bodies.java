package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes inputs of the request body of an operation. */
final class Bodies {

    private final References references;
    private final InputSchemas schemas;
    private final SchemaTranslation translation;
    private final FormBodies forms;

    Bodies(References references, InputSchemas schemas, SchemaTranslation translation, Fields fields) {
        this.references = references;
        this.schemas = schemas;
        this.translation = translation;
        this.forms = new FormBodies(references, schemas, translation, fields);
    }

    void write(RequestDraft draft) {
        Located written = draft.operation().node().child("requestBody");
        if (!written.isThere()) {
            return;
        }
        switch (references.follow(written)) {
            case References.Target.Nowhere(String why) -> draft.leaveOut(written.at(), "request body", why);
            case References.Target.Found(Located body) -> write(body, draft);
        }
    }

    private void write(Located body, RequestDraft draft) {
        boolean needed = body.says("required");
        Located content = body.child("content");
        List<String> types = new ArrayList<>(content.node().propertyNames());
        String method = draft.operation().method();
        if (method.equals("GET") || method.equals("HEAD")) {
            draft.cannotSend(needed, body.at(), "request body", "a " + method + " request has none");
            return;
        }
        Optional<String> chosen = choose(types);
        if (chosen.isEmpty()) {
            String why = types.isEmpty() ? "it has no content" : "no template for " + Names.list(types);
            draft.cannotSend(needed || types.size() > 0, body.at(), "request body", why);
            return;
        }
        types.remove(chosen.get());
        if (!types.isEmpty()) {
            String why = "the action sends " + chosen.get();
            draft.without(content.at(), "request body as " + Names.list(types), why);
        }
        write(chosen.get(), content.child(chosen.get()), body, draft);
    }

    private void write(String type, Located mediaType, Located body, RequestDraft draft) {
        boolean needed = body.says("required");
        switch (MediaTypes.bare(type)) {
            case "application/x-www-form-urlencoded" -> forms.form(mediaType, needed, draft);
            case "multipart/form-data" -> forms.multipart(mediaType, needed, draft);
            default -> {
                if (MediaTypes.isJson(type)) {
                    json(mediaType, body, draft);
                } else {
                    text(type, body, draft);
                }
                header(type, draft);
            }
        }
    }

    /** JSON first, then what has a template of its own, then what is a text. */
    private static Optional<String> choose(List<String> types) {
        String best = null;
        int rank = Integer.MAX_VALUE;
        for (String type : types) {
            int own = rank(type);
            if (own < rank) {
                best = type;
                rank = own;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int rank(String type) {
        return switch (MediaTypes.bare(type)) {
            case "application/json" -> 0;
            case "application/x-www-form-urlencoded" -> 2;
            case "multipart/form-data" -> 3;
            case "text/plain" -> 4;
            default -> MediaTypes.isJson(type) ? 1 : MediaTypes.isText(type) ? 5 : Integer.MAX_VALUE;
        };
    }

    /** What the transport would not say by itself. */
    private static void header(String type, RequestDraft draft) {
        String bare = MediaTypes.bare(type);
        boolean usual = bare.equals("application/json") || bare.equals("text/plain") || bare.contains("*");
        if (!usual && bare.chars().allMatch(c -> c > ' ' && c < 127)) {
            draft.header("content-type", bare.replace("$", ""));
        }
    }

    private void text(String type, Located body, RequestDraft draft) {
        boolean needed = body.says("required");
        String name = draft.names().take("body", "request");
        boolean plain = MediaTypes.bare(type).equals("text/plain");
        draft.input(
                name, plain ? schemas.of(schema(body, type), body) : schemas.text(body, Fields.written(type)), needed);
        draft.content("text", Json.text(RequestDraft.expression(name, needed)));
    }

    private static Located schema(Located body, String type) {
        return body.child("content").child(type).child("schema");
    }

    private void json(Located mediaType, Located body, RequestDraft draft) {
        Located schema = mediaType.child("schema");
        Optional<ObjectShape> shape = ObjectShape.of(schema, references, translation)
                .filter(found -> !found.open() && areFree(found, draft.names()));
        boolean needed = body.says("required");
        if (shape.isEmpty()) {
            String name = draft.names().take("body", "request");
            draft.input(name, schemas.of(schema, body), needed);
            draft.content("body", Json.text(RequestDraft.expression(name, needed)));
            return;
        }
        if (!needed && !shape.get().required().isEmpty()) {
            draft.without(body.at(), "optional request body", "the action always sends it, as its members are inputs");
        }
        ObjectNode template = Json.object();
        shape.get().members().forEach((member, located) -> {
            boolean always = shape.get().required().contains(member);
            String name = draft.names().take(member, "body");
            draft.input(name, schemas.of(located, located), always);
            template.put(member, RequestDraft.expression(name, always));
        });
        draft.content("body", template);
    }

    /** Members become inputs only where each has a name of its own. */
    private static boolean areFree(ObjectShape shape, InputNames names) {
        long different = shape.members().keySet().stream()
                .map(InputNames::usable)
                .distinct()
                .count();
        return different == shape.members().size()
                && shape.members().keySet().stream().allMatch(names::isFree);
    }
}
