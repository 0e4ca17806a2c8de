package dev.dispatch.authoring;

import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One finding of a check of a module.
 *
 * @param readiness why it cannot be packed or is no installed module; null where it is about something else
 */
record Finding(Issue issue, @Nullable Readiness readiness) {

    /** The stable words that scripts look for. */
    enum Readiness {
        MISSING_ENTRY("missing-entry"),
        BUNDLE_FAILED("bundle-failed"),
        INVALID_ARTIFACT_LAYOUT("invalid-artifact-layout"),
        LEGACY_INSTALLED_FORMAT("legacy-installed-format");

        private final String word;

        Readiness(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Finding of(Issue issue) {
        return new Finding(issue, null);
    }

    static Finding of(Readiness readiness, Issue issue) {
        return new Finding(issue, readiness);
    }

    /** In the verdict on packing the code is the stable word. */
    ObjectNode toJson() {
        ObjectNode json = issue.toJson();
        return readiness == null ? json : json.put("code", readiness.word());
    }

    /** Among all findings of an error, whose codes are a closed set, the stable word is a member of its own. */
    Issue inError() {
        return readiness == null ? issue : issue.with("readiness", readiness.word());
    }

    /** The code of findings that only a check of a whole module makes. */
    static final IssueCode CODE = IssueCode.MODULE_VALIDATION_ERROR;
}
