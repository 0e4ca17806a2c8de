package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.json.Json;
import dev.dispatch.memory.MemoryListing;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code memory inspect}: what a namespace holds. */
final class MemoryInspectCommand implements Command {

    static final String NAMESPACE = "--namespace";
    private static final String PREFIX = "--prefix";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("memory inspect", "Show what a namespace of memory holds.");
        spec.addOption(Options.required(NAMESPACE, "N", "the namespace (see memory list)"));
        return spec.addOption(Options.text(PREFIX, "P", "only what stands at and below this dotted key"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        MemoryStore memory = invocation.engine().memory();
        String namespace = invocation.required(NAMESPACE);
        Optional<ObjectNode> values = memory.read(namespace);
        if (values.isEmpty()) {
            return CommandResult.failure(missing(namespace, memory));
        }
        ObjectNode document = Json.object();
        document.put("namespace", namespace);
        document.put("path", memory.file(namespace).toString());
        Optional<String> prefix = invocation.text(PREFIX);
        if (prefix.isEmpty()) {
            document.set("values", values.get());
        } else {
            MemoryListing listing = memory.list(namespace, prefix.get());
            document.set("values", rooted(prefix.get(), listing));
            document.put("prefix", prefix.get());
            document.set("keys", Json.texts(listing.keys()));
            document.put("count", listing.keys().size());
        }
        return CommandResult.answer(document, page -> write(page, document), List.of());
    }

    /** Nested as in the namespace, so that each key leads to its value; an empty object where nothing was found. */
    private static JsonNode rooted(String prefix, MemoryListing listing) {
        if (listing.keys().isEmpty()) {
            return Json.object();
        }
        List<String> segments = List.of(prefix.split("\\.", -1));
        JsonNode values = listing.contents();
        for (String segment : segments.reversed()) {
            // A prefix may end with a dot.
            values = segment.isEmpty() ? values : Json.object().set(segment, values);
        }
        return values;
    }

    private static Problem missing(String namespace, MemoryStore memory) {
        ObjectNode details = Json.object();
        List<String> near = NearNames.of(namespace, memory.namespaces());
        if (!near.isEmpty()) {
            details.set("suggestions", Json.texts(near));
        }
        return Problem.of(ProblemCode.NOT_FOUND, "There is no namespace '" + namespace + "' in memory")
                .details(details)
                .next(List.of(NextAction.of("list the namespaces", "memory", "list")));
    }

    private static void write(Page page, ObjectNode document) {
        page.line(document.path("path").asString(""));
        if (document.has("prefix")) {
            page.line("prefix: " + document.path("prefix").asString("") + ", keys: "
                    + document.path("count").asInt(0));
        }
        page.document(document.path("values"));
    }
}
