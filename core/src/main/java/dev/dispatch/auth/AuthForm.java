package dev.dispatch.auth;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.NearNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Checks {@code auth} as somebody wrote it, with its expressions. */
public final class AuthForm {

    static final List<String> PLACES = List.of("header", "query");
    static final List<String> STYLES = List.of("header", "body");

    /** The members that hold what nobody may be shown. */
    public static final Set<String> SECRET =
            Set.of("token", "password", "value", "clientSecret", "secretAccessKey", "sessionToken");

    private AuthForm() {}

    /** Adds what is wrong; {@code "none"} and an object with a type are right. */
    public static void check(JsonNode written, Pointer at, IssueList issues) {
        if (written.isString()) {
            if (!AuthType.NONE.word().equals(written.stringValue())) {
                issues.add(notAnObject(written.stringValue(), at));
            }
            return;
        }
        Members auth = Members.of(written, at, issues);
        if (!written.isObject() || auth.missing("type", Names.oneOf(AuthType.words()))) {
            return;
        }
        auth.text("type")
                .flatMap(word -> type(word, auth.pointer("type"), issues))
                .ifPresent(type -> members(type, auth));
    }

    /** The type that is written; empty where it is none or an expression gives it. */
    public static Optional<AuthType> typeOf(JsonNode written) {
        return AuthType.of(
                written.isString()
                        ? written.stringValue()
                        : written.path("type").asString(""));
    }

    private static Issue notAnObject(String text, Pointer at) {
        return Issue.at(IssueCode.SCHEMA_ERROR, at, "'" + at.dotted() + "' must be an object with a type, or \"none\"")
                .expected("{\"type\": ...} with " + Names.oneOf(AuthType.words()) + ", or \"none\"")
                .actual(AuthType.of(text).isPresent() ? text : "another text")
                .suggestInstead(NearNames.of(text, List.of(AuthType.NONE.word())));
    }

    private static Optional<AuthType> type(String word, Pointer at, IssueList issues) {
        Optional<AuthType> type = AuthType.of(word);
        if (type.isEmpty()) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at, "'" + word + "' is not a type of auth")
                    .expected(Names.oneOf(AuthType.words()))
                    .actual(word)
                    .suggestInstead(meant(word)));
        }
        return type;
    }

    /** Near words, and those whose beginning it is. */
    private static List<String> meant(String word) {
        List<String> near = NearNames.of(word, AuthType.words());
        return near.isEmpty() && word.length() > 2
                ? AuthType.words().stream()
                        .filter(known -> known.startsWith(word))
                        .toList()
                : near;
    }

    private static void members(AuthType type, Members auth) {
        auth.allow(type.members(), Set.of());
        for (String name : type.required()) {
            if (!auth.missing(name, wanted(name))) {
                member(auth, name);
            }
        }
        type.optional().forEach(name -> member(auth, name));
    }

    /** Services that know a caller by one key take it as a user name without a password, or the other way round. */
    private static void member(Members auth, String name) {
        switch (name) {
            case "in" -> auth.word(name, PLACES);
            case "authStyle" -> auth.word(name, STYLES);
            case "username", "password" -> auth.anyText(name);
            default -> auth.text(name);
        }
    }

    private static String wanted(String name) {
        return name.equals("in") ? Names.oneOf(PLACES) : "a string";
    }
}
