package dev.dispatch.plan;

import dev.dispatch.auth.AuthForm;
import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Parsed;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.http.HttpUrls;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Checks {@code auth} of requests, and where tokens come from as far as that is settled before the first step. */
final class AuthCheck {

    private static final Set<String> SETTLED = Set.of("env", "input", "credential");

    private final Scope known;
    private final Policies policies;
    private final IssueList issues;

    /** @param known what has a value before the first step */
    AuthCheck(Scope known, Policies policies, IssueList issues) {
        this.known = known;
        this.policies = policies;
        this.issues = issues;
    }

    /** @param ofJob what the job writes under {@code http.auth}, which was checked where it was read; or a missing node */
    void check(List<Node.Leaf> nodes, JsonNode ofJob) {
        tokenUrl(ofJob, Pointer.ROOT.child("http").child("auth").child("tokenUrl"), issues);
        for (Node.Leaf node : nodes) {
            TemplateTree http = node.target().provided().module().http();
            if (http != null && http.source().path("auth").has("tokenUrl")) {
                Pointer action = node.step().pointer().child("action");
                tokenUrl(
                        http.source().get("auth"),
                        action,
                        issues.inStep(node.step().id()));
            }
            if (node.target().isHttpRequest() && node.targetPayload().has("auth")) {
                request(node);
            }
        }
    }

    private void request(Node.Leaf node) {
        JsonNode auth = node.targetPayload().get("auth");
        Pointer at = node.targetPayloadPointer().child("auth");
        IssueList found = issues.inStep(node.step().id());
        String type = auth.isString() ? auth.stringValue() : auth.path("type").asString("");
        if (!type.contains("${")) {
            AuthForm.check(auth, at, found);
        }
        tokenUrl(auth, at.child("tokenUrl"), found);
    }

    private void tokenUrl(JsonNode auth, Pointer at, IssueList found) {
        String written = auth.path("tokenUrl").asString("");
        Optional<String> url = written.isBlank() ? Optional.empty() : value(written, at);
        if (url.isEmpty()) {
            return;
        }
        Optional<HttpUrls.Host> host = HttpUrls.host(url.get());
        if (host.isEmpty()) {
            // It may hold a secret, so its words are not repeated.
            found.add(Issue.at(IssueCode.INVALID_HTTP_CONFIG, at, "The URL for tokens is no whole URL")
                    .expected(
                            "an absolute http or https URL without a user name, such as https://login.example.com/token")
                    .actual(written.contains("${") ? written : "another text"));
        } else {
            policies.host(host.get().name(), host.get().port())
                    .or(() -> policies.method("POST"))
                    .ifPresent(denial -> found.add(denial.issue(at)));
        }
    }

    /** Empty where it is known only while the job runs. */
    private Optional<String> value(String written, Pointer at) {
        if (!(Template.parse(written, at, JobRoots.PAYLOAD) instanceof Parsed.Ok<Template>(Template template))) {
            return Optional.empty();
        }
        boolean settled = template.references().stream()
                .allMatch(use -> SETTLED.contains(use.reference().root()));
        return settled && template.evaluate(known) instanceof Evaluated.Value(JsonNode value, var _)
                ? Optional.of(Json.show(value))
                : Optional.empty();
    }
}
