package dev.dispatch.job;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;

/** The form of names in a job: steps, inputs, captures, outputs, credential profiles. */
final class NameCheck {

    private static final String FORM = "a letter or underscore, then letters, digits, underscores and hyphens";

    private NameCheck() {}

    static boolean isName(String text) {
        return !text.isEmpty() && isStart(text.charAt(0)) && text.chars().allMatch(NameCheck::isPart);
    }

    /** Reports a name that does not have the form, with the nearest one that has. */
    static void check(String what, String name, Pointer at, IssueList issues) {
        check(IssueCode.SCHEMA_ERROR, what, name, at, issues);
    }

    static void check(IssueCode code, String what, String name, Pointer at, IssueList issues) {
        if (!isName(name)) {
            issues.add(Issue.at(code, at, "'" + name + "' is not a name for a" + article(what) + " " + what)
                    .expected(FORM)
                    .actual(name)
                    .suggest(mended(name)));
        }
    }

    private static String mended(String text) {
        StringBuilder name = new StringBuilder();
        text.chars().forEach(c -> name.append(isPart(c) ? (char) c : '_'));
        return name.isEmpty() || !isStart(name.charAt(0)) ? "_" + name : name.toString();
    }

    private static boolean isStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isPart(int c) {
        return isStart(c) || (c >= '0' && c <= '9') || c == '-';
    }

    private static String article(String what) {
        return "aeiou".indexOf(what.charAt(0)) >= 0 ? "n" : "";
    }
}
