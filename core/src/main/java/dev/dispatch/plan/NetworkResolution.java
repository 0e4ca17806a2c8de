package dev.dispatch.plan;

import dev.dispatch.config.HttpDefaults;
import dev.dispatch.http.ProxyAddress;
import dev.dispatch.http.ProxyRules;
import dev.dispatch.http.TlsFiles;
import dev.dispatch.http.TlsSettings;
import dev.dispatch.http.TlsSource;
import dev.dispatch.job.NetworkMembers;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Denial;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Settles the members {@code tls} and {@code proxy} of the block {@code http} before the first step. */
final class NetworkResolution {

    private final BiFunction<JsonNode, Pointer, Optional<String>> texts;
    private final TlsFiles files;
    private final List<String> secrets;
    private final IssueList issues;

    /**
     * One resolution.
     *
     * @param texts the value of what is written at a place; empty where it has none, which is reported
     * @param secrets receives what nobody may see
     */
    NetworkResolution(
            BiFunction<JsonNode, Pointer, Optional<String>> texts,
            TlsFiles files,
            List<String> secrets,
            IssueList issues) {
        this.texts = texts;
        this.files = files;
        this.secrets = secrets;
        this.issues = issues;
    }

    NetworkPlan resolve(JsonNode block, Pointer at, Situation situation) {
        Optional<TlsSettings> tls =
                block.path("tls").isObject() ? tls(block.get("tls"), at.child("tls")) : Optional.empty();
        if (block.has("proxy")) {
            return new NetworkPlan(tls, proxy(block.get("proxy"), at.child("proxy")), true);
        }
        Optional<ProxyRules> configured = Optional.empty();
        for (HttpDefaults each : situation.httpDefaults()) {
            configured = each.proxies().isPresent() ? each.proxies() : configured;
        }
        if (configured.isPresent()) {
            return new NetworkPlan(tls, configured, true);
        }
        ProxyRules ofEnvironment = ProxyRules.of(situation.environment());
        secrets.addAll(ofEnvironment.secrets());
        return new NetworkPlan(
                tls, ProxyRules.isIn(situation.environment()) ? Optional.of(ofEnvironment) : Optional.empty(), false);
    }

    /** The same for a job that another one calls: what its block does not set is that of the caller. */
    NetworkPlan resolve(JsonNode block, Pointer at, @Nullable NetworkPlan caller, boolean sameHost) {
        Optional<TlsSettings> inherited = caller == null || !sameHost ? Optional.empty() : caller.tls();
        Optional<TlsSettings> tls = block.path("tls").isObject() ? tls(block.get("tls"), at.child("tls")) : inherited;
        Optional<ProxyRules> proxies = caller == null ? Optional.empty() : caller.proxies();
        return block.has("proxy")
                ? new NetworkPlan(tls, proxy(block.get("proxy"), at.child("proxy")), true)
                : new NetworkPlan(tls, proxies, caller != null && caller.written());
    }

    private Optional<TlsSettings> tls(JsonNode written, Pointer at) {
        ObjectNode values =
                Json.object().put("insecure", written.path("insecure").asBoolean(false));
        for (String name : NetworkMembers.TLS_TEXTS) {
            boolean there = written.path(name).isString();
            Optional<String> value = there ? texts.apply(written.get(name), at.child(name)) : Optional.empty();
            if (there && value.isEmpty()) {
                return Optional.empty();
            }
            value.ifPresent(text -> values.put(name, text));
            if (name.endsWith("Password")) {
                value.ifPresent(secrets::add);
            }
        }
        return switch (files.read(TlsSource.of(values))) {
            case TlsFiles.Reading.Read(TlsSettings settings) -> Optional.of(settings);
            case TlsFiles.Reading.Faulty(TlsFiles.Fault fault) -> {
                issues.add(issue(fault, at));
                yield Optional.empty();
            }
        };
    }

    /** The finding at the member that is at fault. */
    static Issue issue(TlsFiles.Fault fault, Pointer tls) {
        Denial denial = fault.denial();
        Pointer at = tls.child(fault.member());
        return denial == null
                ? Issue.at(IssueCode.INVALID_HTTP_CONFIG, at, fault.message())
                        .expected(TlsFiles.expected(fault.member()))
                : denial.issue(at);
    }

    private Optional<ProxyRules> proxy(JsonNode written, Pointer at) {
        JsonNode url = written.isObject() ? written.path("url") : written;
        Pointer place = written.isObject() ? at.child("url") : at;
        Optional<String> text = url.isString() ? texts.apply(url, place) : Optional.empty();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().equals("none")) {
            return Optional.of(ProxyRules.none());
        }
        return switch (ProxyAddress.parse(text.get())) {
            case ProxyAddress.Parsed.Ok(ProxyAddress address) -> rules(written, at, address);
            case ProxyAddress.Parsed.Faulty(String why) -> {
                // What is wrong with it is not said in its own words: a password may be in it.
                issues.add(Issue.at(IssueCode.INVALID_HTTP_CONFIG, place, "The proxy cannot be used: " + why)
                        .expected(ProxyRules.FORM)
                        .actual("another text"));
                yield Optional.empty();
            }
        };
    }

    private Optional<ProxyRules> rules(JsonNode written, Pointer at, ProxyAddress address) {
        Optional<String> username = member(written, at, "username");
        Optional<String> password = member(written, at, "password");
        ProxyAddress proxy = username.isPresent() ? address.login(username.get(), password) : address;
        secrets.addAll(proxy.secrets());
        List<String> bypass = new ArrayList<>();
        int index = 0;
        for (JsonNode host : written.path("bypass")) {
            Pointer place = at.child("bypass").child(index++);
            texts.apply(host, place).ifPresent(text -> {
                if (ProxyRules.isBypass(text)) {
                    bypass.add(text);
                } else {
                    issues.add(Issue.at(IssueCode.INVALID_HTTP_CONFIG, place, "'" + text + "' names no host")
                            .actual(text)
                            .expected(ProxyRules.BYPASS_FORM));
                }
            });
        }
        return Optional.of(ProxyRules.all(proxy, bypass));
    }

    private Optional<String> member(JsonNode written, Pointer at, String name) {
        return written.path(name).isString() ? texts.apply(written.get(name), at.child(name)) : Optional.empty();
    }
}
