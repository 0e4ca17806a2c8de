package dev.dispatch.plan;

import dev.dispatch.config.HttpDefaults;
import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Lookup;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.http.HttpUrls;
import dev.dispatch.http.TlsFiles;
import dev.dispatch.job.Job;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.time.Durations;
import dev.dispatch.time.MeantDuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the transport's settings of the block {@code http}: what is settled before the first step. */
final class HttpResolution {

    private static final Pointer AT = Pointer.ROOT.child("http");

    private final Job job;
    private final Scope scope;
    private final List<String> secrets;
    private final IssueList issues;

    /**
     * One resolution.
     *
     * @param scope knows {@code env}, {@code input} and {@code credential}
     * @param secrets values that no issue may repeat
     */
    HttpResolution(Job job, Scope scope, List<String> secrets, IssueList issues) {
        this.job = job;
        this.scope = scope;
        this.secrets = secrets;
        this.issues = issues;
    }

    /** @param folder where relative names of files start */
    HttpPlan resolve(@Nullable String baseUrlOfCaller, Situation situation, Path folder) {
        TemplateTree http = job.http();
        JsonNode block = http == null ? Json.object() : http.source();
        Optional<String> baseUrl = Optional.ofNullable(baseUrlOfCaller).or(() -> text(block, "baseUrl"));
        Optional<Duration> timeout = text(block, "timeout").flatMap(text -> timeout(block, text));
        return new HttpPlan(
                baseUrl.filter(this::isBaseUrl),
                defaultHeaders(block),
                auth(block),
                timeout.isPresent() ? timeout : configured(situation.httpDefaults()),
                situation.httpDefaults(),
                situation.policies(),
                network(block, situation, folder));
    }

    private @Nullable NetworkPlan network(JsonNode block, Situation situation, Path folder) {
        boolean said = block.has("tls")
                || block.has("proxy")
                || situation.httpDefaults().stream()
                        .anyMatch(each -> each.proxies().isPresent())
                || namesProxy(situation.environment());
        return said
                ? new NetworkResolution(this::text, new TlsFiles(folder, situation.policies()), secrets, issues)
                        .resolve(block, AT, situation)
                : null;
    }

