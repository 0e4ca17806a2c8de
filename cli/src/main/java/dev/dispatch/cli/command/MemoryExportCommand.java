package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.file.AtomicFile;
import dev.dispatch.json.Json;
import dev.dispatch.memory.MemoryExport;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code memory export}: all of memory, or some namespaces, as one document. */
final class MemoryExportCommand implements Command {

    private static final int MEBIBYTE = 1024 * 1024;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("memory export", "Print memory as one document that memory import reads.");
        spec.addOption(Options.repeated(MemoryInspectCommand.NAMESPACE, "N", "only this namespace"));
        return spec.addOption(Options.text(Options.OUT, "FILE", "write it to this file instead"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        MemoryStore memory = invocation.engine().memory();
        MemoryExport export = MemoryExport.of(memory, names(invocation, memory));
        ObjectNode document =
                export.toJson(invocation.session().settings().clock().instant());
        Optional<String> out = invocation.text(Options.OUT);
        if (out.isEmpty()) {
            return CommandResult.answer(document, page -> page.document(document), List.of());
        }
        Path file = invocation.path(Options.OUT, out.get());
        write(file, document);
        ObjectNode answer = Json.object();
        answer.put("exported", file.toString());
        ArrayNode namespaces = answer.putArray("namespaces");
        export.namespaces()
                .keySet()
                .forEach(name -> namespaces
                        .addObject()
                        .put("namespace", name)
                        .put("keys", memory.keys(name, null).size()));
        return CommandResult.answer(
                answer,
                page -> write(page, answer),
                List.of(NextAction.of(
                        "see later how memory differs from it",
                        "memory",
                        "diff",
                        MemoryTransfer.FILE,
                        file.toString())));
    }

    private static List<String> names(Invocation invocation, MemoryStore memory) {
        List<String> there = memory.namespaces();
        List<String> only = invocation.texts(MemoryInspectCommand.NAMESPACE);
        for (String namespace : only) {
            if (!there.contains(namespace)) {
                throw UsageProblem.notFound(
                        "There is no namespace '" + namespace + "' in memory",
                        NearNames.of(namespace, there),
                        NextAction.of("list the namespaces", "memory", "list"));
            }
        }
        return only.isEmpty() ? there : only;
    }

    /** What could not be read again is not written. */
    private static void write(Path file, ObjectNode document) {
        byte[] content = (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
        if (content.length > MemoryTransfer.MOST_MEBIBYTES * MEBIBYTE) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "The export would be larger than " + MemoryTransfer.MOST_MEBIBYTES
                                    + " MiB; export single namespaces with " + MemoryInspectCommand.NAMESPACE)
                    .exception();
        }
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw OutputFile.failed(e);
        }
    }

    private static void write(Page page, ObjectNode answer) {
        int count = answer.path("namespaces").size();
        page.line("wrote " + count + (count == 1 ? " namespace" : " namespaces") + " to "
                + answer.path("exported").asString(""));
        answer.path("namespaces")
                .forEach(one -> page.line("  " + one.path("namespace").asString("") + "  "
                        + one.path("keys").asInt() + (one.path("keys").asInt() == 1 ? " key" : " keys")));
    }
}
