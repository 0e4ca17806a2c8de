package dev.dispatch.cli.output;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import tools.jackson.databind.JsonNode;

/** Findings as people read them, made from their JSON form so that both say the same. */
public final class IssueText {

    private IssueText() {}

    /** Adds findings, an array in the form of {@code details.issues}; whoever asks has said which file they are about. */
    public static void write(Page page, Tone tone, JsonNode issues) {
        write(page, tone, issues, "");
    }

    /** The same without repeating a sentence that was said already. */
    static void write(Page page, Tone tone, JsonNode issues, String said) {
        for (JsonNode issue : issues) {
            writeOne(page, tone, issue, said);
        }
    }

    private static void writeOne(Page page, Tone tone, JsonNode issue, String said) {
        page.add("  ").add(tone, text(issue, "code"));
        if (issue.has("line")) {
            page.add("  " + issue.get("line").asInt() + ":"
                    + issue.path("column").asInt());
        }
        if (!text(issue, "path").isEmpty()) {
            page.add("  ").add(Tone.FAINT, text(issue, "path"));
        }
        page.end();
        if (!text(issue, "message").equals(said)) {
            page.add("    ").line(text(issue, "message"));
        }
        for (JsonNode line : issue.path(Issue.EXCERPT)) {
            page.add("    | ").line(line.asString());
        }
        if (DifferenceText.isIn(issue)) {
            DifferenceText.write(page, "    ", issue);
        } else {
            writeValues(page, issue);
        }
        if (issue.has("file") && !text(issue, "message").contains(text(issue, "file"))) {
            page.add("    file: ").line(text(issue, "file"));
        }
        for (JsonNode suggestion : issue.path("suggestions")) {
            page.add("    try: ").line(suggestion.asString());
        }
        if (issue.path("suggestions").isEmpty() && issue.has("patch")) {
            JsonNode change = issue.path("patch").path(0);
            page.add("    try: ").line(Json.compact(change.has("value") ? change.get("value") : change));
        }
    }

    private static void writeValues(Page page, JsonNode issue) {
        for (String member : new String[] {"expected", "actual"}) {
            if (issue.has(member)) {
                page.add("    ").add(member).add(": ").line(text(issue, member));
            }
        }
    }

    private static String text(JsonNode issue, String member) {
        return issue.path(member).asString("");
    }
}
