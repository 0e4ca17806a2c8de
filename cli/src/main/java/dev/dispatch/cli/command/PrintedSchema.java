package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.resource.JsonResource;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** What the commands under {@code schema} have in common: they print a document as it is. */
final class PrintedSchema {

    private static final String PRINT = "--print";

    private PrintedSchema() {}

    static CommandSpec spec(String words, String description) {
        CommandSpec spec = Options.command(words, description);
        return spec.addOption(Options.flag(PRINT, "print it on stdout, which is what happens without it too"));
    }

    static CommandResult of(JsonNode document) {
        return CommandResult.answer(document, page -> page.document(document), List.of());
    }

    /** A schema that is part of the program. */
    static JsonNode resource(String name) {
        return JsonResource.read("/dev/dispatch/schema/" + name);
    }
}