    /** Asked before anything of proxies is loaded. */
    private static boolean namesProxy(Map<String, String> environment) {
        for (String name : environment.keySet()) {
            if (name.length() >= 9
                    && name.length() <= 11
                    && name.regionMatches(true, name.length() - 6, "_proxy", 0, 6)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same for a job that another one calls: what its block does not set is that of the caller.
     *
     * @param folder of the called job
     */
    HttpPlan resolve(HttpPlan caller, Path folder) {
        TemplateTree http = job.http();
        JsonNode block = http == null ? Json.object() : http.source();
        Optional<String> own = text(block, "baseUrl").filter(this::isBaseUrl);
        Optional<Duration> timeout = text(block, "timeout").flatMap(text -> timeout(block, text));
        // What was meant for the host of the caller is not for another one.
        boolean sameHost = !block.has("baseUrl") || origin(own).equals(origin(caller.baseUrl()));
        TemplateTree inherited = sameHost ? caller.defaultHeaders() : null;
        return new HttpPlan(
                block.has("baseUrl") ? own : caller.baseUrl(),
                block.has("defaultHeaders") ? defaultHeaders(block) : inherited,
                block.has("auth") || !sameHost ? auth(block) : caller.auth(),
                timeout.or(caller::timeout),
                caller.defaults(),
                caller.policies(),
                network(block, caller, sameHost, folder));
    }

    private @Nullable NetworkPlan network(JsonNode block, HttpPlan caller, boolean sameHost, Path folder) {
        NetworkPlan of = caller.network();
        if (!block.has("tls") && !block.has("proxy")) {
            return of == null || sameHost ? of : new NetworkPlan(Optional.empty(), of.proxies(), of.written());
        }
        return new NetworkResolution(this::text, new TlsFiles(folder, caller.policies()), secrets, issues)
                .resolve(block, AT, of, sameHost);
    }

    private static Optional<HttpUrls.Host> origin(Optional<String> url) {
        return url.flatMap(HttpUrls::host);
    }

    private static Optional<Duration> configured(List<HttpDefaults> defaults) {
        Optional<Duration> strongest = Optional.empty();
        for (HttpDefaults each : defaults) {
            strongest = each.timeout().isPresent() ? each.timeout() : strongest;
        }
        return strongest;
    }

    /** A member that is evaluated once, before the first step; empty where it has no value, which is reported. */
    private Optional<String> text(JsonNode block, String name) {
        return text(block.path(name), AT.child(name));
    }

    private Optional<String> text(JsonNode written, Pointer at) {
        if (!written.isString() || written.stringValue().isBlank()) {
            return Optional.empty();
        }
        return Template.parse(written.stringValue(), at, JobRoots.PAYLOAD)
                .orReport(_ -> {})
                .filter(template -> isSettled(template, at))
                .flatMap(template -> value(template, at));
    }

    private boolean isSettled(Template template, Pointer at) {
        for (ReferenceUse use : template.references()) {
            String root = use.reference().root();
            if (root.equals("run") || root.equals("step")) {
                issues.add(Issue.at(
                                IssueCode.INVALID_INTERPOLATION,
                                at,
                                "'" + at.dotted() + "' is evaluated before the first step and cannot use "
                                        + use.reference().text())
                        .expected("env.<name>, input.<name> or credential.<profile>.<field>")
                        .actual("${" + use.reference().text() + "}"));
                return false;
            }
            if (!use.guarded() && scope.resolve(use.reference()) instanceof Lookup.Absent) {
                // Variables, inputs and credentials without a value have checks of their own.
                return false;
            }
        }
        return true;
    }

    private Optional<String> value(Template template, Pointer at) {
        return switch (template.evaluate(scope)) {
            case Evaluated.Value(JsonNode value, var _) -> Optional.of(Json.show(value));
            case Evaluated.LeftOut _ -> Optional.empty();
            case Evaluated.Failed(var found) -> {
                found.forEach(issue -> issues.add(Issue.at(issue.code(), at, issue.message())
                        .expected("a value before the first step")
                        .actual(issue.actual() == null ? "no value" : issue.actual())
                        .suggest(issue.suggestions())));
                yield Optional.empty();
            }
        };
    }

    private boolean isBaseUrl(String url) {
        Optional<String> fault = HttpUrls.problemOf(url);
        if (fault.isEmpty()) {
            return true;
        }
        boolean secret =
                url.indexOf('@') >= 0 || secrets.stream().anyMatch(value -> !value.isEmpty() && url.contains(value));
        String why = secret ? "it cannot be shown, since it holds a secret" : fault.get();
        issues.add(Issue.at(IssueCode.INVALID_HTTP_CONFIG, AT.child("baseUrl"), "Invalid base URL: " + why)
                .expected("an absolute http or https URL without user name, query and fragment, such as"
                        + " https://api.example.com/v1")
                .actual(secret ? "[REDACTED]" : url));
        return false;
    }

    private Optional<Duration> timeout(JsonNode block, String text) {
        Optional<Duration> duration = Durations.parse(text).filter(time -> !time.isZero());
        if (duration.isEmpty()) {
            Issue issue = Issue.at(
                            IssueCode.INVALID_HTTP_CONFIG, AT.child("timeout"), "'http.timeout' is not a time-out")
                    .expected(Durations.FORM + ", more than 0")
                    .actual(secrets.contains(text) ? "[REDACTED]" : text);
            issues.add(text.equals(block.path("timeout").asString("")) ? issue.suggestInstead(meant(text)) : issue);
        }
        return duration;
    }

    private static List<String> meant(String text) {
        return Durations.parse(text).isPresent() ? List.of() : MeantDuration.of(text);
    }

    private static @Nullable TemplateTree auth(JsonNode block) {
        return block.has("auth")
                ? TemplateTree.compile(block.get("auth"), AT.child("auth"), JobRoots.PAYLOAD)
                        .orReport(_ -> {})
                        .orElse(null)
                : null;
    }

    private static @Nullable TemplateTree defaultHeaders(JsonNode block) {
        JsonNode headers = block.path("defaultHeaders");
        return headers.isObject()
                ? TemplateTree.compile(headers, AT.child("defaultHeaders"), JobRoots.PAYLOAD)
                        .orReport(_ -> {})
                        .orElse(null)
                : null;
    }
}
