package dev.dispatch.plan;

import dev.dispatch.config.HttpDefaults;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.Retry;
import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.HttpAction;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Warns of a {@code retry} that will never try again, or of which a member has no effect. */
final class RetryCheck {

    /** The header by which a server knows that two requests are one. */
    private static final String KEY = "Idempotency-Key";

    private final JsonNode http;
    private final List<HttpDefaults> configured;
    private final IssueList warnings;

    /**
     * The check of one job.
     *
     * @param http the block of the job as written; a missing node where it has none
     * @param configured what the configuration gives all requests
     */
    RetryCheck(JsonNode http, List<HttpDefaults> configured, IssueList warnings) {
        this.http = http;
        this.configured = configured;
        this.warnings = warnings;
    }

    void check(List<Node> nodes) {
        for (Node node : nodes) {
            Retry retry = node.step().retry();
            if (retry != null) {
                IssueList found = warnings.inStep(node.step().id());
                contradictions(node.step(), retry, found);
                if (!retry.unsafe() && retry.maxAttempts() > 1 && node instanceof Node.Leaf leaf) {
                    unsafe(leaf, found);
                }
            }
        }
    }

    private static void contradictions(Step step, Retry retry, IssueList found) {
        Pointer at = step.pointer().child("retry");
        if (retry.maxAttempts() == 1) {
            found.add(useless(at.child("maxAttempts"), "With one attempt the step is never tried again")
                    .expected("at least 2, or no 'retry'")
                    .actual("1"));
            return;
        }
        if (retry.initialDelay().compareTo(retry.maxDelay()) > 0) {
            String longest = Durations.show(retry.maxDelay());
            found.add(useless(
                            at.child("initialDelay"),
                            "No delay is longer than 'maxDelay', so the first one is " + longest + " already")
                    .expected("at most " + longest + ", or a longer 'maxDelay'")
                    .actual(Durations.show(retry.initialDelay())));
        }
        Duration first = retry.initialDelay().compareTo(retry.maxDelay()) < 0 ? retry.initialDelay() : retry.maxDelay();
        Duration shortest = retry.jitter() ? first.dividedBy(2) : first;
        Duration most = retry.maxElapsed();
        if (most != null && most.compareTo(shortest) < 0) {
            found.add(useless(
                            at.child("maxElapsed"),
                            "The second attempt would come after 'maxElapsed', so there is never one")
                    .expected("more than the first delay, " + Durations.show(first))
                    .actual(Durations.show(most)));
        }
    }

    private static Issue useless(Pointer at, String message) {
        return Issue.at(IssueCode.UNUSED_DECLARATION, at, message);
    }

    /** What the run will refuse to send again; silent where only the run knows. */
    private void unsafe(Node.Leaf node, IssueList found) {
        Node.Callable target = node.target();
        Optional<String> method;
        JsonNode headers;
        if (target.provided().action().body() instanceof ActionBody.Request(HttpAction request)) {
            method = Optional.of(request.method());
            headers = source(request.headers());
        } else if (target.isHttpRequest()) {
            method = EffectCheck.method(node.targetPayload());
            headers = node.targetPayload().path("headers");
        } else {
            return;
        }
        boolean safe = method.isEmpty()
                || List.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE").contains(method.get());
        if (!safe && !mayHaveKey(headers) && !mayHaveKey(target)) {
            found.add(issue(node, method.get()));
        }
    }

    private boolean mayHaveKey(Node.Callable target) {
        return mayHaveKey(http.path("defaultHeaders"))
                || mayHaveKey(source(target.provided().module().http()).path("defaultHeaders"))
                || configured.stream()
                        .flatMap(defaults -> defaults.headers().stream())
                        .anyMatch(header -> header.name().equalsIgnoreCase(KEY));
    }

    /** One expression may give any headers. */
    private static boolean mayHaveKey(JsonNode headers) {
        return headers.isString()
                || headers.properties().stream()
                        .anyMatch(header -> header.getKey().equalsIgnoreCase(KEY)
                                && !header.getValue().asString("key").isBlank());
    }

    private static JsonNode source(@Nullable TemplateTree tree) {
        return tree == null ? MissingNode.getInstance() : tree.source();
    }

    private static Issue issue(Node.Leaf node, String method) {
        return Issue.at(
                        IssueCode.UNSAFE_RETRY,
                        node.step().pointer().child("retry"),
                        "The " + method + " of this step is never sent again: it may do its work twice")
                .expected("a header " + KEY + ", by which the server knows an order it has had, or 'unsafe': true"
                        + " in 'retry' where twice does no harm")
                .actual(method + " without " + KEY)
                .suggest("\"" + KEY + "\": \"${uuid()}\"");
    }
}
