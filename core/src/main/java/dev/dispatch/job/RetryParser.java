package dev.dispatch.job;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads {@code retry}. */
final class RetryParser {

    private static final Set<String> MEMBERS = Set.of(
            "maxAttempts",
            "initialDelay",
            "multiplier",
            "maxDelay",
            "jitter",
            "maxElapsed",
            "on",
            "unsafe",
            "respectRetryAfter");
    private static final int MOST_ATTEMPTS = 1_000;
    private static final int LARGEST_MULTIPLIER = 100;

    private final Members members;
    private final IssueList issues;

    private RetryParser(Members members, IssueList issues) {
        this.members = members.allow(MEMBERS, Set.of());
        this.issues = issues;
    }

    static Retry parse(Members members, IssueList issues) {
        return new RetryParser(members, issues).retry();
    }

    private Retry retry() {
        Retry usual = Retry.USUAL;
        return new Retry(
                members.integer("maxAttempts", 1, MOST_ATTEMPTS).orElse(usual.maxAttempts()),
                members.duration("initialDelay").orElse(usual.initialDelay()),
                multiplier().orElse(usual.multiplier()),
                members.duration("maxDelay").orElse(usual.maxDelay()),
                members.flag("jitter").orElse(usual.jitter()),
                members.duration("maxElapsed").orElse(null),
                members.has("on") ? causes() : usual.on(),
                members.flag("unsafe").orElse(usual.unsafe()),
                members.flag("respectRetryAfter").orElse(usual.respectRetryAfter()));
    }

    private Optional<Double> multiplier() {
        Optional<JsonNode> written = members.node("multiplier");
        Pointer at = members.pointer("multiplier");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        JsonNode node = written.get();
        if (!node.isNumber()) {
            issues.add(MemberIssue.wrongType(at, "number", node));
            return Optional.empty();
        }
        double value = node.doubleValue();
        if (value < 1 || value > LARGEST_MULTIPLIER) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at, "'multiplier' must be between 1 and " + LARGEST_MULTIPLIER)
                    .expected("a number from 1 to " + LARGEST_MULTIPLIER)
                    .actual(Json.show(node)));
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private List<Retry.Cause> causes() {
        List<Retry.Cause> causes = new ArrayList<>();
        JsonNode written = members.node("on").orElseGet(Json::array);
        if (written.isString() && Retry.Cause.parse(written.stringValue()).isPresent()) {
            JsonNode meant = Json.array().add(written);
            issues.add(MemberIssue.wrongType(members.pointer("on"), "array", written)
                    .suggest(Json.compact(meant))
                    .mend(new Patch.Replace(members.pointer("on"), meant)));
            return causes;
        }
        Map<Pointer, JsonNode> elements = members.elements("on");
        if (elements.isEmpty() && members.node("on").filter(JsonNode::isArray).isPresent()) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, members.pointer("on"), "'on' names no failure")
                    .expected("an array of " + Retry.Cause.FORM)
                    .actual("[]"));
        }
        elements.forEach((at, node) -> {
            Optional<Retry.Cause> cause =
                    node.isString() || Json.isInteger(node) ? Retry.Cause.parse(Json.show(node)) : Optional.empty();
            cause.ifPresent(causes::add);
            if (cause.isEmpty()) {
                issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at, "'" + at.dotted() + "' is no failure to retry on")
                        .expected(Retry.Cause.FORM)
                        .actual(MemberIssue.value(node))
                        .suggestInstead(near(node.asString(""))));
            }
        });
        return causes;
    }

    private static List<String> near(String cause) {
        String small = cause.toLowerCase(Locale.ROOT);
        return Retry.Cause.parse(small).isPresent()
                ? List.of(small)
                : NearNames.of(cause, List.of("transient", "timeout"));
    }
}
