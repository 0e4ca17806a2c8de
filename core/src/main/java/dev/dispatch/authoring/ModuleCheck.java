package dev.dispatch.authoring;

import dev.dispatch.json.Json;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a check of a module says.
 *
 * @param name as far as it could be read; null where it could not
 * @param version as the name
 * @param module what was loaded; null where that failed
 * @param authoring whether it is written well
 * @param artifact whether it can be packed, or is whole where it is installed
 * @param around what is odd about the place it stands in
 */
public record ModuleCheck(
        Path folder,
        @Nullable String name,
        @Nullable String version,
        @Nullable LoadedModule module,
        Verdict authoring,
        Verdict artifact,
        List<Issue> around) {

    public ModuleCheck {
        around = List.copyOf(around);
    }

    public boolean passed() {
        return authoring.passed() && artifact.passed();
    }

    /** Every error; that what cannot be loaded cannot be packed is said once. */
    public List<Issue> issues() {
        List<Issue> issues = new ArrayList<>();
        authoring.errors().forEach(finding -> issues.add(finding.inError()));
        if (module != null) {
            artifact.errors().forEach(finding -> issues.add(finding.inError()));
        }
        return issues;
    }

    /** The members of the result and of the details of a failure. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (name != null) {
            json.put("module", name);
        }
        if (version != null) {
            json.put("version", version);
        }
        if (module != null) {
            json.put("hash", module.hash());
        }
        json.put("modulePath", folder.toString());
        json.set("authoringValidity", authoring.toJson());
        json.set("artifactReadiness", artifact.toJson());
        json.set("warnings", Issue.toJson(around));
        return json;
    }
}
