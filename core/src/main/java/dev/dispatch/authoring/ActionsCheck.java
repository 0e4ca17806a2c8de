package dev.dispatch.authoring;

import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Segment;
import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.HttpAction;
import dev.dispatch.plan.SchemaMembers;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what an action promises against what it does, as far as that can be told without a call. */
final class ActionsCheck {

    private final IssueList errors;
    private final IssueList warnings;

    ActionsCheck(IssueList errors, IssueList warnings) {
        this.errors = errors;
        this.warnings = warnings;
    }

    void check(ActionDefinition action) {
        Pointer at = Pointer.ROOT.child("actions").child(action.key().name());
        if (action.description().isBlank()) {
            errors.add(Issue.at(Finding.CODE, at, "The action '" + action.key() + "' has no description")
                    .expected("one sentence; people and agents choose by it")
                    .actual("none"));
        }
        if (action.effect() == null) {
            warnings.add(Issue.at(
                            Finding.CODE,
                            at,
                            "The action '" + action.key() + "' does not say its effect; policies count it as delete")
                    .expected("'effect': read, write or delete")
                    .actual("no 'effect'"));
        }
        if (action.body() instanceof ActionBody.Request(HttpAction request)) {
            checkExports(action, request, at);
            checkCredential(action, request);
            checkDetail(action, request);
        }
    }

    private void checkExports(ActionDefinition action, HttpAction request, Pointer at) {
        Map<String, JsonPath> exports = request.exports();
        ObjectNode schema = action.exportsSchema();
        if (schema == null && !exports.isEmpty()) {
            warnings.add(Issue.at(
                            Finding.CODE,
                            at.child("exports"),
                            "The action '" + action.key()
                                    + "' has exports and no 'exportsSchema'; they are not checked")
                    .expected("'exportsSchema': a JSON Schema of the exports")
                    .actual("no 'exportsSchema'"));
        }
        if (schema != null) {
            checkPromised(exports, schema, at);
        }
        String response = request.response() == null ? "$" : request.response().text();
        if (response.equals("$") && action.responseSchema() != null) {
            exports.forEach((name, path) ->
                    checkPath(action.responseSchema(), path, at.child("exports").child(name)));
        }
    }

    /** Loading has said what a closed schema leaves out and what it requires in vain. */
    private void checkPromised(Map<String, JsonPath> exports, JsonNode schema, Pointer at) {
        for (String name : exports.keySet()) {
            Optional<Undeclared> undeclared = undeclared(schema, List.of(new Segment.Name(name)));
            undeclared.ifPresent(found -> report(
                    found,
                    at.child("exports").child(name),
                    "'exportsSchema' does not declare the export '" + name + "'",
                    name));
        }
    }

    private void checkPath(JsonNode responseSchema, JsonPath path, Pointer at) {
        PathNames.of(path)
                .flatMap(segments -> undeclared(responseSchema, segments))
                .ifPresent(found -> report(
                        found,
                        at,
                        "'responseSchema' does not declare '" + found.name() + "' of the path " + path.text(),
                        path.text()));
    }

    private void checkCredential(ActionDefinition action, HttpAction request) {
        if (action.credentialSchema() == null) {
            return;
        }
        for (ReferenceUse use : request.references()) {
            if (!use.reference().root().equals("credential")) {
                continue;
            }
            undeclared(action.credentialSchema(), use.reference().segments())
                    .ifPresent(found -> report(
                            found,
                            use.pointer(),
                            "The credential of '" + action.key() + "' does not declare '" + found.name() + "'",
                            "${" + use.reference().text() + "}"));
        }
    }

    private void checkDetail(ActionDefinition action, HttpAction request) {
        ObjectNode schema = action.responseSchema();
        if (request.detail() == null || schema == null) {
            return;
        }
        for (ReferenceUse use : request.detail().references()) {
            if (use.reference().root().equals("response") && !use.guarded()) {
                undeclared(schema, use.reference().segments())
                        .ifPresent(found -> report(
                                found,
                                use.pointer(),
                                "'responseSchema' does not declare '" + found.name() + "', which 'detail' uses",
                                "${" + use.reference().text() + "}"));
            }
        }
    }

    /** A name that a schema does not have; whether it can be there all the same. */
    private record Undeclared(String name, List<String> known, boolean closed) {}

    private static Optional<Undeclared> undeclared(JsonNode schema, List<Segment> path) {
        return switch (new SchemaMembers(schema).follow(path)) {
            case SchemaMembers.Answer.Possible _ -> Optional.empty();
            case SchemaMembers.Answer.Undeclared(int _, String name, List<String> known, boolean closed) ->
                Optional.of(new Undeclared(name, known, closed));
        };
    }

    private void report(Undeclared found, Pointer at, String message, String actual) {
        IssueCode code = IssueCode.UNKNOWN_MEMBER_REFERENCE;
        List<String> known = new ArrayList<>(found.known());
        (found.closed() ? errors : warnings)
                .add(Issue.at(code, at, message)
                        .expected(known.isEmpty() ? "a name that is declared, and there is none" : Names.oneOf(known))
                        .actual(actual)
                        .suggest(NearNames.of(found.name(), known)));
    }
}
