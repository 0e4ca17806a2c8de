package dev.dispatch.authoring;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.UsedDefinitions;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.SchemaViolation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compiles every schema of a {@code module.json}; each finding has its place in that file. */
final class SchemasCheck {

    private static final List<String> SCHEMAS = List.of("input", "credential", "exportsSchema", "responseSchema");
    private static final String DEFINITIONS = "$defs";

    private final UsedDefinitions definitions;
    private final IssueList issues;
    private final Set<Pointer> told = new HashSet<>();

    private SchemasCheck(JsonNode definitions, IssueList issues) {
        this.definitions = new UsedDefinitions(definitions);
        this.issues = issues;
    }

    /** Looks at whatever is an object; what is not is the manifest's own fault. */
    static void check(JsonNode manifest, IssueList issues) {
        JsonNode shared = manifest.path(DEFINITIONS);
        SchemasCheck check = new SchemasCheck(shared.isObject() ? shared : Json.object(), issues);
        Pointer actions = Pointer.ROOT.child("actions");
        manifest.path("actions").properties().forEach(action -> {
            for (String name : SCHEMAS) {
                if (action.getValue().path(name) instanceof ObjectNode schema) {
                    check.compile(schema, actions.child(action.getKey()).child(name));
                }
            }
        });
    }

    private void compile(ObjectNode schema, Pointer at) {
        if (JsonSchema.compile(definitions.joined(schema))
                instanceof JsonSchema.Compiled.Invalid(List<SchemaViolation> violations)) {
            violations.forEach(violation -> add(violation, place(schema, at, violation.pointer())));
        }
    }

    /** A definition that the schema does not have itself stands at the end of the manifest. */
    private static Pointer place(ObjectNode schema, Pointer at, Pointer below) {
        List<String> names = below.names();
        boolean shared = names.size() > 1
                && names.getFirst().equals(DEFINITIONS)
                && !schema.path(DEFINITIONS).has(names.get(1));
        return shared ? below : at.append(below);
    }

    /** A fault of a shared definition is one, however many schemas use it. */
    private void add(SchemaViolation violation, Pointer place) {
        if (!told.add(place)) {
            return;
        }
        Issue issue = Issue.at(
                        IssueCode.SCHEMA_ERROR,
                        place,
                        "'" + place.dotted() + "' is not usable in a JSON Schema: " + violation.message())
                .expected(violation.expected() == null ? "a JSON Schema 2020-12" : violation.expected())
                .suggest(violation.suggestions());
        String actual = violation.actual();
        issues.add(actual == null ? issue : issue.actual(actual));
    }
}
