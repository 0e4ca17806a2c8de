package dev.dispatch.plan;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Expression;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.http.RequestFiles;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.HttpAction;
import dev.dispatch.module.PartTemplate;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the files that requests carry as far as their names are settled before a run, and those that cannot be sent. */
final class FileCheck {

    private static final Roots SETTLED = Roots.of("env", "input", "credential");

    private final RequestFiles files;
    private final Scope known;
    private final IssueList issues;
    private final Set<String> names = new LinkedHashSet<>();

    /** @param known what has a value before the first step */
    FileCheck(RequestFiles files, Scope known, IssueList issues) {
        this.files = files;
        this.known = known;
        this.issues = issues;
    }

    /** The names that are known, as they are written. */
    List<String> names() {
        return List.copyOf(names);
    }

    void check(Node.Leaf node) {
        IssueList found = issues.inStep(node.step().id());
        Pointer at = node.targetPayloadPointer();
        if (node.target().provided().action().body() instanceof ActionBody.Request(HttpAction action)) {
            if (action.content() instanceof HttpAction.Content.Multipart(List<PartTemplate> parts)) {
                ofAction(parts, node, at, found);
            }
        } else if (node.target().isHttpRequest()) {
            JsonNode payload = node.targetPayload();
            written(payload.path("file"), at.child("file"), found);
            target(payload.path("saveTo"), at.child("saveTo"), found);
            payload.path("multipart").properties().forEach(part -> {
                Pointer place = at.child("multipart").child(part.getKey());
                if (part.getValue().isArray()) {
                    int index = 0;
                    for (JsonNode element : part.getValue()) {
                        written(element.path("file"), place.child(index++).child("file"), found);
                    }
                } else {
                    written(part.getValue().path("file"), place.child("file"), found);
                }
            });
        }
    }

    private void target(JsonNode written, Pointer at, IssueList found) {
        Optional<String> name = written.isString()
                ? value(written, at).filter(JsonNode::isString).map(JsonNode::stringValue)
                : Optional.empty();
        if (name.isPresent()
                && files.target(name.get(), List.of(), false)
                        instanceof RequestFiles.Target.Refused(RequestFiles.Fault fault)) {
            found.add(
                    fault.denial() == null
                            ? Issue.at(IssueCode.MODULE_VALIDATION_ERROR, at, fault.message())
                                    .expected("the name of a file that can be written")
                                    .actual(name.get())
                            : fault.denial().issue(at));
        }
    }

    private void written(JsonNode file, Pointer at, IssueList found) {
        if (file.isString()) {
            value(file, at).filter(JsonNode::isString).ifPresent(name -> look(name.stringValue(), at, found));
        }
    }

    /** The members of the payload that are settled are enough where the file depends on no other. */
    private void ofAction(List<PartTemplate> parts, Node.Leaf node, Pointer at, IssueList found) {
        ObjectNode settled = Json.object();
        Set<String> open = new LinkedHashSet<>();
        node.target().input().withDefaults(node.targetPayload()).properties().forEach(member -> {
            Optional<JsonNode> value = value(member.getValue(), at.child(member.getKey()));
            value.ifPresent(given -> settled.set(member.getKey(), given));
            if (value.isEmpty()) {
                open.add(member.getKey());
            }
        });
        Scope scope = new TreeScope(Map.of("input", settled), known.generator());
        for (PartTemplate part : parts) {
            if (part instanceof PartTemplate.File file && dependsOnNothingElse(file.file(), open)) {
                Pointer place = place(file.file(), node, at);
                if (file.file().evaluate(scope) instanceof Evaluated.Value(JsonNode value, var _)) {
                    Iterable<JsonNode> each = value.isArray() ? value : List.of(value);
                    each.forEach(name -> look(name.asString(""), place, found));
                }
            }
        }
    }

    private static boolean dependsOnNothingElse(TemplateTree file, Set<String> open) {
        return isSettled(file)
                && file.references().stream()
                        .allMatch(use -> use.reference().root().equals("input")
                                && !use.reference().name(0).isEmpty()
                                && !open.contains(use.reference().name(0)));
    }

    /** The member of the payload that gives the name; else the action, whose module does. */
    private static Pointer place(TemplateTree file, Node.Leaf node, Pointer at) {
        List<ReferenceUse> uses = file.references();
        String member = uses.isEmpty() ? "" : uses.getFirst().reference().name(0);
        return node.targetPayload().has(member)
                ? at.child(member)
                : node.step().pointer().child("action");
    }

    private void look(String name, Pointer at, IssueList found) {
        if (name.isBlank()) {
            return;
        }
        names.add(name);
        files.faultOf(name)
                .ifPresent(fault -> found.add(
                        fault.denial() == null
                                ? Issue.at(IssueCode.MODULE_VALIDATION_ERROR, at, fault.message())
                                        .expected("a file that can be read")
                                        .actual(name)
                                : fault.denial().issue(at)));
    }

    private Optional<JsonNode> value(JsonNode written, Pointer at) {
        return TemplateTree.compile(written, at, JobRoots.PAYLOAD)
                .orReport(_ -> {})
                .filter(FileCheck::isSettled)
                .flatMap(tree -> tree.evaluate(known) instanceof Evaluated.Value(JsonNode value, var _)
                        ? Optional.of(value)
                        : Optional.empty());
    }

    private static boolean isSettled(TemplateTree tree) {
        List<Expression> expressions = new ArrayList<>();
        tree.templates().stream().map(Template::expressions).forEach(expressions::addAll);
        return expressions.stream().noneMatch(Expression::generates)
                && tree.references().stream()
                        .allMatch(
                                use -> SETTLED.names().contains(use.reference().root()));
    }
}
