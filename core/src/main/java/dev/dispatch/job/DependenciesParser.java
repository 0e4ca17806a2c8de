package dev.dispatch.job;

import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import java.util.ArrayList;
import java.util.List;
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
            members.requiredText("name")
                    .ifPresent(name -> modules.add(new Dependencies.NeededModule(name, version, at)));
        });
        return modules;
    }

    private List<Dependencies.NeededMemory> memory(Members block) {
        List<Dependencies.NeededMemory> needed = new ArrayList<>();
        block.elements("memory").forEach((at, node) -> {
            Members members = Members.of(node, at, issues).allow(Set.of("namespace", "key", "fill"), Set.of());
            Dependencies.Fill fill = members.object("fill").map(this::fill).orElse(null);
            String namespace = members.requiredText("namespace").orElse("");
            String key = members.requiredText("key").orElse("");
            if (!namespace.isEmpty() && !key.isEmpty()) {
                needed.add(new Dependencies.NeededMemory(namespace, key, fill, at));
            }
        });
        return needed;
    }

    private Dependencies.Fill fill(Members members) {
        members.allow(Set.of("module", "job"), Set.of());
        return new Dependencies.Fill(
                members.requiredText("module").orElse(""),
                members.requiredText("job").orElse(""));
    }

    private List<Dependencies.NeededHttp> http(Members block) {
        List<Dependencies.NeededHttp> needed = new ArrayList<>();
        block.object("http").ifPresent(http -> {
            http.allow(Set.of("required"), Set.of());
            http.elements("required").forEach((at, node) -> {
                if (node.isString()) {
                    needed.add(new Dependencies.NeededHttp(node.stringValue(), at));
                } else {
                    issues.add(Members.wrongType(at, "string", node));
                }
            });
        });
        return needed;
    }
}
