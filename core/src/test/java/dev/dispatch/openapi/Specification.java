package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Imports documents of the test resources and texts, and looks things up in what comes out. */
record Specification(Imported imported) {

    /** The documents that a module is made of, loaded and compiled. */
    static final List<String> CORPUS = List.of(
            "shop.yaml",
            "petstore.yaml",
            "notes-3.1.json",
            "circular.json",
            "awkward.yaml",
            "forms.yaml",
            "security.json",
            "shapes.yaml",
            "upload.yaml");

    static Path file(String name) {
        try {
            return Path.of(Specification.class.getResource("/openapi/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Specification of(String name) {
        return of(name, Selection.ALL);
    }

    static Specification of(String name, Selection selection) {
        return new Specification(OpenApiImport.of(OpenApiDocument.read(file(name)), "api", "0.1.0", selection));
    }

    /** A document with these paths, and perhaps components, as members of its root. */
    static Specification written(Path folder, String yaml) {
        String head = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\nservers: [{url: 'https://a.example'}]\n";
        return new Specification(OpenApiImport.of(document(folder, head + yaml), "api", "0.1.0", Selection.ALL));
    }

    static OpenApiDocument document(Path folder, String text) {
        try {
            return OpenApiDocument.read(Files.writeString(folder.resolve("spec"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode manifest() {
        return imported.manifest();
    }

    JsonNode action(String name) {
        return manifest().path("actions").path(name);
    }

    List<String> actions() {
        return List.copyOf(manifest().path("actions").propertyNames());
    }

    /** A place in an action as compact JSON; empty where there is nothing. */
    String at(String action, String pointer) {
        JsonNode node = new Pointer(pointer).in(action(action));
        return node.isMissingNode() ? "" : Json.compact(node);
    }

    /** A definition as compact JSON. */
    String definition(String name) {
        return Json.compact(manifest().path("$defs").path(name));
    }

    /** Each thing that is not expressed: operation, pointer, what. */
    List<String> notExpressed() {
        return imported.notExpressed().stream()
                .map(one -> (one.operation() == null ? "" : one.operation() + " ") + one.pointer() + ": " + one.what())
                .toList();
    }

    /** Operations without an action, with the thing that is why. */
    List<String> leftOut() {
        return imported.notExpressed().stream()
                .filter(NotExpressed::actionLeftOut)
                .map(one -> one.operation() + ": " + one.what())
                .toList();
    }
}
