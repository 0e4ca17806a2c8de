package dev.dispatch.module;

import dev.dispatch.expression.Roots;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.NearNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code module.json}. */
final class ManifestParser {

    private static final Roots HTTP_ROOTS = Roots.of("env");
    private static final Set<String> ACTION = Set.of(
            "description",
            "effect",
            "input",
            "credential",
            "request",
            "expectStatus",
            "responseSchema",
            "checkResponse",
            "response",
            "exports",
            "exportsSchema",
            "detail",
            "credentialFlow");

    private static final Set<String> MANIFEST =
            Set.of("$schema", "name", "version", "entry", "description", "http", "actions", "metadata", "pack");

    private final Layer layer;
    private final Path folder;
    private final IssueList issues;
    private final IssueList warnings;

    /** @param warnings receives what is no fault, such as members that nobody reads */
    ManifestParser(Layer layer, Path folder, IssueList issues, IssueList warnings) {
        this.layer = layer;
        this.folder = folder;
        this.issues = issues;
        this.warnings = warnings;
    }

    /** The module; where the issues are not empty it must not be used. */
    LoadedModule parse(JsonNode root, List<ShippedJob> jobs) {
        Members manifest = Members.of(root, Pointer.ROOT, issues);
        if (root.isObject()) {
            Members.of(root, Pointer.ROOT, warnings).allow(MANIFEST, Set.of());
        }
        String name = manifest.requiredText("name").orElse("");
        if (!name.isEmpty() && !ActionKey.isPart(name)) {
            issues.add(Issue.at(
                            IssueCode.MODULE_VALIDATION_ERROR,
                            manifest.pointer("name"),
                            "'" + name + "' is not a name for a module")
                    .expected("lower-case letters, digits and hyphens")
                    .actual(name));
        }
        String version = manifest.requiredText("version").orElse("");
        if (!version.isEmpty() && !VersionRange.isVersion(version)) {
            issues.add(Issue.at(
                            IssueCode.MODULE_VALIDATION_ERROR,
                            manifest.pointer("version"),
                            "'" + version + "' is not a semantic version")
                    .expected("major.minor.patch")
                    .actual(version));
        }
        if (root.isObject() && (manifest.has("entry") || !manifest.has("actions"))) {
            issues.add(Issue.at(
                            IssueCode.UNSUPPORTED_FIELD,
                            manifest.pointer("entry"),
                            "This version of dispatch runs modules whose actions stand in module.json; code entries are not supported")
                    .expected("'actions', and no 'entry'")
                    .actual(manifest.has("entry") ? "'entry'" : "no 'actions'"));
        }
        return new LoadedModule(
                name,
                version,
                manifest.anyText("description").orElse(null),
                layer,
                folder,
                http(manifest),
                manifest.object("actions").map(block -> actions(name, block)).orElseGet(Map::of),
                jobs,
                warnings.issues().stream().map(this::inManifest).toList());
    }

    /** Says which file the place belongs to. */
    private Issue inManifest(Issue issue) {
        return issue.atPath(folder.resolve("module.json").toString());
    }

    /** For a reader who sees the manifest's place and nothing else of the finding. */
    static String sentence(Issue issue) {
        String place = issue.position() == null ? issue.path() : issue.position() + " (" + issue.path() + ")";
        String expected = issue.expected() == null ? "" : "; expected " + issue.expected();
        return "module.json " + place + ": " + issue.message() + expected;
    }

    private @Nullable TemplateTree http(Members manifest) {
        Optional<Members> http = manifest.object("http");
        http.ifPresent(block -> {
            block.allow(Set.of("baseUrl", "defaultHeaders"), Set.of("auth", "timeout", "proxy", "tls"));
            block.text("baseUrl");
            block.object("defaultHeaders").ifPresent(headers -> headers.each((name, _) -> headers.anyText(name)));
        });
        return http.flatMap(_ -> TemplateTree.compile(
                                manifest.node("http").orElseThrow(), manifest.pointer("http"), HTTP_ROOTS)
                        .orReport(issues::add))
                .orElse(null);
    }

    private Map<String, ActionDefinition> actions(String module, Members block) {
        Map<String, ActionDefinition> actions = new LinkedHashMap<>();
        block.each((name, node) -> {
            if (!ActionKey.isPart(name)) {
                issues.add(Issue.at(
                                IssueCode.MODULE_VALIDATION_ERROR,
                                block.pointer(name),
                                "'" + name + "' is not a name for an action")
                        .expected("lower-case letters, digits and hyphens")
                        .actual(name));
            }
            Members members = Members.of(node, block.pointer(name), issues).allow(ACTION, Set.of());
            action(new ActionKey(module, name), members).ifPresent(action -> actions.put(name, action));
        });
        return actions;
    }

    private Optional<ActionDefinition> action(ActionKey key, Members members) {
        ObjectNode input = schema(members, "input").orElseGet(ManifestParser::noInput);
        Optional<String> description = members.requiredText("description");
        Optional<Effect> effect = effect(members);
        ObjectNode credential = schema(members, "credential").orElse(null);
        return new HttpActionParser(input, credential, issues)
                .parse(members)
                .map(request -> new ActionDefinition(
                        key,
                        description.orElse(""),
                        effect.orElse(null),
                        input,
                        schema(members, "exportsSchema").orElse(null),
                        credential,
                        schema(members, "responseSchema").orElse(null),
                        members.flag("credentialFlow").orElse(false),
                        new ActionBody.Request(request)));
    }

    private Optional<Effect> effect(Members members) {
        Optional<String> word = members.text("effect");
        Optional<Effect> effect = word.flatMap(Effect::of);
        if (word.isPresent() && effect.isEmpty()) {
            issues.add(Issue.at(
                            IssueCode.MODULE_VALIDATION_ERROR,
                            members.pointer("effect"),
                            "'" + word.get() + "' is not an effect")
                    .expected("read, write or delete")
                    .actual(word.get())
                    .suggest(NearNames.of(word.get(), List.of("read", "write", "delete"))));
        }
        return effect;
    }

    private static Optional<ObjectNode> schema(Members members, String name) {
        return members.object(name).map(_ -> (ObjectNode) members.node(name).orElseThrow());
    }

    /** An action that says nothing of its input takes none. */
    private static ObjectNode noInput() {
        return Json.object().put("type", "object").put("additionalProperties", false);
    }
}
