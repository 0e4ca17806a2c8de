package dev.dispatch.memory;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whole namespaces as one document, which {@link MemoryImport} brings in again.
 *
 * @param namespaces the contents by name, sorted
 */
public record MemoryExport(Map<String, ObjectNode> namespaces) {

    /** The newest version of the document that this program knows. */
    public static final int VERSION = 1;

    /** The most namespaces of one document; each is a file that an import keeps locked. */
    public static final int MOST_NAMESPACES = 500;

    private static final String MARK = "dispatchMemory";
    private static final String AT = "exportedAt";
    private static final String NAMESPACES = "namespaces";

    public MemoryExport {
        namespaces = Collections.unmodifiableMap(new TreeMap<>(namespaces));
    }

    /**
     * The present contents of some namespaces; those that do not exist are left out.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} for more than {@link #MOST_NAMESPACES}
     */
    public static MemoryExport of(MemoryStore store, Collection<String> names) {
        if (names.size() > MOST_NAMESPACES) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "Memory has " + names.size() + " namespaces; at most " + MOST_NAMESPACES
                                    + " are exported at once")
                    .exception();
        }
        Map<String, ObjectNode> contents = new TreeMap<>();
        names.forEach(name -> store.read(name).ifPresent(content -> contents.put(name, content)));
        return new MemoryExport(contents);
    }

    /**
     * Reads the document.
     *
     * @param issues receives everything that is wrong; where it stays empty the export can be brought in
     */
    public static MemoryExport parse(JsonSource source, IssueList issues) {
        Map<String, ObjectNode> contents = new TreeMap<>();
        Members members = Members.of(source.root(), Pointer.ROOT, issues).allow(Set.of(MARK, AT, NAMESPACES), Set.of());
        version(members, issues);
        members.text(AT);
        if (!members.missing(NAMESPACES, "an object with a member for each namespace")) {
            members.object(NAMESPACES)
                    .ifPresent(block -> block.each((name, content) -> {
                        if (check(name, content, block.pointer(name), issues)) {
                            contents.put(name, (ObjectNode) content);
                        }
                    }));
        }
        if (contents.size() > MOST_NAMESPACES) {
            issues.add(Issue.at(
                            IssueCode.INVALID_MEMORY,
                            Pointer.ROOT.child(NAMESPACES),
                            "There are " + contents.size() + " namespaces")
                    .expected("at most " + MOST_NAMESPACES)
                    .actual(String.valueOf(contents.size())));
        }
        return new MemoryExport(contents);
    }

    /** The same with some of the namespaces only. */
    public MemoryExport only(Collection<String> names) {
        Map<String, ObjectNode> chosen = new TreeMap<>(namespaces);
        chosen.keySet().retainAll(names);
        return new MemoryExport(chosen);
    }

    /** The document. */
    public ObjectNode toJson(Instant at) {
        ObjectNode json = Json.object()
                .put(MARK, VERSION)
                .put(AT, at.truncatedTo(ChronoUnit.MILLIS).toString());
        ObjectNode all = json.putObject(NAMESPACES);
        namespaces.forEach(all::set);
        return json;
    }

    private static void version(Members members, IssueList issues) {
        if (members.missing(MARK, "the version of the document, " + VERSION + " today")) {
            return;
        }
        JsonNode version = members.node(MARK).orElseThrow();
        if (!Json.equal(version, Json.object().put(MARK, VERSION).get(MARK))) {
            issues.add(Issue.at(
                            IssueCode.UNSUPPORTED_SCHEMA_VERSION,
                            members.pointer(MARK),
                            "This version of dispatch reads exported memory of version " + VERSION)
                    .expected(String.valueOf(VERSION))
                    .actual(MemberIssue.value(version)));
        }
    }

    private static boolean check(String name, JsonNode content, Pointer at, IssueList issues) {
        boolean named = MemoryStore.isNamespace(name);
        if (!named) {
            issues.add(Issue.at(IssueCode.INVALID_MEMORY, at, "'" + name + "' is not a name for a namespace")
                    .expected("lower-case letters, digits, '_' and '-', starting with a letter or digit")
                    .actual(name));
        }
        if (!content.isObject()) {
            issues.add(MemberIssue.wrongType(at, "object", content));
        }
        return named && content.isObject();
    }
}
