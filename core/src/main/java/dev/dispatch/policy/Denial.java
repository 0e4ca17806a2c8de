package dev.dispatch.policy;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;

/**
 * What a policy forbids.
 *
 * @param rule member of the policy, such as {@code allowHosts}
 * @param file that holds the policy
 * @param what the sentence without rule and file
 * @param expected what is allowed
 * @param actual what was asked for
 */
public record Denial(String rule, String file, String what, String expected, String actual) {

    /** One sentence with rule and file. */
    public String message() {
        return what + ": rule " + rule + " in " + file;
    }

    /** The finding at the place that asks for it. */
    public Issue issue(Pointer at) {
        return Issue.at(IssueCode.POLICY_DENIED, at, message())
                .expected(expected)
                .actual(actual)
                .with(Json.object().put("rule", rule).put("file", file));
    }
}
