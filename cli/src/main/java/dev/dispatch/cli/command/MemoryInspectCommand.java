package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.Page;
import dev.dispatch.json.Extent;
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
        Extent extent = invocation.extent();
        String file = memory.file(namespace).toString();
        ObjectNode document = Json.object();
        document.put("namespace", namespace);
        document.put("path", file);
        Optional<String> prefix = invocation.text(PREFIX);
        if (prefix.isEmpty()) {
            document.set("values", counted(document, values.get(), file, extent));
        } else {
            MemoryListing listing = memory.list(namespace, prefix.get());
            document.put("prefix", prefix.get());
            document.put("count", listing.keys().size());
            JsonNode contents = counted(document, listing.contents(), file, extent);
            document.set("values", listing.keys().isEmpty() ? Json.object() : rooted(prefix.get(), contents));
            document.set("keys", Json.texts(extent.first(listing.keys())));
        }
        return CommandResult.answer(document, page -> write(page, document), List.of());
    }

    /** What stands there as it is shown; adds how many members it has and how many of them are shown. */
    private static JsonNode counted(ObjectNode document, JsonNode contents, String file, Extent extent) {
        List<String> names = List.copyOf(contents.propertyNames());
        List<String> first = extent.first(names);
        document.put("total", names.size()).put("shown", first.size());
        if (!contents.isObject()) {
            return extent.value(contents, file);
        }
        ObjectNode shown = Json.object();
        first.forEach(name -> shown.set(name, extent.value(contents.get(name), file)));
        return shown;
    }

    /** Nested as in the namespace, so that each key leads to its value. */
    private static JsonNode rooted(String prefix, JsonNode contents) {
        JsonNode values = contents;
        for (String segment : List.of(prefix.split("\\.", -1)).reversed()) {
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
        int shown = document.path("shown").asInt(0);
        int total = document.path("total").asInt(0);
        if (shown < total) {
            page.line(Counted.of(shown, total, "member"));
        }
    }
}
