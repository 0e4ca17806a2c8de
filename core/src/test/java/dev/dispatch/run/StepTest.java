package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Position;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StepTest {

    private static final String ECHO = "{\"id\":\"a\",\"action\":\"test.echo\",\"payload\":{\"id\":7,\"kind\":\"x\"}";
    private static final String LAST = "{\"id\":\"last\",\"action\":\"test.echo\"}";

    @TempDir
    private Path folder;

    private RunFixture fixture;
    private final List<JsonNode> given = new ArrayList<>();

    @BeforeEach
    void fixture() {
        fixture = new RunFixture(folder).action("echo", (_, input) -> {
            given.add(input);
            return ActionResult.<JsonNode>response(input).exports(Json.object().set("copy", input));
        });
    }

    @Test
    void aStepTellsOfItselfInOrder() {
        RunResult result = fixture.steps(ECHO + ",\"result\":\"${response.id}\"}", LAST);

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(fixture.events.stream().map(event -> event.getClass().getSimpleName()))
                .containsExactly(
                        "RunStarted",
                        "StepEntered",
                        "AttemptStarted",
                        "StepFinished",
                        "StepEntered",
                        "AttemptStarted",
                        "StepFinished",
                        "RunFinished");
        assertThat(step(result, "a").outcome().output().result()).isEqualTo(Json.parse("7"));
    }

    @Test
    void theStartTimeComesBeforeTheCondition() {
        RunResult result =
                fixture.steps(ECHO + ",\"atRelative\":\"5s\",\"when\":{\"path\":\"$.run.none\",\"op\":\"exists\"}}");

        StepReport step = step(result, "a");
        assertThat(step.outcome()).isInstanceOf(StepOutcome.Skipped.class);
        assertThat(step.startedAt()).isEqualTo(RunFixture.START);
        assertThat(step.waiting()).isEqualTo(Duration.ofSeconds(5));
        assertThat(step.duration()).isEqualTo(Duration.ofSeconds(5));
        assertThat(step.attempts()).isZero();
        assertThat(fixture.events(RunEvent.StepEntered.class).getFirst().at())
                .isEqualTo(RunFixture.START.plusSeconds(5));
        assertThat(given).isEmpty();
    }

    @Test
    void anAbsoluteStartInThePastIsNow() {
        RunResult result = fixture.steps(ECHO + ",\"atAbsolute\":\"2020-01-01T00:00:00Z\"}");

        assertThat(step(result, "a").waiting()).isZero();
        assertThat(fixture.timer.pauses).isEmpty();
    }

    @Test
    void aStartTimeFarAwayIsWaitedForAndCanBeCancelled() {
        fixture.listening(event -> {
            if (event instanceof RunEvent.Progress) {
                fixture.cancellation.cancel();
            }
        });

        RunResult result = fixture.steps(ECHO + ",\"atRelative\":\"9999h\"}", LAST);

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(step(result, "a").outcome().status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(step(result, "last").outcome().status()).isEqualTo(StepStatus.NOT_RUN);
        assertThat(given).isEmpty();
    }

    @Test
    void aSkippedStepSaysWhyAndIsAbsentForLaterSteps() {
        RunResult result = fixture.run(
                "\"outputs\":{\"status\":\"${step.a.status}\"},",
                ECHO + ",\"when\":{\"path\":\"$.run.runId\",\"op\":\"eq\",\"value\":\"no\"}}",
                "{\"id\":\"b\",\"action\":\"test.echo\",\"payload\":{\"id\":\"${step.a.response.id:-none}\"}}");

        assertThat(step(result, "a").outcome())
                .isEqualTo(new StepOutcome.Skipped("$.run.runId eq \"no\" => false, actual \"run-1\""));
        assertThat(response(result, "b").get("id").stringValue()).isEqualTo("none");
        assertThat(result.outputs().get("status").stringValue()).isEqualTo("SKIPPED");
    }

    @Test
    void anAbsentReferenceNamesStepPlaceLineAndWhatWasThere() {
        RunResult result = fixture.runJob("""
                {"schemaVersion": 1, "jobType": "t", "scenario": {"steps": [
                  {"id": "a", "action": "test.echo", "payload": {"id": 1, "title": "t"}},
                  {"id": "b", "action": "test.echo", "payload": {
                      "x": "${step.a.response.titel}"}}
                ]}}""");

        StepFailure failure = failure(result);
        assertThat(failure.code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(failure.reason()).isEqualTo("UNRESOLVED_REFERENCE");
        Issue issue = failure.issues().getFirst();
        assertThat(issue.stepId()).isEqualTo("b");
        assertThat(issue.pointer().text()).isEqualTo("/scenario/steps/1/payload/x");
        assertThat(issue.position()).isEqualTo(new Position(4, 7));
        assertThat(issue.actual()).isEqualTo("response has: id, title");
        assertThat(issue.suggestions()).containsExactly("${step.a.response.title}");
        assertThat(step(result, "b").attempts()).isZero();
    }

    @Test
    void everyAbsentReferenceOfAPayloadIsReported() {
        RunResult result = fixture.steps(
                ECHO + "}",
                "{\"id\":\"b\",\"action\":\"test.echo\",\"payload\":{\"x\":\"${run.p}\",\"y\":[\"${run.q}\"]}}");

        assertThat(failure(result).issues()).hasSize(2);
        assertThat(failure(result).message()).endsWith("(and 1 more)");
    }

    @Test
    void aWholeExpressionKeepsItsTypeAndIsCheckedBeforeTheCall() {
        fixture.action(
                "typed",
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}",
                null,
                (_, input) -> ActionResult.response(input));
        String typed = "{\"id\":\"b\",\"action\":\"test.typed\",\"payload\":{\"n\":\"${step.a.response.%s}\"}}";

        RunResult fits = fixture.steps(ECHO + "}", typed.formatted("id"));
        assertThat(response(fits, "b").get("n").isIntegralNumber()).isTrue();

        RunResult misfits = fixture.steps(ECHO + "}", typed.formatted("kind"));
        assertThat(failure(misfits).reason()).isEqualTo(IssueCode.MODULE_VALIDATION_ERROR.name());
        assertThat(failure(misfits).issues().getFirst().pointer().text()).isEqualTo("/scenario/steps/1/payload/n");
        assertThat(step(misfits, "b").attempts()).isZero();
        assertThat(fixture.events(RunEvent.AttemptStarted.class)).hasSize(1);
    }

    @Test
    void exportsThatMisfitFailTheStepAndTheResponseIsKept() {
        fixture.action(
                "liar",
                "{\"type\":\"object\"}",
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}",
                (_, _) -> ActionResult.<JsonNode>response(Json.text("kept"))
                        .exports(Json.object().put("n", "one")));

        RunResult result = fixture.steps("{\"id\":\"a\",\"action\":\"test.liar\"}");

        assertThat(failure(result).reason()).isEqualTo("INVALID_EXPORTS");
        assertThat(failure(result).message()).contains("'exports.n'");
        assertThat(response(result, "a")).isEqualTo(Json.text("kept"));
    }

    @Test
    void capturesAreMadeBeforeExpectAndSeenByIt() {
        RunResult result = fixture.steps(
                ECHO + ",\"capture\":{\"seen\":\"response.id\",\"out\":\"exports.copy.kind\"},"
                        + "\"expect\":{\"path\":\"$.id\",\"op\":\"eq\",\"value\":\"${run.seen}\"}}",
                "{\"id\":\"b\",\"action\":\"test.echo\",\"payload\":{\"x\":\"${run.out}\"}}");

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(step(result, "a").outcome().output().captured())
                .containsExactly(
                        java.util.Map.entry("seen", Json.parse("7")), java.util.Map.entry("out", Json.text("x")));
        assertThat(response(result, "b").get("x").stringValue()).isEqualTo("x");
    }

    @Test
    void aMissingCaptureFailsTheStepAndSaysWhatWasThere() {
        RunResult result = fixture.steps(ECHO + ",\"capture\":{\"x\":\"response.ids\"}}");

        Issue issue = failure(result).issues().getFirst();
        assertThat(issue.code()).isEqualTo(IssueCode.INVALID_CAPTURE);
        assertThat(issue.pointer().text()).isEqualTo("/scenario/steps/0/capture/x");
        assertThat(issue.position()).isNotNull();
        assertThat(issue.actual()).isEqualTo("response has: id, kind");
        assertThat(response(result, "a").get("id").intValue()).isEqualTo(7);
    }

    @Test
    void aSecondCaptureMayRepeatAValueButNotChangeIt() {
        String second = "{\"id\":\"b\",\"action\":\"test.echo\",\"payload\":{\"id\":%s},"
                + "\"capture\":{\"x\":\"response.id\"}}";
        String first = ECHO + ",\"capture\":{\"x\":\"response.id\"}}";

        assertThat(fixture.steps(first, second.formatted("7.0")).status()).isEqualTo(RunStatus.SUCCESS);

        RunResult conflict = fixture.steps(first, second.formatted("8"));
        Issue issue = failure(conflict).issues().getFirst();
        assertThat(issue.code()).isEqualTo(IssueCode.CAPTURE_CONFLICT);
        assertThat(issue.expected()).isEqualTo("7");
        assertThat(issue.actual()).isEqualTo("8");
    }

    @Test
    void aFailureOfAnActionsOwnKindKeepsItsWord() {
        fixture.action("sell", (_, _) -> {
            throw new ActionException(ActionException.Kind.FAILED, "OUT_OF_STOCK", "nothing is left", null);
        });
        RunResult result = fixture.steps("{\"id\":\"s\",\"action\":\"test.sell\",\"payload\":{}}");

        assertThat(failure(result).reason()).isEqualTo("ACTION_FAILED");
        Issue issue = failure(result).issues().getFirst();
        assertThat(issue.code()).isEqualTo(IssueCode.ACTION_FAILED);
        assertThat(issue.toJson().path("actionCode").stringValue()).isEqualTo("OUT_OF_STOCK");
    }

    @Test
    void aFailedExpectationShowsPathOperatorExpectedAndActualOfEveryBrokenRule() {
        RunResult result = fixture.run(
                "\"outputs\":{\"id\":\"${step.a.response.id}\",\"none\":\"${step.last.response.id}\"},",
                ECHO + ",\"expect\":[{\"path\":\"$.id\",\"op\":\"gt\",\"value\":9},"
                        + "{\"path\":\"$.kind\",\"op\":\"eq\",\"value\":\"x\"},"
                        + "{\"path\":\"$.nope\",\"op\":\"exists\"}]}",
                LAST);

        StepFailure failure = failure(result);
        assertThat(failure.code()).isEqualTo(ProblemCode.ASSERTION_FAILED);
        assertThat(failure.reason()).isEqualTo("EXPECTATION_FAILED");
        assertThat(failure.message()).isEqualTo("Expectation failed: $.id gt 9 => false, actual 7");
        assertThat(failure.issues()).hasSize(2);
        Issue first = failure.issues().getFirst();
        assertThat(first.attributes().get("jsonPath").stringValue()).isEqualTo("$.id");
        assertThat(first.attributes().get("operator").stringValue()).isEqualTo("gt");
        assertThat(first.expected()).isEqualTo("9");
        assertThat(first.pointer().text()).isEqualTo("/scenario/steps/0/expect/0");
        assertThat(first.path()).endsWith("expect[0]");
        assertThat(first.actual()).isEqualTo("7");
        assertThat(first.position()).isNotNull();
        assertThat(failure.issues().getLast().actual()).isEqualTo("absent");
        assertThat(failure.issues().getLast().expected()).isNull();
        assertThat(failure.issues().getLast().pointer().text()).isEqualTo("/scenario/steps/0/expect/2");
        assertThat(step(result, "a").outcome().output().expectations()).hasSize(3);
        assertThat(step(result, "last").outcome().status()).isEqualTo(StepStatus.NOT_RUN);
        assertThat(result.outputs()).isEqualTo(Json.parse("{\"id\":7}"));
    }

    @Test
    void outputsThatDoNotResolveFailARunThatHadNoOtherFault() {
        RunResult result =
                fixture.run("\"outputs\":{\"x\":\"${step.a.response.nope}\",\"y\":\"${run.runId}\"},", ECHO + "}");

        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        assertThat(result.failedStep()).isEmpty();
        assertThat(failure(result).reason()).isEqualTo("UNRESOLVED_REFERENCE");
        assertThat(failure(result).issues().getFirst().pointer().text()).isEqualTo("/outputs/x");
        assertThat(result.outputs()).isEqualTo(Json.parse("{\"y\":\"run-1\"}"));
    }

    @Test
    void aBrokenHandlerFailsItsStepOnly() {
        fixture.action("null", (_, _) -> {
                    throw new NullPointerException("nothing there");
                })
                .action("deep", (_, _) -> {
                    throw new StackOverflowError();
                })
                .action("class", (_, _) -> {
                    throw new NoClassDefFoundError("x/Y");
                });
        for (String name : List.of("null", "deep", "class")) {
            RunResult result = fixture.steps("{\"id\":\"a\",\"action\":\"test." + name + "\"}", LAST);

            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(failure(result).code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
            assertThat(failure(result).message()).startsWith("test." + name + " broke: ");
            assertThat(String.valueOf(step(result, "a").outcome().output().diagnostics()))
                    .contains("StepTest");
            assertThat(step(result, "last").outcome().status()).isEqualTo(StepStatus.NOT_RUN);
            assertThat(fixture.events.getLast()).isInstanceOf(RunEvent.RunFinished.class);
        }
    }

    @Test
    void aHandlerCannotChangeWhatOthersSee() {
        fixture.environment("KEY", "secret-key-1")
                .keyedAction("vandal", (context, input) -> {
                    input.put("id", "changed");
                    ((tools.jackson.databind.node.ObjectNode) input.path("all")).removeAll();
                    context.credential().removeAll();
                    context.run().removeAll();
                    return ActionResult.response(Json.text("done"));
                })
                .keyedAction(
                        "keyed",
                        (context, _) -> ActionResult.response(
                                Json.object().put("fields", context.credential().size())));
        RunResult result = fixture.run(
                "\"credentials\":{\"c\":{\"fromEnv\":{\"key\":\"KEY\"}}},",
                ECHO + "}",
                "{\"id\":\"b\",\"action\":\"test.vandal\",\"credential\":\"c\","
                        + "\"payload\":{\"id\":1,\"all\":\"${step.a.response}\"}}",
                "{\"id\":\"c\",\"action\":\"test.keyed\",\"credential\":\"c\"}",
                "{\"id\":\"d\",\"action\":\"test.echo\",\"payload\":{\"a\":\"${step.a.response}\",\"r\":\"${run.runId}\"}}");

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(response(result, "c").get("fields").intValue()).isEqualTo(1);
        assertThat(response(result, "d")).isEqualTo(Json.parse("{\"a\":{\"id\":7,\"kind\":\"x\"},\"r\":\"run-1\"}"));
    }

    @Test
    void generatedValuesOfThePayloadAreToldOnceWithThePayload() {
        RunResult result =
                fixture.steps("{\"id\":\"a\",\"action\":\"test.echo\",\"payload\":{\"key\":\"k-${uuid()}\"}}");

        RunEvent.StepEntered entered =
                fixture.events(RunEvent.StepEntered.class).getFirst();
        assertThat(entered.payload()).isEqualTo(Json.parse("{\"key\":\"k-uuid-1\"}"));
        assertThat(entered.generated()).hasSize(1);
        assertThat(entered.generated().getFirst().expression()).isEqualTo("uuid()");
        assertThat(entered.generated().getFirst().value()).isEqualTo(Json.text("uuid-1"));
        assertThat(response(result, "a").get("key").stringValue()).isEqualTo("k-uuid-1");
    }

    @Test
    void aHandlerThatClaimsCancellationFailsItsStep() {
        fixture.action("claims", (_, _) -> {
            throw new ActionException(ActionException.Kind.CANCELLED, "CANCELLED", "I give up", null);
        });

        RunResult result = fixture.steps("{\"id\":\"a\",\"action\":\"test.claims\"}", LAST);

        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        assertThat(given).isEmpty();
    }
}
