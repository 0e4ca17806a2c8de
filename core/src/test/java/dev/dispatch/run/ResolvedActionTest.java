package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.ResolvedAction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ResolvedActionTest {

    private static final String ANY = "{\"type\":\"object\"}";
    private static final String KEY = "{\"type\":\"object\",\"required\":[\"key\"],\"additionalProperties\":false,"
            + "\"properties\":{\"key\":{\"type\":\"string\",\"minLength\":3}}}";
    private static final String PROFILE = "\"credentials\":{\"main\":{\"fromEnv\":{\"key\":\"THE_KEY\"}}},";

    @TempDir
    private Path folder;

    /** An action that calls the one its payload names, with the input that its payload holds. */
    private RunFixture fixture() {
        return new RunFixture(folder).action("caller", ResolvedActionTest::callOther);
    }

    private static ActionResult<JsonNode> callOther(ActionContext<ObjectNode> context, ObjectNode input) {
        Optional<ResolvedAction> found = context.resolve(input.get("action").stringValue());
        return found.map(action -> action.call((ObjectNode) input.get("input")))
                .orElseGet(() -> ActionResult.response(Json.text("there is none")));
    }

    private static String calling(String action, String input) {
        return "{\"id\":\"a\",\"action\":\"test.caller\",\"payload\":{\"action\":\"" + action + "\",\"input\":" + input
                + "}}";
    }

    @Test
    void whatIsKnownOfAnActionIsToldWithoutCallingIt() {
        RunFixture fixture = new RunFixture(folder).action("look", (context, _) -> {
            ResolvedAction action = context.resolve("memory.recall").orElseThrow();
            action.inputSchema().removeAll();
            ObjectNode told = Json.object()
                    .put("key", action.key())
                    .put("module", action.module())
                    .put("layer", action.layer())
                    .put("source", action.source())
                    .put("described", !action.description().isEmpty())
                    .put("version", action.version())
                    .put("schema", !action.inputSchema().isEmpty());
            return ActionResult.response(told);
        });

        assertThat(response(fixture.steps("{\"id\":\"a\",\"action\":\"test.look\"}"), "a"))
                .hasToString("{\"key\":\"memory.recall\",\"module\":\"memory\",\"layer\":\"builtin\","
                        + "\"source\":\"builtin\",\"described\":true,\"version\":\"1.0.0\",\"schema\":true}");
    }

    @Test
    void anActionThatIsNotThereIsEmpty() {
        assertThat(response(fixture().steps(calling("test.nowhere", "{}")), "a"))
                .isEqualTo(Json.text("there is none"));
    }

    @Test
    void builtInActionsAndFlowAreCalledWithTheirDefaults() {
        RunFixture fixture = fixture();
        assertThat(response(fixture.steps(calling("memory.recall", "{\"namespace\":\"n\",\"key\":\"k\"}")), "a")
                        .path("found"))
                .isEqualTo(Json.parse("false"));
        assertThat(fixture.events(RunEvent.Activity.class).getFirst().line())
                .isEqualTo("test.caller calls memory.recall");
        assertThat(response(fixture().steps(calling("flow.log", "{\"message\":\"hello\"}")), "a")
                        .path("message"))
                .isEqualTo(Json.text("hello"));
    }

    @Test
    void anHttpActionUsesItsModulesBaseUrlAndIsRecordedWithTheStep() throws IOException {
        try (DemoApi api = DemoApi.start(0)) {
            RunFixture fixture = fixture()
                    .environment("API", api.baseUri().toString())
                    .module(
                            "shop",
                            "{\"name\":\"shop\",\"version\":\"1.0.0\",\"http\":{\"baseUrl\":\"${env.API}\"},\"actions\":{"
                                    + "\"get\":{\"description\":\"d\",\"request\":{\"method\":\"GET\",\"path\":\"/users/1\"},"
                                    + "\"exports\":{\"id\":\"$.id\"}}}}");
            RunResult result = fixture.steps(calling("shop.get", "{}"));

            assertThat(step(result, "a").outcome().output().exports()).hasToString("{\"id\":1}");
            assertThat(fixture.events(RunEvent.CallFinished.class))
                    .singleElement()
                    .satisfies(event -> assertThat(event.call().stepId()).isEqualTo("a"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "memory.recall|{\"key\":1}|The input of memory.recall does not fit: ",
                "flow.poll|{\"action\":\"flow.log\",\"conditions\":[]}|'flow.poll' can only be a step of a job"
            })
    void whatAStepMayNotDoFailsTheStep(String action, String input, String message) {
        StepFailure failure = failure(fixture().steps(calling(action, input)));

        assertThat(failure.reason()).isEqualTo("MODULE_VALIDATION_ERROR");
        assertThat(failure.message()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource({"memory.store", "memory.store-many", "memory.forget"})
    void aCaseJobChangesNoMemoryThroughCodeEither(String action) {
        String input = "{\"namespace\":\"n\",\"key\":\"k\",\"value\":1}";
        RunFixture fixture = fixture().kind(JobKind.CASE);

        assertThat(failure(fixture.steps(calling(action, input))).reason()).isEqualTo("DISALLOWED_MEMORY_MUTATION");
        assertThat(fixture.memory.namespaces()).isEmpty();
    }

    @Test
    void aSeedJobMayStoreThroughCode() {
        RunFixture fixture = fixture();
        fixture.steps(calling("memory.store", "{\"namespace\":\"n\",\"key\":\"k\",\"value\":1}"));

        assertThat(fixture.memory.recall("n", "k")).hasToString("Optional[1]");
    }

    @Test
    void actionsThatCallEachOtherInACircleEnd() {
        RunFixture fixture = new RunFixture(folder)
                .action(
                        "ping",
                        (context, input) ->
                                context.resolve("test.pong").orElseThrow().call(input))
                .action(
                        "pong",
                        (context, input) ->
                                context.resolve("test.ping").orElseThrow().call(input));

        assertThat(failure(fixture.steps("{\"id\":\"a\",\"action\":\"test.ping\"}"))
                        .message())
                .isEqualTo("'test.pong' is called 17 actions deep; actions that call each other in a circle never end");
    }

    @Test
    void policiesCountForCallsOfCodeAsForSteps() {
        RunFixture fixture = fixture()
                .policy("{\"effects\":[\"read\",\"delete\"]}")
                .action("swallows", (context, input) -> {
                    try {
                        return callOther(context, input);
                    } catch (ActionException e) {
                        return ActionResult.response(Json.text(e.code()));
                    }
                });
        String input = "{\"namespace\":\"n\",\"key\":\"k\",\"value\":1}";

        StepFailure failure = failure(fixture.steps(calling("memory.store", input)));
        assertThat(failure.code()).isEqualTo(ProblemCode.POLICY_DENIED);
        assertThat(response(fixture.steps(calling("memory.store", input).replace("test.caller", "test.swallows")), "a"))
                .isEqualTo(Json.text("POLICY_DENIED"));
        assertThat(fixture.memory.namespaces()).isEmpty();
    }

    @Test
    void theStepsCredentialGoesWithTheCallOnlyWhereTheActionTakesOne() {
        RunFixture fixture = new RunFixture(folder)
                .environment("THE_KEY", "k-123")
                .keyedAction("caller", KEY, ResolvedActionTest::callOther)
                .keyedAction(
                        "keyed",
                        KEY,
                        (context, _) -> ActionResult.response(Json.number(
                                context.credential().path("key").asString("").length())))
                .action("plain", ANY, null, (context, _) -> {
                    try {
                        return ActionResult.response(context.credential());
                    } catch (ActionException e) {
                        return ActionResult.response(Json.text(e.code()));
                    }
                });
        String bound = ",\"credential\":\"main\"}";
        String keyed = calling("test.keyed", "{}");
        String plain = calling("test.plain", "{}");

        assertThat(response(fixture.run(PROFILE, keyed.substring(0, keyed.length() - 1) + bound), "a"))
                .hasToString("5");
        assertThat(response(fixture.run(PROFILE, plain.substring(0, plain.length() - 1) + bound), "a"))
                .isEqualTo(Json.text("ACTION_REQUIRES_CREDENTIAL"));
    }

    @Test
    void anActionThatNeedsACredentialIsNotCalledWithoutOne() {
        RunFixture fixture =
                fixture().keyedAction("keyed", KEY, (context, _) -> ActionResult.response(context.credential()));

        StepFailure failure = failure(fixture.steps(calling("test.keyed", "{}")));
        assertThat(failure.reason()).isEqualTo("ACTION_REQUIRES_CREDENTIAL");
        assertThat(failure.message()).isEqualTo("'test.keyed' requires a credential with key; step 'a' binds none");
    }

    @Test
    void exportsOfACalledActionAreHeldAgainstTheirSchema() {
        RunFixture fixture = fixture()
                .action(
                        "lies",
                        ANY,
                        "{\"type\":\"object\",\"required\":[\"id\"]}",
                        (_, _) -> ActionResult.<JsonNode>none().exports(Json.object()));

        assertThat(failure(fixture.steps(calling("test.lies", "{}"))).reason()).isEqualTo("INVALID_EXPORTS");
    }

    @Test
    void aPlaceInACalledPayloadIsNoPlaceInThatOfTheStep() {
        RunFixture fixture = fixture().action("refuses", (_, _) -> {
            throw ActionException.badInput("/deep", "payload.deep: too deep");
        });

        StepFailure failure = failure(fixture.steps(calling("test.refuses", "{}")));
        assertThat(failure.message()).isEqualTo("test.refuses: payload.deep: too deep");
        assertThat(failure.issues().getFirst().pointer().text()).isEqualTo("/scenario/steps/0/payload");
    }

    @Test
    void badInputOfAStepPointsIntoItsPayload() {
        RunFixture fixture = new RunFixture(folder).action("refuses", (_, _) -> {
            throw ActionException.badInput("/amount", "payload.amount: must be above 0");
        });

        StepFailure failure =
                failure(fixture.steps("{\"id\":\"a\",\"action\":\"test.refuses\",\"payload\":{\"amount\":0}}"));
        assertThat(failure.reason()).isEqualTo("MODULE_VALIDATION_ERROR");
        assertThat(failure.issues().getFirst().pointer().text()).isEqualTo("/scenario/steps/0/payload/amount");
        assertThat(failure.issues().getFirst().position()).isNotNull();
    }

    @Test
    void aCheckedExceptionBreaksTheStepAloneAndItsTraceIsKept() {
        RunFixture fixture = new RunFixture(folder).action("breaks", (_, _) -> {
            throw new IOException("disk");
        });

        RunResult result = fixture.steps("{\"id\":\"a\",\"action\":\"test.breaks\"}");
        assertThat(failure(result).message()).isEqualTo("test.breaks broke: IOException: disk");
        assertThat(String.valueOf(step(result, "a").outcome().output().diagnostics()))
                .contains("aCheckedException");
    }

    @Test
    void whateverCodeThrowsBreaksTheStepAlone() {
        Throwable[] thrown = {
            new Error("plain"),
            new OutOfMemoryError("heap"),
            new IllegalStateException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new Error("again");
                }
            },
            new IllegalStateException("long ".repeat(1_000_000))
        };
        for (Throwable each : thrown) {
            RunFixture fixture = new RunFixture(folder).action("breaks", (_, _) -> {
                switch (each) {
                    case Error error -> throw error;
                    case Exception exception -> throw exception;
                    default -> throw new AssertionError(each);
                }
            });
            RunResult result = fixture.steps("{\"id\":\"a\",\"action\":\"test.breaks\"}");
            assertThat(failure(result).message())
                    .startsWith("test.breaks broke: ")
                    .hasSizeLessThan(5_000);
        }
    }
}
