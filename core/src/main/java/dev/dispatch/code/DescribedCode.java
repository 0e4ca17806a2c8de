package dev.dispatch.code;

import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the code of a module offers, in the terms of the registry. */
record DescribedCode(CodeLoader.Entry entry, DescribedModule description) {

    /** Actions whose classes are opened when one of them is called. */
    Map<String, ActionDefinition> actions(OpenModule.Opening opening) {
        OpenModule open = new OpenModule(description, opening);
        Map<String, ActionDefinition> actions = new LinkedHashMap<>();
        for (DescribedAction action : description.actions()) {
            actions.put(action.name(), action.in(entry.module(), new ActionBody.Code(open.handler(action.name()))));
        }
        return actions;
    }

    /** Where {@code module.json} and the annotation say different things. */
    List<Issue> disagreements() {
        List<Issue> issues = new ArrayList<>();
        compare("name", entry.module(), description.name()).ifPresent(issues::add);
        compare("version", entry.version(), description.version()).ifPresent(issues::add);
        return issues;
    }

    private Optional<Issue> compare(String what, String manifest, String code) {
        if (manifest.equals(code)) {
            return Optional.empty();
        }
        Path file = entry.folder().relativize(entry.file());
        return Optional.of(Issue.at(
                        IssueCode.MODULE_VALIDATION_ERROR,
                        Pointer.ROOT,
                        "module.json says " + what + " '" + manifest + "', @DispatchModule of " + description.type()
                                + " in " + file + " says '" + code + "'")
                .atPath(entry.file().toString())
                .expected("the same " + what + " in both")
                .actual(code)
                .suggest(List.of(
                        "@DispatchModule: " + what + " = \"" + manifest + "\"",
                        "module.json: \"" + what + "\": \"" + code + "\"")));
    }
}
