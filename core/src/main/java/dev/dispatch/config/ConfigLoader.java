package dev.dispatch.config;

import dev.dispatch.expression.Generator;
import dev.dispatch.policy.Policies;
import dev.dispatch.policy.PolicyParser;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Members;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all files, the policies first: they say what the rest may be made of. */
final class ConfigLoader {

    private static final Set<String> MEMBERS = Set.of("registry", "modules", "policy", "http");

    private final ConfigTexts texts;

    ConfigLoader(Map<String, String> environment, Generator generator) {
        this.texts = new ConfigTexts(environment, generator);
    }

    Config.Loading load(ConfigFiles files) {
        List<Issue> faults = new ArrayList<>();
        List<ConfigSource> sources = new ArrayList<>();
        PolicyParser policies = new PolicyParser();
        Optional<ConfigSource> policy = files.policy().flatMap(file -> ConfigSource.read(file, faults));
        faults.replaceAll(fault -> fault.expected("in the file that DISPATCH_POLICY names: " + fault.expected()));
        policy.ifPresent(
                source -> policies.parse(source.members(PolicyParser.MEMBERS), source.file(), source.issues()));
        for (Path file : files.files()) {
            ConfigSource.read(file, faults).ifPresent(sources::add);
        }
        List<Members> documents =
                sources.stream().map(source -> source.members(MEMBERS)).toList();
        for (int i = 0; i < sources.size(); i++) {
            ConfigSource source = sources.get(i);
            documents
                    .get(i)
                    .object("policy")
                    .map(block -> block.allow(PolicyParser.MEMBERS, Set.of()))
                    .ifPresent(block -> policies.parse(block, source.file(), source.issues()));
        }
        Config config = config(sources, documents, policies.policies());
        policy.ifPresent(source -> faults.addAll(source.found()));
        sources.forEach(source -> faults.addAll(source.found()));
        return faults.isEmpty() ? new Config.Loading.Loaded(config) : new Config.Loading.Invalid(faults);
    }

    private Config config(List<ConfigSource> sources, List<Members> documents, Policies policies) {
        Map<String, ModuleSource> modules = new LinkedHashMap<>();
        List<HttpDefaults> http = new ArrayList<>();
        Optional<Registry> registry = Optional.empty();
        Optional<String> scope = Optional.empty();
        for (int i = 0; i < sources.size(); i++) {
            ConfigSource source = sources.get(i);
            Members document = documents.get(i);
            RegistryParser parser = new RegistryParser(texts, source, policies);
            modules.putAll(parser.modules(document));
            new HttpParser(texts, source, policies).parse(document).ifPresent(http::add);
            Optional<Members> block = parser.block(document);
            Optional<String> ownScope = block.flatMap(parser::scope);
            scope = ownScope.isPresent() ? ownScope : scope;
            Optional<Registry> own = block.flatMap(parser::registry);
            registry = own.isPresent() ? own : registry;
        }
        Optional<String> strongest = scope;
        return new Config(
                modules,
                registry.map(found -> new Registry(found.url(), strongest, found.token(), found.file())),
                policies,
                http,
                texts.secrets());
    }
}
