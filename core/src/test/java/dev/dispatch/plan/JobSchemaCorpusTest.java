package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.SchemaViolation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An editor that has the printed schema flags what {@code job validate} flags in the structure of a job. */
class JobSchemaCorpusTest {

    /** What needs the modules, the inputs, the environment, other places of the job, or a grammar of its own. */
    private static final Set<IssueCode> SEMANTIC = Set.of(
            IssueCode.DUPLICATE_MEMBER,
            IssueCode.DUPLICATE_STEP_ID,
            IssueCode.UNKNOWN_ACTION,
            IssueCode.MISSING_MODULE_DEPENDENCY,
            IssueCode.MODULE_VERSION_MISMATCH,
            IssueCode.MODULE_VALIDATION_ERROR,
            IssueCode.FLOW_POLL_VALIDATION_ERROR,
            IssueCode.DISALLOWED_MEMORY_MUTATION,
            IssueCode.INVALID_JSONPATH,
            IssueCode.INVALID_REGEX,
            IssueCode.MALFORMED_INTERPOLATION,
            IssueCode.INVALID_INTERPOLATION,
            IssueCode.UNKNOWN_STEP_REFERENCE,
            IssueCode.FORWARD_STEP_REFERENCE,
            IssueCode.HIDDEN_STEP_REFERENCE,
            IssueCode.UNKNOWN_MEMBER_REFERENCE,
            IssueCode.UNRESOLVED_REFERENCE,
            IssueCode.MISSING_ENV,
            IssueCode.MISSING_INPUT,
            IssueCode.MISSING_HTTP_DEPENDENCY,
            IssueCode.MISSING_MEMORY_DEPENDENCY,
            IssueCode.INVALID_FILL_JOB,
            IssueCode.MISSING_CREDENTIAL_PROFILE,
            IssueCode.ACTION_REQUIRES_CREDENTIAL,
            IssueCode.UNEXPECTED_CREDENTIAL_BINDING,
            IssueCode.INVALID_CREDENTIAL_BINDING);

    @TempDir
    Path folder;

    private final JsonSchema schema = schema();

    private static JsonSchema schema() {
        try (InputStream in = JsonSchema.class.getResourceAsStream("job.schema.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ((JsonSchema.Compiled.Ok) JsonSchema.compile(Json.parse(text))).schema();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Checking shop() {
        return Checking.job(folder, "{}")
                .module("shop", BadJobs.SHOP, "login.job.seed.json")
                .env("SHOP_TOKEN", "t")
                .remember("shop", "session")
                .validate();
    }

    /** Single quotes would be taken for double ones. */
    private static List<Issue> issues(Checking shop, String job) {
        return shop.about(job.replace("'", "\\u0027")).issues();
    }

    @Test
    void bothAcceptTheGoodJob() {
        String good = Json.pretty(BadJobs.good());
        assertThat(schema.validate(BadJobs.good())).isEmpty();
        assertThat(issues(shop(), good)).isEmpty();
    }

    @Test
    void bothFlagTheSameStructure() {
        Checking shop = shop();
        List<Verdict> verdicts = BadJobs.all().parallelStream()
                .map(job -> new Verdict(schema.validate(Json.parse(job)), issues(shop, job)))
                .toList();
        assertThat(verdicts.stream().filter(Verdict::flagged).count()).isGreaterThan(500);
        assertThat(String.join(
                        "\n", verdicts.stream().flatMap(Verdict::difference).toList()))
                .isEmpty();
    }

    /** What the schema and the program say of one job. */
    private record Verdict(List<SchemaViolation> violations, List<Issue> issues) {

        boolean flagged() {
            return !violations.isEmpty();
        }

        Stream<String> difference() {
            if (flagged()) {
                return issues.isEmpty() ? Stream.of("only the schema: " + violations) : Stream.empty();
            }
            List<Issue> structural =
                    issues.stream().filter(JobSchemaCorpusTest::isStructural).toList();
            return structural.isEmpty() ? Stream.empty() : Stream.of("only job validate: " + structural);
        }
    }

    /** The differences that stay: what no JSON Schema of a job can say. */
    private static boolean isStructural(Issue issue) {
        // The action's own schema decides, see `schema action`.
        boolean payload = issue.pointer().text().contains("/payload/");
        // Two members of one object cannot be compared.
        boolean defaultOutsideEnum = issue.message().contains("is not among its 'enum' values");
        // npm's grammar of ranges is no regular expression that anybody could read.
        boolean versionRange = issue.message().endsWith("is not a range of versions");
        // What an action exports is said by its module.
        boolean undeclared =
                issue.code() == IssueCode.INVALID_CAPTURE && issue.message().contains("not declare");
        // Where a path leads is not seen by a pattern.
        boolean path = issue.message().contains("leads to nothing");
        return !SEMANTIC.contains(issue.code())
                && !payload
                && !defaultOutsideEnum
                && !versionRange
                && !undeclared
                && !path;
    }
}
