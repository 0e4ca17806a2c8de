package dev.dispatch.record;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.redact.Redactor;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Finds where a job that comes from a record holds a mark in the place of a secret. */
public final class RedactedPlaces {

    private RedactedPlaces() {}

    /** Adds a warning for each place: with the mark the job does not do what it did. */
    public static void report(JsonNode job, IssueList warnings) {
        collect(job, Pointer.ROOT, warnings);
    }

    private static void collect(JsonNode node, Pointer at, IssueList warnings) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                collect(member.getValue(), at.child(member.getKey()), warnings);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), at.child(i), warnings);
            }
        } else if (node.isString() && node.stringValue().contains(Redactor.MARK)) {
            warnings.add(() -> Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            at,
                            "The record holds " + Redactor.MARK
                                    + " in the place of a secret; the job does not run as it is")
                    .expected("the value again, best as an expression such as ${env.NAME}")
                    .actual(node.stringValue()));
        }
    }
}
