package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An OpenAPI document that was read, with the places of its objects and arrays. */
public final class OpenApiDocument {

    private static final long LARGEST = 64L * 1024 * 1024;

    private final PlacedTree tree;

    private OpenApiDocument(PlacedTree tree) {
        this.tree = tree;
    }

    /**
     * Reads a local file, JSON or YAML by its content.
     *
     * @throws ProblemException NOT_FOUND where there is no such file; USAGE_ERROR where it cannot be read, is larger than
     *     64 MiB, is neither JSON nor YAML, or is no OpenAPI 3.0 or 3.1 document; the one issue of it names file, line
     *     and column
     */
    public static OpenApiDocument read(Path file) {
        OpenApiDocument document = parse(text(file), file.toString());
        document.checkVersion(file.toString());
        return document;
    }

    private static OpenApiDocument parse(String text, String name) {
        try {
            return new OpenApiDocument(isJson(text) ? DocumentReader.json(text) : YamlReader.read(text));
        } catch (DocumentFault fault) {
            throw unusable(
                    name,
                    Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, fault.words())
                            .atPosition(Optional.of(fault.position()))
                            .expected("an OpenAPI document in JSON or YAML"));
        }
    }

    /** JSON begins with a brace; a YAML document in the same style is as good as never written. */
    private static boolean isJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && c != '\uFEFF') {
                return c == '{' || c == '[';
            }
        }
        return true;
    }

    private static String text(Path file) {
        if (!Files.exists(file)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "The OpenAPI document '" + file + "' was not found")
                    .exception();
        }
        if (Files.isDirectory(file)) {
            throw refused("'" + file + "' is a folder; name an OpenAPI document in it");
        }
        if (!Files.isRegularFile(file)) {
            // A device or a named pipe has no size, and perhaps no end.
            throw refused("'" + file + "' is no regular file, so it is no OpenAPI document");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw refused("The OpenAPI document '" + file + "' is larger than 64 MiB");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw refused("The OpenAPI document '" + file + "' is not text in UTF-8");
        } catch (IOException e) {
            throw refused("The OpenAPI document '" + file + "' cannot be read: " + e.getMessage());
        }
    }

    private void checkVersion(String name) {
        JsonNode root = tree.root();
        String version = root.path("openapi").isContainer() ? "" : Json.show(root.path("openapi"));
        if (root.isObject() && (is(version, "3.0") || is(version, "3.1"))) {
            return;
        }
        Pointer at = root.has("openapi") ? Pointer.ROOT.child("openapi") : Pointer.ROOT;
        Issue issue = Issue.at(IssueCode.SCHEMA_ERROR, at, wrongVersion(root, version))
                .atPosition(position(at))
                .expected("an object with openapi 3.0.x or 3.1.x")
                .actual(root.has("swagger") ? "swagger " + shown(root.path("swagger")) : shown(root.path("openapi")));
        throw unusable(name, root.has("swagger") ? issue.suggest("convert the document to OpenAPI 3 first") : issue);
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode()
                ? "no member 'openapi'"
                : value.isContainer() ? Json.typeOf(value) : Json.show(value);
    }

    private static String wrongVersion(JsonNode root, String version) {
        if (!root.isObject()) {
            return "An OpenAPI document is an object";
        }
        if (root.has("swagger")) {
            return "This is a document of Swagger 2.0, which came before OpenAPI 3";
        }
        return root.has("openapi")
                ? "OpenAPI '" + version + "' is not supported"
                : "The document does not say which version of OpenAPI it is";
    }

    private static boolean is(String version, String line) {
        return version.equals(line) || version.startsWith(line + ".");
    }

    private static ProblemException unusable(String name, Issue issue) {
        String place = issue.position() == null ? "" : ":" + issue.position();
        return Problem.of(
                        ProblemCode.USAGE_ERROR,
                        "The OpenAPI document cannot be used: " + name + place + ": " + issue.message(),
                        List.of(issue.atPath(name)))
                .exception();
    }

    private static ProblemException refused(String message) {
        return Problem.of(ProblemCode.USAGE_ERROR, message).exception();
    }

    /** The whole document; not to be changed. */
    public JsonNode root() {
        return tree.root();
    }

    /** Where the node stands, or the nearest object or array that holds it. */
    Optional<Position> position(Pointer pointer) {
        return tree.position(pointer);
    }
}
