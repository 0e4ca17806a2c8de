package dev.dispatch.job;

import dev.dispatch.expression.Parsed;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Template;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;

/** Reports expressions in members that are read before a run and are never evaluated. */
final class Literals {

    private Literals() {}

    /**
     * A text that reads as an expression of this language would silently stay as it is; other texts with a dollar and a brace are
     * left alone.
     *
     * @param why half a sentence: what the member is
     * @return true where it was reported
     */
    static boolean reported(String text, Pointer at, String why, IssueList issues) {
        if (!isExpression(text)) {
            return false;
        }
        issues.add(Issue.at(
                        IssueCode.INVALID_INTERPOLATION,
                        at,
                        "'" + at.dotted() + "' " + why + "; an expression in it is not evaluated")
                .expected("a text without ${...}")
                .actual(text));
        return true;
    }

    static boolean isExpression(String text) {
        return text.contains("${")
                && Template.parse(text, Pointer.ROOT, Roots.ALL) instanceof Parsed.Ok<Template>(Template template)
                && template.hasExpressions();
    }
}
