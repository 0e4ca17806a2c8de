package dev.dispatch.config;

import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpUrls;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.redact.SensitiveNames;
import dev.dispatch.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the block {@code http} of one file. */
final class HttpParser {

    private static final Set<String> MEMBERS = Set.of("baseUrl", "defaultHeaders", "timeout", "auth", "proxy", "tls");

    private final ConfigTexts texts;
    private final ConfigSource source;
    private final Policies policies;
    private final IssueList issues;

    HttpParser(ConfigTexts texts, ConfigSource source, Policies policies) {
        this.texts = texts;
        this.source = source;
        this.policies = policies;
        this.issues = source.issues();
    }

    Optional<HttpDefaults> parse(Members document) {
        return document.object("http").map(block -> defaults(block.allow(MEMBERS, Set.of())));
    }

    private HttpDefaults defaults(Members block) {
        if (block.has("defaultHeaders") && !block.has("baseUrl")) {
            issues.add(Issue.at(
                            IssueCode.INVALID_CONFIG,
                            block.pointer("defaultHeaders"),
                            "'defaultHeaders' go only to the origin of the 'baseUrl' of the same file, which has none")
                    .expected("'baseUrl' beside 'defaultHeaders'")
                    .actual("no 'baseUrl'"));
        }
        if (block.has("auth") && !block.has("baseUrl")) {
            issues.add(Issue.at(
                            IssueCode.INVALID_CONFIG,
                            block.pointer("auth"),
                            "'auth' counts only for the origin of the 'baseUrl' of the same file, which has none")
                    .expected("'baseUrl' beside 'auth'")
                    .actual("no 'baseUrl'"));
        }
        return new HttpDefaults(
                source.file().toString(),
                texts.text(block, "baseUrl", policies, issues).filter(url -> isBaseUrl(block, url)),
                block.object("defaultHeaders").map(this::headers).orElseGet(List::of),
                texts.text(block, "timeout", policies, issues).flatMap(text -> timeout(block, text)),
                block.node("auth")
                        .flatMap(auth -> new AuthParser(texts, policies, issues).parse(auth, block.pointer("auth"))),
                block.has("tls") ? network().tls(block) : Optional.empty(),
                block.has("proxy") ? network().proxies(block) : Optional.empty());
    }

    private NetworkParser network() {
        return new NetworkParser(texts, source, policies);
    }

    private boolean isBaseUrl(Members block, String url) {
        Optional<String> fault = HttpUrls.problemOf(url);
        // What is wrong with it is not said in its own words: a variable may be in it.
        fault.ifPresent(_ -> issues.add(
                Issue.at(IssueCode.INVALID_CONFIG, block.pointer("baseUrl"), "'http.baseUrl' is not a base URL")
                        .expected("an absolute http or https URL without user name, query and fragment, such as"
                                + " https://api.example.com/v1")));
        return fault.isEmpty();
    }

    private List<HttpHeader> headers(Members block) {
        List<HttpHeader> headers = new ArrayList<>();
        block.each((name, _) -> {
            Optional<String> value = SensitiveNames.header(name)
                    ? texts.secret(block, name, policies, issues)
                    : texts.text(block, name, policies, issues);
            value.map(text -> new HttpHeader(name, text)).ifPresent(header -> {
                Optional<String> fault = HttpHeader.problemOf(List.of(header));
                fault.ifPresentOrElse(
                        why -> issues.add(
                                Issue.at(IssueCode.INVALID_CONFIG, block.pointer(name), "It cannot be sent: " + why)
                                        .expected("a header of letters, digits and hyphens, in one line")),
                        () -> headers.add(header));
            });
        });
        return headers;
    }

    private Optional<Duration> timeout(Members block, String text) {
        Optional<Duration> duration = Durations.parse(text).filter(time -> !time.isZero());
        if (duration.isEmpty()) {
            issues.add(Issue.at(IssueCode.INVALID_CONFIG, block.pointer("timeout"), "'http.timeout' is not a time-out")
                    .expected(Durations.FORM + ", more than 0"));
        }
        return duration;
    }
}
