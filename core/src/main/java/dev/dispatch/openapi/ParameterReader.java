package dev.dispatch.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.MissingNode;

/** Finds the parameters of an operation: its own, and those of its path that it does not replace. */
final class ParameterReader {

    private record Key(String name, String in) {}

    private final References references;

    ParameterReader(References references) {
        this.references = references;
    }

    /** In the order of the document, the path's first. */
    List<Parameter> read(RequestDraft draft) {
        Map<Key, Parameter> parameters = new LinkedHashMap<>();
        collect(draft.operation().pathItem().child("parameters"), parameters, draft);
        collect(draft.operation().node().child("parameters"), parameters, draft);
        return new ArrayList<>(parameters.values());
    }

    private void collect(Located list, Map<Key, Parameter> parameters, RequestDraft draft) {
        if (list.isThere() && !list.node().isArray()) {
            draft.leaveOut(list.at(), "parameters", "they are no array");
            return;
        }
        for (int i = 0; i < list.node().size(); i++) {
            Located written = list.child(i);
            switch (references.follow(written)) {
                case References.Target.Nowhere(String why) -> draft.leaveOut(written.at(), "parameter", why);
                case References.Target.Found(Located node) -> take(node, parameters, draft);
            }
        }
    }

    private static void take(Located node, Map<Key, Parameter> parameters, RequestDraft draft) {
        String name = node.text("name");
        String in = node.text("in");
        switch (in) {
            case "path", "query", "header", "cookie" -> {
                boolean required = in.equals("path") || node.says("required");
                parameters.put(new Key(name, in), new Parameter(name, in, required, node, schema(node)));
            }
            default -> draft.leaveOut(node.at(), "parameter '" + name + "'", "'in' is '" + in + "'");
        }
        if (name.isEmpty()) {
            draft.leaveOut(node.at(), "parameter", "it has no name");
        }
    }

    private static Located schema(Located node) {
        Located content = node.child("content");
        for (String mediaType : content.node().propertyNames()) {
            return content.child(mediaType).child("schema");
        }
        return node.node().has("schema") ? node.child("schema") : new Located(MissingNode.getInstance(), node.at());
    }
}
