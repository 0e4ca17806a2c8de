package dev.dispatch.config;

import dev.dispatch.http.ProxyAddress;
import dev.dispatch.http.ProxyRules;
import dev.dispatch.http.TlsFiles;
import dev.dispatch.http.TlsSettings;
import dev.dispatch.http.TlsSource;
import dev.dispatch.job.NetworkMembers;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code tls} and {@code proxy} of the block {@code http} of one file. */
final class NetworkParser {

    private final ConfigTexts texts;
    private final ConfigSource source;
    private final Policies policies;
    private final IssueList issues;

    NetworkParser(ConfigTexts texts, ConfigSource source, Policies policies) {
        this.texts = texts;
        this.source = source;
        this.policies = policies;
        this.issues = source.issues();
    }

    Optional<TlsSettings> tls(Members http) {
        IssueList found = IssueList.about(source.json());
        NetworkMembers.tls(http, found);
        issues.addAll(found.issues());
        if (!http.has("baseUrl")) {
            issues.add(Issue.at(
                            IssueCode.INVALID_CONFIG,
                            http.pointer("tls"),
                            "'tls' counts only for the origin of the 'baseUrl' of the same file, which has none")
                    .expected("'baseUrl' beside 'tls'")
                    .actual("no 'baseUrl'"));
        }
        Optional<Members> block = http.node("tls").filter(JsonNode::isObject).flatMap(_ -> http.object("tls"));
        if (!found.isEmpty() || block.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode values = Json.object();
        for (String name : NetworkMembers.TLS_TEXTS) {
            Optional<String> value = name.endsWith("Password")
                    ? texts.secret(block.get(), name, policies, issues)
                    : texts.text(block.get(), name, policies, issues);
            if (block.get().has(name) && value.isEmpty()) {
                return Optional.empty();
            }
            value.ifPresent(text -> values.put(name, text));
        }
        block.get().flag("insecure").ifPresent(insecure -> values.put("insecure", insecure));
        return read(values, block.get().pointer());
    }

    private Optional<TlsSettings> read(ObjectNode values, Pointer at) {
        Path folder = source.file().toAbsolutePath().resolveSibling("").normalize();
        return switch (new TlsFiles(folder, policies).read(TlsSource.of(values))) {
            case TlsFiles.Reading.Read(TlsSettings settings) -> Optional.of(settings);
            case TlsFiles.Reading.Faulty(TlsFiles.Fault fault) -> {
                Pointer place = at.child(fault.member());
                issues.add(
                        fault.denial() == null
                                ? Issue.at(IssueCode.INVALID_CONFIG, place, fault.message())
                                        .expected(TlsFiles.expected(fault.member()))
                                : fault.denial().issue(place));
                yield Optional.empty();
            }
        };
    }

    Optional<ProxyRules> proxies(Members http) {
        IssueList found = IssueList.about(source.json());
        NetworkMembers.proxy(http, found);
        issues.addAll(found.issues());
        boolean object = http.node("proxy").filter(JsonNode::isObject).isPresent();
        Optional<Members> block = object ? http.object("proxy") : Optional.empty();
        if (!found.isEmpty()
                || (!object && http.node("proxy").filter(JsonNode::isString).isEmpty())) {
            return Optional.empty();
        }
        Members owner = block.orElse(http);
        String member = object ? "url" : "proxy";
        // A URL may hold a password, so that no issue repeats it.
        Optional<String> text = texts.text(owner, member, policies, issues);
        if (text.isEmpty() || text.get().equals("none")) {
            return text.map(_ -> ProxyRules.none());
        }
        return switch (ProxyAddress.parse(text.get())) {
            case ProxyAddress.Parsed.Ok(ProxyAddress address) -> Optional.of(rules(block, address));
            case ProxyAddress.Parsed.Faulty(String why) -> {
                issues.add(Issue.at(IssueCode.INVALID_CONFIG, owner.pointer(member), "The proxy cannot be used: " + why)
                        .expected(ProxyRules.FORM));
                yield Optional.empty();
            }
        };
    }

    private ProxyRules rules(Optional<Members> block, ProxyAddress address) {
        Optional<String> username = block.flatMap(found -> texts.text(found, "username", policies, issues));
        Optional<String> password = block.flatMap(found -> texts.secret(found, "password", policies, issues));
        ProxyAddress proxy = username.isPresent() ? address.login(username.get(), password) : address;
        proxy.secrets().forEach(texts::hide);
        List<String> bypass = new ArrayList<>();
        if (block.isPresent()) {
            for (Map.Entry<Pointer, JsonNode> host :
                    block.get().elements("bypass").entrySet()) {
                String text = host.getValue().asString("");
                bypass.add(text);
                if (!ProxyRules.isBypass(text)) {
                    issues.add(Issue.at(IssueCode.INVALID_CONFIG, host.getKey(), "This names no host")
                            .expected(ProxyRules.BYPASS_FORM));
                }
            }
        }
        return ProxyRules.all(proxy, bypass);
    }
}
