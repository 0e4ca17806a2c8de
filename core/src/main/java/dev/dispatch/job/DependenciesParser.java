package dev.dispatch.job;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the block {@code dependencies}. */
final class DependenciesParser {

    private final IssueList issues;

    private DependenciesParser(IssueList issues) {
        this.issues = issues;
    }

    static Dependencies parse(Members block, IssueList issues) {
        block.allow(Set.of("modules", "memory", "http"), Set.of());
        DependenciesParser parser = new DependenciesParser(issues);
        return new Dependencies(parser.modules(block), parser.memory(block), parser.http(block));
    }

    private List<Dependencies.NeededModule> modules(Members block) {
        List<Dependencies.NeededModule> modules = new ArrayList<>();
        block.elements("modules").forEach((at, node) -> {
            Members members = Members.of(node, at, issues).allow(Set.of("name", "version"), Set.of());
            String version = members.text("version").orElse(null);
            moduleName(members, "name")
                    .ifPresent(name -> modules.add(new Dependencies.NeededModule(name, version, at)));
        });
        return modules;
    }

    private List<Dependencies.NeededMemory> memory(Members block) {
        List<Dependencies.NeededMemory> needed = new ArrayList<>();
        block.elements("memory").forEach((at, node) -> {
            Members members = Members.of(node, at, issues).allow(Set.of("namespace", "key", "fill"), Set.of());
            Optional<String> namespace = members.requiredText("namespace").filter(text -> isNamespace(text, members));
            Optional<String> key = members.requiredText("key").filter(text -> isLiteral(text, members.pointer("key")));
            Dependencies.Fill fill = members.object("fill").flatMap(this::fill).orElse(null);
            if (namespace.isPresent() && key.isPresent()) {
                needed.add(new Dependencies.NeededMemory(namespace.get(), key.get(), fill, at));
            }
        });
        return needed;
    }

    private boolean isNamespace(String text, Members members) {
        Pointer at = members.pointer("namespace");
        if (!isLiteral(text, at)) {
            return false;
        }
        boolean form = text.charAt(0) != '_'
                && text.charAt(0) != '-'
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-');
        if (!form) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at, "'" + Shown.of(text) + "' is not a name for a namespace")
                    .expected("lower-case letters, digits, underscores and hyphens, a letter or digit first")
                    .actual(text));
        }
        return form;
    }

    private boolean isLiteral(String text, Pointer at) {
        return !Literals.reported(text, at, "is looked up before the run", issues);
    }

    private Optional<Dependencies.Fill> fill(Members members) {
        members.allow(Set.of("module", "job"), Set.of());
        Optional<String> module = moduleName(members, "module");
        Optional<String> job = members.requiredText("job");
        return module.flatMap(name -> job.map(id -> new Dependencies.Fill(name, id)));
    }

    private Optional<String> moduleName(Members members, String member) {
        Optional<String> name = members.requiredText(member);
        if (name.isPresent() && !ActionKey.isPart(name.get())) {
            issues.add(Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            members.pointer(member),
                            "'" + Shown.of(name.get()) + "' is not a name for a module")
                    .expected("lower-case letters, digits and hyphens")
                    .actual(name.get()));
        }
        return name.filter(ActionKey::isPart);
    }

    private List<Dependencies.NeededHttp> http(Members block) {
        List<Dependencies.NeededHttp> needed = new ArrayList<>();
        block.object("http").ifPresent(http -> {
            http.allow(Set.of("required"), Set.of());
            http.elements("required").forEach((at, node) -> {
                if (node.isString() && !node.stringValue().isEmpty()) {
                    needed.add(new Dependencies.NeededHttp(node.stringValue(), at));
                } else {
                    issues.add(MemberIssue.wrongType(at, "string that is not empty", node));
                }
            });
        });
        return needed;
    }
}
