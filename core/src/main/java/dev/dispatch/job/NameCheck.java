package dev.dispatch.job;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Shown;
import java.util.List;

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

    /** The same for a member's own name. */
    static void check(IssueCode code, String what, String name, Pointer at, IssueList issues) {
        if (!isName(name)) {
            issues.add(() -> issue(code, what, name, at).suggestName(mended(name)));
        }
    }

    /** The same for a name that is a value. */
    static void checkValue(IssueCode code, String what, String name, Pointer at, IssueList issues) {
        if (!isName(name)) {
            issues.add(() -> issue(code, what, name, at).suggestInstead(mended(name)));
        }
    }

    private static Issue issue(IssueCode code, String what, String name, Pointer at) {
        return Issue.at(code, at, "'" + Shown.of(name) + "' is not a name for a" + article(what) + " " + what)
                .expected(FORM)
                .actual(name);
    }

    /** True for what a shell can export: letters, digits and underscores, no digit first. */
    static boolean isVariable(String text) {
        return isName(text) && text.indexOf('-') < 0;
    }

    /** True for {@code step_<n>}, the name of a step without an id. */
    static boolean isReserved(String id) {
        return id.startsWith("step_") && id.length() > 5 && id.chars().skip(5).allMatch(c -> c >= '0' && c <= '9');
    }

    /** The name with an underscore for each character that cannot be; none where little of it would be left. */
    private static List<String> mended(String text) {
        if (text.isEmpty() || text.contains("${")) {
            return List.of();
        }
        StringBuilder name = new StringBuilder();
        text.chars().forEach(c -> name.append(isPart(c) ? (char) c : '_'));
        String whole = isStart(name.charAt(0)) ? name.toString() : "_" + name;
        return isReserved(whole) ? List.of() : List.of(whole);
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
