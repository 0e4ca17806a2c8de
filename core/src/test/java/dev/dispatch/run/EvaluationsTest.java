package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.http.RequestFiles;
import dev.dispatch.job.Job;
import dev.dispatch.job.JobKind;
import dev.dispatch.job.JobParser;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.ActionLookup;
import dev.dispatch.plan.FilePlan;
import dev.dispatch.plan.HttpPlan;
import dev.dispatch.plan.Plan;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.IssueList;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EvaluationsTest {

    private static final JsonNode DOCUMENT =
            Json.parse("{\"a\":1,\"b\":[\"x\",\"y\"],\"password\":\"open-sesame-1\",\"free\":\"say open-sesame-1\"}");

    private final Secrets secrets = new Secrets();
    private final Evaluations evaluations = new Evaluations(new Redactor(secrets));

    private static Condition condition(String json) {
        return Condition.parse(Json.parse(json), Pointer.ROOT, JobRoots.ANSWER)
                .orReport(issue -> {
                    throw new AssertionError(issue);
                })
                .orElseThrow();
    }

    private static RunScope scope() {
        Job job = JobParser.parse(JobKind.CASE, JsonSource.read("{}"), IssueList.withoutText());
        Plan plan = new Plan(
                job,
                Json.object(),
                Json.object(),
                Map.of(),
                HttpPlan.NONE,
                List.of(),
                List.of(),
                List.of(),
                null,
                new FilePlan(new RequestFiles(Path.of(""), Policies.NONE), List.of()),
                Json.object(),
                new ActionLookup(ModuleRegistry.of(List.of(), List.of()), JobKind.CASE));
        return new RunScope(new RunState(plan, RunFacts.of("r"), "now"), new SystemGenerator(InstantSource.system()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\":\"$.a\",\"op\":\"eq\",\"value\":1}",
                "[{\"path\":\"$.a\",\"op\":\"eq\",\"value\":2},{\"path\":\"$.b\",\"op\":\"contains\",\"value\":\"x\"}]",
                "{\"mode\":\"ANY\",\"rules\":[{\"path\":\"$.a\",\"op\":\"eq\",\"value\":2},{\"path\":\"$.c\",\"op\":\"exists\"}]}",
                "{\"mode\":\"ANY\",\"rules\":[{\"path\":\"$.a\",\"op\":\"eq\",\"value\":2}]}",
                "{\"mode\":\"ANY\",\"rules\":[[{\"path\":\"$.a\",\"op\":\"eq\",\"value\":1},"
                        + "{\"path\":\"$.c\",\"op\":\"not_exists\"}],{\"path\":\"$.b\",\"op\":\"schema\","
                        + "\"value\":{\"maxItems\":1}}]}"
            })
    void whatHoldsNoSecretReadsAsTheConditionItselfWouldSayIt(String json) {
        secrets.add("open-sesame-1");
        Condition condition = condition(json);

        Evaluation shown = evaluations.evaluate(condition, DOCUMENT, scope());

        assertThat(shown).isEqualTo(condition.evaluate(DOCUMENT, scope()));
    }

    @Test
    void theVerdictComesFromTheRealValues() {
        secrets.add("open-sesame-1");
        Evaluation shown = evaluations.evaluate(
                condition("[{\"path\":\"$.free\",\"op\":\"eq\",\"value\":\"say open-sesame-1\"},"
                        + "{\"path\":\"$.free\",\"op\":\"length_eq\",\"value\":17}]"),
                DOCUMENT,
                scope());

        Evaluation.Decided decided = (Evaluation.Decided) shown;
        assertThat(decided.held()).isTrue();
        assertThat(decided.rules().getLast().actual()).contains(Json.text("say [REDACTED]"));
        assertThat(decided.summary()).endsWith("$.free length_eq 17 => true, actual \"say [REDACTED]\"");
    }

    @Test
    void aSecretByItsNameAloneIsHidden() {
        Evaluation.Decided decided = (Evaluation.Decided) evaluations.evaluate(
                condition("{\"path\":\"$.password\",\"op\":\"eq\",\"value\":\"no\"}"), DOCUMENT, scope());

        assertThat(decided.summary()).isEqualTo("$.password eq \"no\" => false, actual \"[REDACTED]\"");
    }

    @Test
    void whatTheRedactionMadeUnreachableIsHiddenAndStaysPresent() {
        secrets.add("open-sesame-1");
        Evaluation.Decided decided = (Evaluation.Decided) evaluations.evaluate(
                condition("{\"path\":\"$[?@ == 'open-sesame-1']\",\"op\":\"exists\"}"), DOCUMENT, scope());

        assertThat(decided.held()).isTrue();
        assertThat(decided.summary()).doesNotContain("actual absent");
    }

    @Test
    void aDifferenceIsFoundInTheWholeRedactedValues() {
        String secret = "open-sesame-" + "0123456789".repeat(20);
        secrets.add(secret);
        JsonNode document = Json.parse("{\"list\":[{\"id\":1,\"note\":\"" + "x".repeat(90) + secret + "\"}]}");
        Evaluation.Decided decided = (Evaluation.Decided) evaluations.evaluate(
                condition("{\"path\":\"$.list\",\"op\":\"eq\",\"value\":[{\"id\":2,\"note\":\"y\"}]}"),
                document,
                scope());

        JsonNode rule = decided.rules().getFirst().toJson();
        assertThat(rule.get("diff")).hasSize(2);
        assertThat(rule.get("diff").get(1).get("actual").asString()).endsWith("x[REDACTED]");
        assertThat(rule.toString()).doesNotContain("open-s");
    }

    @Test
    void aSecretThatTheJobWritesOutIsNotShownInADifferenceEither() {
        Evaluation.Decided decided = (Evaluation.Decided) evaluations.evaluate(
                condition("{\"path\":\"$\",\"op\":\"eq\",\"value\":{\"user\":{\"password\":\"open-sesame-2\"}}}"),
                Json.parse("{\"user\":{}}"),
                scope());

        JsonNode rule = decided.rules().getFirst().toJson();
        assertThat(rule.get("diff"))
                .isEqualTo(Json.parse(
                        "[{\"pointer\":\"/user/password\",\"kind\":\"missing\",\"expected\":\"[REDACTED]\"}]"));
        assertThat(decided.summary() + rule).doesNotContain("open-sesame-2");
    }

    @Test
    void aDifferenceBetweenTwoSecretsIsSaidWithoutThem() {
        Evaluation.Decided decided = (Evaluation.Decided) evaluations.evaluate(
                condition("{\"path\":\"$\",\"op\":\"eq\",\"value\":{\"password\":\"open-sesame-2\"}}"),
                Json.parse("{\"password\":\"open-sesame-1\"}"),
                scope());

        assertThat(decided.held()).isFalse();
        assertThat(decided.summary()).endsWith("(what differs is redacted)").doesNotContain("open-sesame");
        assertThat(decided.rules().getFirst().toJson().has("diff")).isFalse();
    }

    @Test
    void onlyWhatTheRealValueViolatesIsSaidOfASchema() {
        Evaluation.Decided decided = (Evaluation.Decided) evaluations.evaluate(
                condition("{\"path\":\"$\",\"op\":\"schema\",\"value\":{\"required\":[\"c\"],"
                        + "\"properties\":{\"pin\":{},\"secret\":{\"type\":\"integer\"}}}}"),
                Json.parse("{\"secret\":4711471147}"),
                scope());

        JsonNode rule = decided.rules().getFirst().toJson();
        assertThat(rule.get("violations")).hasSize(1);
        assertThat(rule.get("violations").get(0).get("keyword").asString()).isEqualTo("required");
        assertThat(rule.has("moreViolations")).isFalse();
    }

    @Test
    void aSchemaThatOnlyASecretViolatesIsSaidWithoutIt() {
        Evaluation.Decided decided = (Evaluation.Decided) evaluations.evaluate(
                condition("{\"path\":\"$.password\",\"op\":\"schema\",\"value\":{\"maxLength\":12}}"),
                DOCUMENT,
                scope());

        assertThat(decided.held()).isFalse();
        assertThat(decided.summary()).endsWith("(what differs is redacted)");
    }
}
