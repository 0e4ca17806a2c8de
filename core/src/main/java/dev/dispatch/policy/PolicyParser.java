package dev.dispatch.policy;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.NearNames;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the policies of several files. A policy has no expressions: who sets a variable must not be able to loosen it.
 */
public final class PolicyParser {

    /** The members of a policy. */
    public static final Set<String> MEMBERS = Set.of(
            "allowHosts",
            "denyHosts",
            "methods",
            "effects",
            "privateAddresses",
            "env",
            "files",
            "codeModules",
            "insecureTls");

    private static final List<String> EFFECTS = List.of("read", "write", "delete");

    private static final JsonNode ALLOW = Json.text("allow");
    private static final JsonNode DENY = Json.text("deny");

    private final List<Policy> found = new ArrayList<>();

    /**
     * Reads one; what is wrong is added to the issues, and then it must not be used.
     *
     * @param members whose names were checked
     * @param file that holds it, absolute; relative paths in it start from its folder
     */
    public void parse(Members members, Path file, IssueList issues) {
        found.add(new Policy(
                file.toString(),
                list(members, "allowHosts", issues, HostPattern::parse, HostPattern.FORM),
                orNone(list(members, "denyHosts", issues, HostPattern::parse, HostPattern.FORM)),
                set(list(members, "methods", issues, PolicyParser::method, "a method such as GET")),
                set(list(members, "effects", issues, PolicyParser::effect, "read, write or delete")),
                allows(members, "privateAddresses", issues),
                list(members, "env", issues, PolicyParser::variable, "the name of a variable, or its beginning and *"),
                list(members, "files", issues, text -> folder(text, file), "the path of a folder"),
                allows(members, "codeModules", issues),
                allows(members, "insecureTls", issues)));
    }

    /** All that were read. */
    public Policies policies() {
        return new Policies(found);
    }

    private static <T> @Nullable List<T> list(
            Members members, String name, IssueList issues, Function<String, Optional<T>> reader, String form) {
        if (!members.has(name)) {
            return null;
        }
        List<T> values = new ArrayList<>();
        for (Map.Entry<Pointer, JsonNode> element : members.elements(name).entrySet()) {
            if (!element.getValue().isString()) {
                issues.add(MemberIssue.wrongType(element.getKey(), "string", element.getValue()));
                continue;
            }
            String text = element.getValue().stringValue();
            Optional<T> value = reader.apply(text);
            value.ifPresent(values::add);
            if (value.isEmpty()) {
                issues.add(Issue.at(
                                IssueCode.INVALID_CONFIG,
                                element.getKey(),
                                text.contains("${")
                                        ? "A policy has no expressions"
                                        : "'" + text + "' cannot stand in '" + name + "'")
                        .expected(form)
                        .actual(text)
                        .suggest(name.equals("effects") ? NearNames.of(text, EFFECTS) : List.of()));
            }
        }
        return values;
    }

    private static boolean allows(Members members, String name, IssueList issues) {
        JsonNode word = members.node(name).orElse(ALLOW);
        if (!word.equals(ALLOW) && !word.equals(DENY)) {
            issues.add(Issue.at(IssueCode.INVALID_CONFIG, members.pointer(name), "'" + name + "' must be allow or deny")
                    .expected("one of allow, deny")
                    .actual(word.isString() ? word.stringValue() : MemberIssue.value(word))
                    .suggest(NearNames.of(word.asString(""), List.of("allow", "deny"))));
        }
        return word.equals(ALLOW);
    }

    /** A token of RFC 9110, section 5.6.2. */
    private static Optional<String> method(String text) {
        String method = text.toUpperCase(Locale.ROOT);
        boolean token = !method.isEmpty()
                && method.chars()
                        .allMatch(c ->
                                (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
        return token && !method.contains("${") && !method.equals("*") ? Optional.of(method) : Optional.empty();
    }

    private static Optional<String> effect(String text) {
        return EFFECTS.contains(text) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> variable(String text) {
        int star = text.indexOf('*');
        boolean plain = !text.isBlank() && text.chars().noneMatch(c -> c <= ' ' || "${}=".indexOf(c) >= 0);
        return plain && (star < 0 || star == text.length() - 1) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Path> folder(String text, Path file) {
        if (text.isBlank() || text.contains("${")) {
            return Optional.empty();
        }
        try {
            return Optional.of(file.resolveSibling(text).toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static List<HostPattern> orNone(@Nullable List<HostPattern> patterns) {
        return patterns == null ? List.of() : patterns;
    }

    private static @Nullable Set<String> set(@Nullable List<String> values) {
        return values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
}
