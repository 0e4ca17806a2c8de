package dev.dispatch.module;

import dev.dispatch.auth.AuthForm;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.ActionKey;
import dev.dispatch.job.NetworkMembers;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.NearNames;
import dev.dispatch.sdk.Effect;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Where the code is, when nothing else is said. */
    static final String USUAL_ENTRY = "index.mjs";

    private static final Roots HTTP_ROOTS = Roots.of("env");
    private static final Roots AUTH_ROOTS = Roots.of("env", "credential");
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

    private static final Set<String> MANIFEST = Set.of(
            "$schema", "$defs", "name", "version", "entry", "description", "http", "actions", "metadata", "pack");

    private final Path file;
    private final IssueList issues;
    private final IssueList warnings;
    private UsedDefinitions definitions = new UsedDefinitions(Json.object());

    /**
     * A parser of one manifest.
     *
     * @param file for the findings to name
     * @param warnings receives what is no fault, such as members that nobody reads
     */
    ManifestParser(Path file, IssueList issues, IssueList warnings) {
        this.file = file;
        this.issues = issues;
        this.warnings = warnings;
    }

    /** What the manifest says; where the issues are not empty it must not be used. */
    Manifest parse(JsonNode root) {
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
        manifest.object("$defs").ifPresent(_ -> definitions = new UsedDefinitions(root.get("$defs")));
        return new Manifest(
                name,
                version,
                manifest.anyText("description").orElse(null),
                entry(manifest),
                http(manifest),
                manifest.object("actions").map(block -> actions(name, block)).orElseGet(Map::of),
                include(manifest),
                warnings.issues().stream().map(this::inManifest).toList());
    }

    /** A module without actions of its own has its entry at the usual place. */
    private static @Nullable String entry(Members manifest) {
        return manifest.has("entry") || manifest.has("actions")
                ? manifest.text("entry").orElse(null)
                : USUAL_ENTRY;
    }

    private List<String> include(Members manifest) {
        List<String> include = new ArrayList<>();
        manifest.object("pack").ifPresent(pack -> {
            Members.of(manifest.node("pack").orElseThrow(), manifest.pointer("pack"), warnings)
                    .allow(Set.of("include"), Set.of());
            pack.elements("include").forEach((at, pattern) -> {
                if (pattern.isString() && !pattern.stringValue().isBlank()) {
                    include.add(pattern.stringValue());
                } else {
                    issues.add(MemberIssue.wrongType(at, "string", pattern));
                }
            });
        });
        return include;
    }

    /** Says which file the place belongs to. */
    private Issue inManifest(Issue issue) {
        return issue.atPath(file.toString());
    }

    private @Nullable TemplateTree http(Members manifest) {
        Optional<Members> http = manifest.object("http");
        http.ifPresent(block -> {
            block.allow(Set.of("baseUrl", "defaultHeaders", "auth", "tls"), Set.of("timeout", "proxy"));
            block.node("auth").ifPresent(auth -> AuthForm.check(auth, block.pointer("auth"), issues));
            NetworkMembers.tls(block, issues);
            block.text("baseUrl");
            block.object("defaultHeaders").ifPresent(headers -> headers.each((name, _) -> headers.anyText(name)));
        });
        return http.flatMap(block -> TemplateTree.compile(
                                manifest.node("http").orElseThrow(),
                                manifest.pointer("http"),
                                block.has("auth") ? AUTH_ROOTS : HTTP_ROOTS)
                        .orReport(issues::add))
                .filter(this::keepsCredentialsInAuth)
                .orElse(null);
    }

    /** The other members are settled before there is a step that could bind one. */
    private boolean keepsCredentialsInAuth(TemplateTree http) {
        boolean kept = true;
        for (ReferenceUse use : http.references()) {
            boolean inAuth = use.pointer().text().startsWith("/http/auth/");
            if (use.reference().root().equals("credential") && !inAuth) {
                kept = false;
                issues.add(Issue.at(
                                IssueCode.INVALID_INTERPOLATION,
                                use.pointer(),
                                "Only 'http.auth' of a module knows the credential of a step")
                        .expected("env.<name>")
                        .actual("${" + use.reference().text() + "}"));
            }
        }
        return kept;
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

    private Optional<ObjectNode> schema(Members members, String name) {
        return members.object(name)
                .map(_ -> definitions.joined((ObjectNode) members.node(name).orElseThrow()));
    }

    /** An action that says nothing of its input takes none. */
    private static ObjectNode noInput() {
        return Json.object().put("type", "object").put("additionalProperties", false);
    }
}
