package dev.dispatch.openapi;

import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Finds the operations of a document. */
final class OperationReader {

    private final JsonNode root;
    private final References references;
    private final Findings findings;

    OperationReader(JsonNode root, References references, Findings findings) {
        this.root = root;
        this.references = references;
        this.findings = findings;
    }

    /** In the order of the document, each with the name of its action. */
    List<Operation> read() {
        List<Operation> operations = new ArrayList<>();
        Located paths = new Located(root.path("paths"), Pointer.ROOT.child("paths"));
        for (String path : paths.node().propertyNames()) {
            if (!isExtension(path)) {
                pathItem(path, paths.child(path), operations);
            }
        }
        Located webhooks = new Located(root.path("webhooks"), Pointer.ROOT.child("webhooks"));
        for (String name : webhooks.node().propertyNames()) {
            findings.add(
                    webhooks.child(name).at(),
                    "webhook '" + name + "'",
                    "the service sends it; actions only call the service");
        }
        return ActionNames.assign(operations);
    }

    private void pathItem(String path, Located written, List<Operation> operations) {
        switch (references.follow(written)) {
            case References.Target.Nowhere(String why) ->
                findings.add(written.at(), "path '" + path + "'", "none of its operations has an action: " + why);
            case References.Target.Found(Located item) -> {
                if (!item.node().isObject()) {
                    findings.add(item.at(), "path '" + path + "'", "it is not an object");
                }
                for (String member : item.node().propertyNames()) {
                    member(path, item, member, operations);
                }
            }
        }
    }

    private void member(String path, Located item, String member, List<Operation> operations) {
        switch (member) {
            case "get", "put", "post", "delete", "options", "head", "patch", "trace" -> {
                Located node = item.child(member);
                if (node.node().isObject()) {
                    operations.add(operation(path, item, member, node));
                } else {
                    findings.add(node.at(), "operation", "it is not an object");
                }
            }
            case "parameters", "servers", "summary", "description", "$ref" -> {}
            default -> {
                if (!isExtension(member)) {
                    findings.add(
                            item.child(member).at(), "'" + member + "' of a path", "it is no method of OpenAPI 3.1");
                }
            }
        }
    }

    private static Operation operation(String path, Located item, String method, Located node) {
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : node.node().path("tags")) {
            if (tag.isString()) {
                tags.add(tag.stringValue());
            }
        }
        return new Operation(method.toUpperCase(Locale.ROOT), path, "", node.text("operationId"), tags, item, node);
    }

    static boolean isExtension(String name) {
        return name.startsWith("x-");
    }
}
