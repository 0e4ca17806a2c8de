package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.memory.MemoryExport;
import dev.dispatch.memory.MemoryImport;
import dev.dispatch.memory.NamespaceChange;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code memory import} and {@code memory diff} share: the file, and what it changes. */
final class MemoryTransfer {

    static final String FILE = "--file";
    static final String REPLACE = "--replace";

    /** The largest export in MiB that is read again. */
    static final int MOST_MEBIBYTES = 64;

    private static final int MOST_KEYS = 50;

    private final Invocation invocation;
    private final String file;
    private final boolean replace;

    MemoryTransfer(Invocation invocation) {
        this.invocation = invocation;
        this.file = invocation.required(FILE);
        this.replace = invocation.flag(REPLACE);
    }

    static CommandSpec addTo(CommandSpec spec) {
        spec.addOption(Options.required(FILE, "FILE|-", "what memory export wrote; - reads standard input"));
        spec.addOption(Options.repeated(MemoryInspectCommand.NAMESPACE, "N", "only this namespace of the file"));
        return spec.addOption(Options.flag(
                REPLACE, "remove the keys of a namespace that the file does not have; without it they stay"));
    }

    /** What would be changed. */
    CommandResult preview() {
        MemoryExport given = read();
        List<NamespaceChange> changes = new MemoryImport(invocation.engine().memory(), replace).preview(given);
        boolean nothing = changes.stream().allMatch(NamespaceChange::isEmpty);
        boolean again = !nothing && !file.equals(JsonFile.STANDARD_INPUT);
        return answer(changes, true, again ? List.of(importIt()) : List.of());
    }

    /** Changes it. */
    CommandResult run() {
        MemoryExport given = read();
        List<NamespaceChange> changes = new MemoryImport(invocation.engine().memory(), replace).run(given);
        return answer(changes, false, List.of(NextAction.of("list the namespaces", "memory", "list")));
    }

    private MemoryExport read() {
        JsonSource source = new JsonFile(invocation, FILE, "memory values", MOST_MEBIBYTES).read(file);
        IssueList issues = IssueList.about(source);
        MemoryExport export = MemoryExport.parse(source, issues);
        if (!issues.isEmpty()) {
            throw invocation.usage(Problem.of(
                    ProblemCode.USAGE_ERROR,
                    "The memory values in " + JsonFile.shown(file) + " cannot be imported; nothing was changed",
                    issues.issues()));
        }
        List<String> only = invocation.texts(MemoryInspectCommand.NAMESPACE);
        Set<String> known = export.namespaces().keySet();
        for (String namespace : only) {
            if (!known.contains(namespace)) {
                throw UsageProblem.notFound(
                        "There is no namespace '" + namespace + "' in " + JsonFile.shown(file),
                        NearNames.of(namespace, known),
                        NextAction.of("list the namespaces in memory", "memory", "list"));
            }
        }
        return only.isEmpty() ? export : export.only(only);
    }

    private NextAction importIt() {
        List<String> words = new ArrayList<>(List.of("memory", "import", FILE, file));
        invocation
                .texts(MemoryInspectCommand.NAMESPACE)
                .forEach(namespace -> words.addAll(List.of(MemoryInspectCommand.NAMESPACE, namespace)));
        if (replace) {
            words.add(REPLACE);
        }
        return new NextAction(words, "make these changes");
    }

    private CommandResult answer(List<NamespaceChange> changes, boolean dryRun, List<NextAction> next) {
        ObjectNode document = Json.object();
        document.put("source", file);
        document.put("root", invocation.engine().memory().root().toString());
        document.put("dryRun", dryRun);
        document.put("replace", replace);
        ArrayNode namespaces = document.putArray("namespaces");
        for (NamespaceChange change : changes) {
            ObjectNode shown = namespaces.addObject();
            shown.put("namespace", change.namespace());
            shown.set("added", keys(change.added()));
            shown.set("changed", keys(change.changed()));
            shown.set("removed", keys(change.removed()));
            shown.put("unchanged", change.unchanged());
        }
        return CommandResult.answer(document, page -> write(page, document), next);
    }

    private static ObjectNode keys(List<String> keys) {
        List<String> first = keys.subList(0, Math.min(MOST_KEYS, keys.size()));
        ObjectNode shown = Json.object().put("total", keys.size()).put("shown", first.size());
        shown.set("keys", Json.texts(first));
        return shown;
    }

    private static void write(Page page, ObjectNode document) {
        boolean dryRun = document.path("dryRun").asBoolean(false);
        page.line(
                (dryRun ? "would change " : "changed ") + document.path("root").asString(""));
        if (document.path("namespaces").isEmpty()) {
            page.line("  nothing: the file holds no namespace");
        }
        document.path("namespaces").forEach(namespace -> {
            page.add("  " + namespace.path("namespace").asString(""))
                    .line("  " + namespace.path("unchanged").asInt() + " unchanged");
            write(page, namespace.path("added"), Tone.GOOD, "added");
            write(page, namespace.path("changed"), Tone.CAUTION, "changed");
            write(page, namespace.path("removed"), Tone.BAD, "removed");
        });
    }

    private static void write(Page page, JsonNode keys, Tone tone, String word) {
        keys.path("keys").forEach(key -> page.add("    ").add(tone, word).line("  " + key.asString("")));
        int more = keys.path("total").asInt() - keys.path("shown").asInt();
        if (more > 0) {
            page.line("    " + word + "  " + more + " more");
        }
    }
}
