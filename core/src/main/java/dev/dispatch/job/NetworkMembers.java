package dev.dispatch.job;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Looks at the form of {@code tls} and {@code proxy} in a block {@code http}. */
public final class NetworkMembers {

    /** The members of {@code tls} that are texts. */
    public static final List<String> TLS_TEXTS =
            List.of("certificate", "key", "keyPassword", "keystore", "keystorePassword", "ca");

    private NetworkMembers() {}

    /** What is not understood in the member {@code tls} is an issue. */
    public static void tls(Members http, IssueList issues) {
        http.object("tls").ifPresent(block -> {
            Members tls = block.allow(
                    Set.of("certificate", "key", "keyPassword", "keystore", "keystorePassword", "ca", "insecure"),
                    Set.of());
            TLS_TEXTS.forEach(tls::text);
            tls.flag("insecure");
            needs(tls, "certificate", "key", issues);
            needs(tls, "key", "certificate", issues);
            needs(tls, "keystorePassword", "keystore", issues);
            if (!tls.has("keystore")) {
                needs(tls, "keyPassword", "key", issues);
            } else if (tls.has("key") || tls.has("certificate")) {
                issues.add(Issue.at(
                                IssueCode.SCHEMA_ERROR,
                                tls.pointer("keystore"),
                                "'keystore' holds key and certificate; it stands instead of 'key' and 'certificate'")
                        .expected("one of the two ways")
                        .actual("both"));
            }
        });
    }

    /** The same for {@code proxy}: a text, or an object. */
    public static void proxy(Members http, IssueList issues) {
        if (!http.node("proxy").filter(JsonNode::isObject).isPresent()) {
            http.text("proxy");
            return;
        }
        http.object("proxy").ifPresent(block -> {
            Members proxy = block.allow(Set.of("url", "username", "password", "bypass"), Set.of());
            proxy.requiredText("url");
            proxy.text("username");
            proxy.text("password");
            needs(proxy, "password", "username", issues);
            for (Map.Entry<Pointer, JsonNode> host : proxy.elements("bypass").entrySet()) {
                if (!host.getValue().isString()) {
                    issues.add(MemberIssue.wrongType(host.getKey(), "string", host.getValue()));
                } else if (host.getValue().stringValue().isBlank()) {
                    issues.add(MemberIssue.empty(host.getKey()));
                }
            }
        });
    }

    private static void needs(Members members, String name, String other, IssueList issues) {
        if (members.has(name) && !members.has(other)) {
            issues.add(MemberIssue.missing(other, members.pointer(), "a string"));
        }
    }
}
