package dev.dispatch.archive;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads {@code artifact.json}. */
final class ArtifactParser {

    private static final String SUM = "sha256:";

    private final Consumer<Issue> faults;

    /** @param faults receives what is wrong, each with its place in the text */
    ArtifactParser(Consumer<Issue> faults) {
        this.faults = faults;
    }

    /** Empty where it cannot be used; the findings then say why. */
    Optional<Artifact> parse(String text) {
        try {
            JsonSource source = JsonSource.read(text);
            IssueList issues = IssueList.about(source);
            Artifact artifact = artifact(Members.of(source.root(), Pointer.ROOT, issues), issues);
            issues.issues().forEach(faults);
            return issues.isEmpty() ? Optional.of(artifact) : Optional.empty();
        } catch (JsonSyntaxException e) {
            faults.accept(Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, "artifact.json is not JSON: " + e.getMessage())
                    .atPosition(Optional.of(e.position()))
                    .expected("a JSON document (RFC 8259)")
                    .actual("a text that is not JSON"));
            return Optional.empty();
        }
    }

    private static Artifact artifact(Members members, IssueList issues) {
        int version = version(members, issues);
        Map<String, String> files = new TreeMap<>();
        if (version == Artifact.SCHEMA_VERSION && !members.missing("files", "an object")) {
            members.object("files")
                    .ifPresent(block -> block.each((name, sum) -> {
                        if (!isSum(sum)) {
                            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, block.pointer(name), "It is no SHA-256 sum")
                                    .expected("sha256: and 64 hexadecimal digits")
                                    .actual(Json.show(sum)));
                        }
                        files.put(name, sum.asString(""));
                    }));
        }
        boolean strict = version == Artifact.SCHEMA_VERSION;
        return new Artifact(
                version,
                (strict ? members.requiredText("name") : members.anyText("name")).orElse(""),
                (strict ? members.requiredText("version") : members.anyText("version")).orElse(""),
                members.anyText("entry"),
                strict ? members.requiredText("cliVersion").orElse("") : "",
                strict ? sourceHash(members, issues) : "",
                files);
    }

    private static int version(Members members, IssueList issues) {
        JsonNode version = members.node("schemaVersion").orElseGet(Json::nothing);
        if (version.isInt() && (version.intValue() == 1 || version.intValue() == Artifact.SCHEMA_VERSION)) {
            return version.intValue();
        }
        issues.add(Issue.at(
                        IssueCode.UNSUPPORTED_SCHEMA_VERSION,
                        members.pointer("schemaVersion"),
                        "This version of dispatch does not know bundles of this form")
                .expected("2, or 1 for bundles of the original tool")
                .actual(Json.show(version)));
        return 0;
    }

    private static String sourceHash(Members members, IssueList issues) {
        Optional<JsonNode> hash = members.node("sourceHash");
        if (hash.isPresent() && isSum(hash.get())) {
            return hash.get().stringValue();
        }
        issues.add(Issue.at(IssueCode.SCHEMA_ERROR, members.pointer("sourceHash"), "It is no hash of a module")
                .expected("sha256: and 64 hexadecimal digits")
                .actual(hash.map(Json::show).orElse("nothing")));
        return "";
    }

    private static boolean isSum(JsonNode node) {
        String text = node.asString("");
        return text.startsWith(SUM)
                && text.length() == SUM.length() + 64
                && text.chars().skip(SUM.length()).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
