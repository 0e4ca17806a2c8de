package dev.dispatch.problem;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Words what can be wrong with the members of an object. */
public final class MemberIssue {

    private MemberIssue() {}

    /** A value of another type than wanted; a text that reads as one of it, and a number where a text is wanted, can be mended. */
    public static Issue wrongType(Pointer at, String wanted, JsonNode found) {
        Issue issue = Issue.at(
                        IssueCode.SCHEMA_ERROR,
                        at,
                        name(at) + " must be " + article(wanted) + ", is " + article(Json.typeOf(found)))
                .expected(wanted)
                .actual(value(found));
        JsonNode meant = meant(wanted, found);
        if (meant == null) {
            return issue;
        }
        Issue mended = issue.mend(new Patch.Replace(at, meant));
        // A text has rules of its own: whether quotes are all it lacks only a trial of the patch can tell.
        return meant.isString() ? mended : mended.suggest(Json.compact(meant));
    }

    /** A value where an object with that value as a member is wanted. */
    static Issue unwrapped(Pointer at, String member, JsonNode found) {
        JsonNode meant = Json.object().set(member, found);
        return wrongType(at, "object", found)
                .expected("an object with '" + member + "'")
                .suggest(Json.compact(meant))
                .mend(new Patch.Replace(at, meant));
    }

    private static @Nullable JsonNode meant(String wanted, JsonNode found) {
        if (wanted.equals("string")) {
            return found.isNumber() || found.isBoolean() ? Json.text(Json.show(found)) : null;
        }
        if (!found.isString()) {
            return null;
        }
        JsonNode read;
        try {
            read = Json.parse(found.stringValue());
        } catch (JsonSyntaxException e) {
            return null;
        }
        boolean fits = Json.typeOf(read).equals(wanted) || (wanted.equals("number") && read.isNumber());
        return fits ? read : null;
    }

    /** A value as a finding shows it. */
    public static String value(JsonNode node) {
        return Shown.of(Json.compact(node));
    }

    /** A name that stands twice in one object. */
    public static Issue duplicate(JsonSource.Duplicate found) {
        return Issue.at(
                        IssueCode.DUPLICATE_MEMBER,
                        found.pointer(),
                        "'" + Shown.of(found.pointer().dotted()) + "' is written twice; only one can hold")
                .atPosition(Optional.of(found.position()))
                .expected("one member of that name")
                .actual("the name again")
                .suggest("remove one of the two");
    }

    /** @param free the known names that the object does not have yet */
    static Issue unknown(String name, Pointer owner, Set<String> known, List<String> free) {
        Issue issue = Issue.at(
                        IssueCode.UNKNOWN_FIELD,
                        owner.child(name),
                        "Unknown member '" + Shown.of(name) + "' in " + name(owner))
                .expected(Names.oneOf(known.stream().sorted().toList()))
                .actual(name);
        List<String> near = NearNames.of(name, free);
        // Another word need not mean quite the same, so it is shown and never put in as a patch.
        return near.isEmpty() ? issue.suggest(OtherWords.of(name, known, free)) : issue.suggestName(near);
    }

    static Issue unsupported(String name, Pointer owner) {
        return Issue.at(
                        IssueCode.UNSUPPORTED_FIELD,
                        owner.child(name),
                        "'" + name + "' is not supported by this version of dispatch")
                .expected("no member '" + name + "'")
                .actual(name);
    }

    public static Issue missing(String name, Pointer owner, String wanted) {
        return Issue.at(IssueCode.SCHEMA_ERROR, owner, name(owner) + " needs the member '" + name + "'")
                .expected("'" + name + "': " + wanted)
                .actual("no '" + name + "'");
    }

    static Issue outside(Pointer at, int least, int most, JsonNode found) {
        return Issue.at(IssueCode.SCHEMA_ERROR, at, name(at) + " must be between " + least + " and " + most)
                .expected("an integer from " + least + " to " + most)
                .actual(value(found));
    }

    /** A text that holds nothing. */
    public static Issue empty(Pointer at) {
        return Issue.at(IssueCode.SCHEMA_ERROR, at, name(at) + " must not be empty")
                .expected("a text that is not empty")
                .actual("an empty text");
    }

    private static String name(Pointer at) {
        return at.equals(Pointer.ROOT) ? "the document" : "'" + Shown.of(at.dotted()) + "'";
    }

    private static String article(String type) {
        return switch (type) {
            case "null" -> "null";
            case "object", "array", "integer" -> "an " + type;
            default -> "a " + type;
        };
    }
}
