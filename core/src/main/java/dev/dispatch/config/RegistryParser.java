package dev.dispatch.config;

import dev.dispatch.http.HttpUrls;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Members;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads where modules come from: the blocks {@code registry} and {@code modules} of one file. */
final class RegistryParser {

    private static final Set<String> REGISTRY = Set.of("url", "scope", "authToken");
    private static final Set<String> MODULE = Set.of("repo", "version");

    private final ConfigTexts texts;
    private final ConfigSource source;
    private final Policies policies;

    /** @param policies which say what URL and token may be made of: they go to the network */
    RegistryParser(ConfigTexts texts, ConfigSource source, Policies policies) {
        this.texts = texts;
        this.source = source;
        this.policies = policies;
    }

    Optional<Members> block(Members document) {
        return document.object("registry").map(members -> members.allow(REGISTRY, Set.of()));
    }

    /** {@code @acme}, with the sign or without. */
    Optional<String> scope(Members block) {
        Optional<String> scope = texts.text(block, "scope", source.issues());
        if (scope.isPresent() && !isName(scope.get().substring(scope.get().startsWith("@") ? 1 : 0))) {
            source.issues()
                    .add(
                            Issue.at(
                                            IssueCode.INVALID_CONFIG,
                                            block.pointer("scope"),
                                            "'scope' is not a scope of packages")
                                    .expected(
                                            "lower-case letters, digits, hyphens, dots and underscores after @, such as @acme"));
            return Optional.empty();
        }
        return scope.map(text -> text.startsWith("@") ? text : "@" + text);
    }

    /** URL and token together; without a URL there is no registry, whatever else is said of one. */
    Optional<Registry> registry(Members block) {
        Optional<String> token = texts.secret(block, "authToken", policies, source.issues());
        if (block.has("authToken") && !block.has("url")) {
            source.issues()
                    .add(Issue.at(
                                    IssueCode.INVALID_CONFIG,
                                    block.pointer("authToken"),
                                    "'authToken' is only sent to the 'url' of the same file, which has none")
                            .expected("'url' beside 'authToken'")
                            .actual("no 'url'"));
        }
        return texts.text(block, "url", policies, source.issues())
                .filter(url -> isUrl(block, url))
                .map(url ->
                        new Registry(url, Optional.empty(), token, source.file().toString()));
    }

    Map<String, ModuleSource> modules(Members document) {
        Map<String, ModuleSource> modules = new LinkedHashMap<>();
        document.object("modules")
                .ifPresent(block -> block.each((name, node) -> {
                    if (!isName(name)) {
                        source.issues()
                                .add(Issue.at(
                                                IssueCode.INVALID_CONFIG,
                                                block.pointer(name),
                                                "'" + name + "' is not a name for a module")
                                        .expected("lower-case letters, digits and hyphens")
                                        .actual(name));
                    }
                    Members module = Members.of(node, block.pointer(name), source.issues())
                            .allow(MODULE, Set.of());
                    if (!module.missing("repo", "a string")) {
                        Optional<String> version = texts.text(module, "version", source.issues());
                        texts.text(module, "repo", source.issues())
                                .ifPresent(repo -> modules.put(name, new ModuleSource(repo, version)));
                    }
                }));
        return modules;
    }

    private boolean isUrl(Members block, String url) {
        Optional<String> fault = HttpUrls.problemOf(url);
        fault.ifPresent(_ -> source.issues()
                .add(Issue.at(
                                IssueCode.INVALID_CONFIG,
                                block.pointer("url"),
                                "'registry.url' is not a URL of a registry")
                        .expected("an absolute http or https URL without user name, query and fragment")));
        return fault.isEmpty();
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._".indexOf(c) >= 0);
    }
}
