package dev.dispatch.module;

import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the {@code multipart} of a request in {@code module.json}. */
final class PartsParser {

    private static final Set<String> FILE = Set.of("file", "filename", "type");

    private final Members parts;
    private final ActionTemplates templates;
    private final IssueList issues;
    private final List<PartTemplate> found = new ArrayList<>();

    PartsParser(Members parts, ActionTemplates templates, IssueList issues) {
        this.parts = parts;
        this.templates = templates;
        this.issues = issues;
    }

    /** In the order of the document; an array gives as many parts as it has elements. */
    List<PartTemplate> parse() {
        parts.each((name, value) -> {
            Pointer at = parts.pointer(name);
            if (value.isArray()) {
                int index = 0;
                for (JsonNode element : value) {
                    part(name, element, at.child(index++));
                }
            } else {
                part(name, value, at);
            }
        });
        return found;
    }

    private void part(String name, JsonNode value, Pointer at) {
        if (value.isObject()) {
            file(name, Members.of(value, at, issues).allow(FILE, Set.of()));
        } else if (value.isArray() || value.isNull()) {
            issues.add(MemberIssue.wrongType(at, "string, number, boolean or an object with 'file'", value));
        } else {
            templates.tree(value, at).ifPresent(tree -> found.add(new PartTemplate.Text(name, tree)));
        }
    }

    private void file(String name, Members part) {
        Optional<TemplateTree> file = part.requiredText("file").flatMap(_ -> tree(part, "file"));
        Optional<TemplateTree> filename = part.text("filename").flatMap(_ -> tree(part, "filename"));
        Optional<TemplateTree> type = part.text("type").flatMap(_ -> tree(part, "type"));
        file.ifPresent(path -> found.add(new PartTemplate.File(name, path, filename.orElse(null), type.orElse(null))));
    }

    private Optional<TemplateTree> tree(Members part, String name) {
        return templates.tree(part.node(name).orElseThrow(), part.pointer(name));
    }
}
