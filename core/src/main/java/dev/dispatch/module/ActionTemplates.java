package dev.dispatch.module;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Segment;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the templates of one action and holds what they refer to against what the action declares. */
final class ActionTemplates {

    private final ObjectNode inputSchema;
    private final @Nullable ObjectNode credentialSchema;
    private final IssueList issues;

    /** @param credentialSchema null where the action takes no credential */
    ActionTemplates(ObjectNode inputSchema, @Nullable ObjectNode credentialSchema, IssueList issues) {
        this.inputSchema = inputSchema;
        this.credentialSchema = credentialSchema;
        this.issues = issues;
    }

    /** A value of the request. */
    Optional<TemplateTree> tree(JsonNode value, Pointer at) {
        Optional<TemplateTree> tree =
                TemplateTree.compile(value, at, HttpAction.REQUEST_ROOTS).orReport(issues::add);
        tree.ifPresent(found -> check(found.references()));
        return tree;
    }

    Optional<Template> text(String text, Pointer at, Roots roots) {
        Optional<Template> template = Template.parse(text, at, roots).orReport(issues::add);
        template.ifPresent(found -> check(found.references()));
        return template;
    }

    private void check(List<ReferenceUse> uses) {
        for (ReferenceUse use : uses) {
            switch (use.reference().root()) {
                case "input" -> declared(use, inputSchema, "input");
                case "credential" -> credential(use);
                default -> {}
            }
        }
    }

    private void credential(ReferenceUse use) {
        if (credentialSchema != null) {
            declared(use, credentialSchema, "credential");
            return;
        }
        issues.add(Issue.at(
                        IssueCode.INVALID_INTERPOLATION,
                        use.pointer(),
                        "This action has no 'credential', so no step can give it one")
                .expected("'credential': a JSON Schema with '" + use.reference().name(0) + "'")
                .actual("${" + use.reference().text() + "}"));
    }

    /** What a closed schema does not declare would be refused before the request is made. */
    private void declared(ReferenceUse use, ObjectNode schema, String what) {
        Expression.Reference reference = use.reference();
        List<String> names = new ArrayList<>(schema.path("properties").propertyNames());
        boolean closed = schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").booleanValue();
        if (closed
                && !reference.segments().isEmpty()
                && reference.segments().getFirst() instanceof Segment.Name(String name)
                && !names.contains(name)) {
            issues.add(Issue.at(
                            IssueCode.INVALID_INTERPOLATION,
                            use.pointer(),
                            "The " + what + " schema of this action has no '" + name + "'")
                    .expected(names.isEmpty() ? "'" + name + "' among its properties" : Names.oneOf(names))
                    .actual(name)
                    .suggest(NearNames.of(name, names)));
        }
    }
}
