package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NearNames;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reports the members of an object that nobody reads. */
final class UnknownMembers {

    private UnknownMembers() {}

    static void report(JsonNode object, List<String> known, Pointer at, Consumer<Issue> issues) {
        List<String> free = known.stream().filter(name -> !object.has(name)).toList();
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                issues.accept(Issue.at(IssueCode.UNKNOWN_FIELD, at.child(name), "unknown member '" + name + "'")
                        .expected("one of " + String.join(", ", known))
                        .actual(name)
                        .suggestName(NearNames.of(name, free)));
            }
        }
    }
}
