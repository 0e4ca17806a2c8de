package dev.dispatch.job;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.Patch;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a job file; reports everything that is wrong with it at once. */
public final class JobParser {

    private static final Set<String> MEMBERS = Set.of(
            "schemaVersion",
            "jobType",
            "description",
            "inputs",
            "http",
            "credentials",
            "dependencies",
            "scenario",
            "outputs",
            "verification",
            "metadata",
            "$schema");

    private final JobKind kind;
    private final JsonSource source;
    private final IssueList issues;

    private JobParser(JobKind kind, JsonSource source, IssueList issues) {
        this.kind = kind;
        this.source = source;
        this.issues = issues;
    }

    /**
     * Reads a job as far as it can be read.
     *
     * @param issues receives what is wrong; where it stays empty the job may be planned
     */
    public static Job parse(JobKind kind, JsonSource source, IssueList issues) {
        return new JobParser(kind, source, issues).job();
    }

    private Job job() {
        duplicates();
        Members members = Members.of(source.root(), Pointer.ROOT, issues).allow(known(), Set.of());
        schemaVersion(members);
        String jobType = members.requiredText("jobType").orElse("");
        Literals.reported(jobType, members.pointer("jobType"), "is a stable name", issues);
        Map<String, InputDeclaration> inputs = members.object("inputs")
                .map(block -> InputsParser.parse(block, issues))
                .orElseGet(Map::of);
        Map<String, CredentialProfile> credentials = members.object("credentials")
                .map(block -> CredentialsParser.parse(block, issues))
                .orElseGet(Map::of);
        Dependencies dependencies = members.object("dependencies")
                .map(block -> DependenciesParser.parse(block, issues))
                .orElse(Dependencies.NONE);
        return new Job(
                kind,
                jobType,
                members.anyText("description").orElse(null),
                inputs,
                HttpParser.parse(members, issues),
                credentials,
                dependencies,
                scenario(members),
                members.object("outputs").map(this::outputs).orElseGet(Map::of),
                verification(members),
                source);
    }

    private void duplicates() {
        for (JsonSource.Duplicate duplicate : source.duplicates()) {
            issues.add(() -> MemberIssue.duplicate(duplicate));
        }
    }

    /** The names of the contract and those that a job may use for its own ends. */
    private Set<String> known() {
        Set<String> known = new HashSet<>(MEMBERS);
        source.root().propertyNames().stream()
                .filter(name -> name.startsWith("x-"))
                .forEach(known::add);
        return known;
    }

    private void schemaVersion(Members members) {
        if (!members.has("schemaVersion")) {
            unversioned(members);
            return;
        }
        JsonNode version = members.node("schemaVersion").orElseThrow();
        Pointer at = members.pointer("schemaVersion");
        if (!Json.isInteger(version)) {
            issues.add(MemberIssue.wrongType(at, "integer", version));
            return;
        }
        BigDecimal number = version.decimalValue();
        if (number.signum() <= 0) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at, "'schemaVersion' must be at least 1")
                    .expected("an integer of at least 1")
                    .actual(Json.show(version))
                    .suggest(String.valueOf(Job.SCHEMA_VERSION))
                    .mend(new Patch.Replace(at, Json.number(Job.SCHEMA_VERSION))));
        } else if (number.compareTo(BigDecimal.valueOf(Job.SCHEMA_VERSION)) > 0) {
            issues.add(Issue.at(
                            IssueCode.UNSUPPORTED_SCHEMA_VERSION,
                            at,
                            "This version of dispatch knows job files up to schemaVersion " + Job.SCHEMA_VERSION)
                    .expected("at most " + Job.SCHEMA_VERSION)
                    .actual(Json.show(version))
                    .suggest("use a newer dispatch"));
        }
    }

    /** There is only one version that can be meant. */
    private void unversioned(Members members) {
        if (source.root().isObject()) {
            issues.add(
                    MemberIssue.missing("schemaVersion", Pointer.ROOT, "an integer, " + Job.SCHEMA_VERSION + " today")
                            .suggest("\"schemaVersion\": " + Job.SCHEMA_VERSION)
                            .mend(new Patch.Add(members.pointer("schemaVersion"), Json.number(Job.SCHEMA_VERSION))));
        }
    }

    private Scenario scenario(Members members) {
        if (members.missing("scenario", "an object with the member 'steps'")) {
            return Scenario.NONE;
        }
        return members.object("scenario")
                .map(scenario -> ScenarioParser.parse(scenario, issues))
                .orElse(Scenario.NONE);
    }

    private Map<String, TemplateTree> outputs(Members block) {
        Map<String, TemplateTree> outputs = new LinkedHashMap<>();
        block.each((name, value) -> {
            TemplateTree.compile(value, block.pointer(name), JobRoots.STATE)
                    .orReport(issues::add)
                    .ifPresent(output -> outputs.put(name, output));
        });
        return outputs;
    }

    private @Nullable Condition verification(Members members) {
        return members.node("verification")
                .flatMap(node -> Condition.parse(node, members.pointer("verification"), JobRoots.RECORD)
                        .orReport(issues::add))
                .orElse(null);
    }
}
