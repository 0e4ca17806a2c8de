package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the {@code module.json} of an OpenAPI document. */
public final class OpenApiImport {

    private static final int LONGEST_DESCRIPTION = 200;

    private OpenApiImport() {}

    /**
     * Takes the selected operations.
     *
     * @param name of the module, letters {@code [a-z0-9-]+}; not checked here
     * @param version of the module; not checked here
     * @throws ProblemException USAGE_ERROR where a pattern of the selection matches no operation of the document (with
     *     {@code suggestions} in the details), where nothing is left of it, or where the document has no operation at all
     */
    public static Imported of(OpenApiDocument document, String name, String version, Selection selection) {
        Findings findings = new Findings(document);
        JsonNode root = document.root();
        References references = new References(root);
        List<Operation> operations = new OperationReader(root, references, findings).read();
        if (operations.isEmpty()) {
            throw Problem.of(ProblemCode.USAGE_ERROR, "The OpenAPI document has no operation under 'paths'")
                    .exception();
        }
        List<Operation> selected = new Selector(operations).select(selection);
        Definitions definitions = new Definitions(references, isVersion30(root), findings);
        Servers servers = new Servers(root);
        ObjectNode manifest = head(root, name, version);
        manifest.set("http", servers.http(name, findings));
        ObjectNode actions = manifest.putObject("actions");
        OperationTranslation translation = new OperationTranslation(root, definitions, servers, findings);
        for (Operation operation : selected) {
            Optional<ObjectNode> action = translation.translate(operation);
            action.ifPresent(found -> actions.set(operation.action(), found));
        }
        definitions.finish(findings);
        if (!definitions.translated().isEmpty()) {
            ObjectNode shared = manifest.putObject("$defs");
            definitions.translated().forEach(shared::set);
        }
        Imported.Counts counts = new Imported.Counts(
                operations.size(),
                selected.size(),
                actions.size(),
                definitions.translated().size());
        return new Imported(manifest, findings.inOrder(), counts);
    }

    private static ObjectNode head(JsonNode root, String name, String version) {
        ObjectNode manifest = Json.object().put("name", name).put("version", version);
        Located info = new Located(root.path("info"), Pointer.ROOT);
        String described = Sentences.first(info.text("description"), LONGEST_DESCRIPTION);
        String words = described.isBlank() ? Sentences.first(info.text("title"), LONGEST_DESCRIPTION) : described;
        return words.isBlank() ? manifest : manifest.put("description", words);
    }

    private static boolean isVersion30(JsonNode root) {
        return Json.show(root.path("openapi")).startsWith("3.0");
    }
}
