package dev.dispatch.cli.output;

import tools.jackson.databind.JsonNode;

/** Findings as people read them, made from their JSON form so that both say the same. */
public final class IssueText {

    private IssueText() {}

    /**
     * Adds findings.
     *
     * @param issues an array in the form of {@code details.issues}
     * @param file the document that their lines belong to; empty where there is none
     */
    public static void write(Page page, Tone tone, JsonNode issues, String file) {
        for (JsonNode issue : issues) {
            write(page, tone, file, issue);
        }
    }

    private static void write(Page page, Tone tone, String file, JsonNode issue) {
        page.add("  ").add(tone, text(issue, "code"));
        if (issue.has("line")) {
            String before = file.isEmpty() ? "line " : file + ":";
            page.add("  ")
                    .add(before + issue.get("line").asInt() + ":"
                            + issue.path("column").asInt());
        }
        if (!text(issue, "path").isEmpty()) {
            page.add("  ").add(Tone.FAINT, text(issue, "path"));
        }
        page.end().add("    ").line(text(issue, "message"));
        for (String member : new String[] {"expected", "actual"}) {
            if (issue.has(member)) {
                page.add("    ").add(member).add(": ").line(text(issue, member));
            }
        }
        for (JsonNode suggestion : issue.path("suggestions")) {
            page.add("    try: ").line(suggestion.asString());
        }
    }

    private static String text(JsonNode issue, String member) {
        return issue.path(member).asString("");
    }
}
