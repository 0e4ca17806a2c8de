package dev.dispatch.run;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.redact.Redactor;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Says what does not fit a schema without half of a secret, which the cutting of long values would leave. */
final class Misfits {

    private final Redactor redactor;

    Misfits(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * The findings about a document in words that may be shown.
     *
     * @param at where the document stands; the pointers of the findings begin with it
     * @param check finds again, in what is left of the document after its redaction
     */
    List<Issue> shown(List<Issue> found, JsonNode document, Pointer at, Function<JsonNode, List<Issue>> check) {
        JsonNode redacted = redactor.json(document);
        if (redacted.equals(document)) {
            return found;
        }
        List<Issue> again = check.apply(redacted);
        return found.stream()
                .map(issue -> {
                    String below = issue.pointer().text().substring(at.text().length());
                    return document.at(below).equals(redacted.at(below)) ? issue : replaced(issue, again);
                })
                .toList();
    }

    private static Issue replaced(Issue issue, List<Issue> again) {
        return again.stream()
                .filter(other -> other.pointer().equals(issue.pointer()) && other.code() == issue.code())
                .findFirst()
                .orElseGet(() -> Issue.at(
                                issue.code(),
                                issue.pointer(),
                                "'" + issue.path() + "' does not fit its schema; its value is hidden")
                        .actual(Redactor.MARK));
    }
}
