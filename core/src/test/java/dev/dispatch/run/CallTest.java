package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a job gives to the job that calls it, and what it keeps for itself. */
@NullMarked
class CallTest {

    private static final String LOUD = "'inputs':{'word':{'type':'string','required':true},"
            + "'times':{'type':'integer','default':1}},'outputs':{'said':'${step.say.response.v}','n':'${input.times}'},";

    private static final String STEP = "'steps':[{'id':'s','action':'flow.log','payload':{'message':'m'}}]";

    @TempDir
    Path folder;

    private RunFixture runs;

    @BeforeEach
    void actions() {
        AtomicInteger made = new AtomicInteger();
        runs = new RunFixture(folder)
                .action("echo", (_, input) -> ActionResult.response(input))
                .action("fail", (_, _) -> {
                    throw new ActionException(ActionException.Kind.FAILED, "BROKEN", "it broke", null);
                })
                .action("flaky", (_, input) -> {
                    if (made.incrementAndGet() <= input.get("times").intValue()) {
                        throw new ActionException(ActionException.Kind.TRANSIENT, "LATER", "not yet", null);
                    }
                    return ActionResult.response(Json.object().put("made", made.get()));
                });
    }

    private CallTest file(String name, String members, String scenario) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, json("{'schemaVersion':1,'jobType':'t'," + members + "'scenario':{" + scenario + "}}"));
            return this;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private CallTest loud() {
        return file(
                "loud.job.case.json",
                LOUD,
                "'steps':[{'id':'say','action':'test.echo','payload':{'v':'${input.word}!'}}]");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String call(String job, String inputs, String... members) {
        return json("{'id':'call','action':'flow.call','payload':{'job':'" + job + "','inputs':{" + inputs + "}}"
                + String.join("", members) + "}");
    }

    private RunResult run(String... steps) {
        return runs.steps(steps);
    }

    private List<String> executed() {
        return runs.events(RunEvent.StepFinished.class).stream()
                .map(event -> event.step().stepId() + " " + event.step().path() + " "
                        + event.step().outcome().status())
                .toList();
    }

    @Test
    void theOutputsOfTheCalledJobAreTheResponse() {
        loud();

        RunResult result = run(call("loud.job.case.json", "'word':'hey'"));

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(response(result, "call")).isEqualTo(Json.parse("{\"said\":\"hey!\",\"n\":1}"));
        assertThat(result.steps()).hasSize(1);
        assertThat(step(result, "call").attempts()).isEqualTo(1);
    }

    @Test
    void theStepsOfACalledJobAreToldUnderTheCallingStep() {
        loud();

        run(call("loud.job.case.json", "'word':'hey'"));

        assertThat(executed()).containsExactly("call>say call#1/>/say#1 SUCCEEDED", "call call#1 SUCCEEDED");
    }

    @Test
    void aCalledJobSeesItsInputsAndNothingOfTheCaller() {
        file(
                "own.job.case.json",
                "'outputs':{'word':'${run.word:-none}','id':'${run.runId}'},",
                "'steps':[{'id':'say','action':'test.echo','payload':{'v':'${run.word:-none}'},"
                        + "'capture':{'word':'response.v'}}]");

        RunResult result = run(
                json("{'id':'first','action':'test.echo','payload':{'v':1},'capture':{'word':'response.v'}}"),
                call("own.job.case.json", ""),
                json("{'id':'last','action':'test.echo','payload':{'v':'${run.word}'}}"));

        assertThat(response(result, "call")).isEqualTo(Json.parse("{\"word\":\"none\",\"id\":\"run-1\"}"));
        assertThat(response(result, "last").get("v").intValue()).isEqualTo(1);
    }

    @Test
    void aJobOfAModuleIsCalledByItsIdAndASeedWins() throws IOException {
        runs.module("shop", "{\"name\":\"shop\",\"version\":\"1.0.0\",\"actions\":{}}");
        file("modules/shop/jobs/fill.job.case.json", "'outputs':{'kind':'case'},", STEP);
        file("modules/shop/jobs/fill.job.seed.json", "'outputs':{'kind':'seed'},", STEP);
        runs = new RunFixture(folder).module("shop", "{\"name\":\"shop\",\"version\":\"1.0.0\",\"actions\":{}}");

        RunResult result = run(call("shop:fill", ""));

        assertThat(response(result, "call").get("kind").stringValue()).isEqualTo("seed");
    }

    @Test
    void relativeNamesStartFromTheCalledFile() {
        file(
                "inner/a.job.case.json",
                "'outputs':{'v':'${step.b.response.said}'},",
                "'steps':["
                        + "{'id':'b','action':'flow.call','payload':{'job':'../loud.job.case.json','inputs':{'word':'up'}}}]");
        loud();

        RunResult result = run(call("inner/a.job.case.json", ""));

        assertThat(response(result, "call").get("v").stringValue()).isEqualTo("up!");
        assertThat(executed()).first().asString().isEqualTo("call>b>say call#1/>/b#1/>/say#1 SUCCEEDED");
    }

    @Test
    void inputsOfTheWrongTypeFailBeforeAnythingOfTheJobRuns() {
        loud();

        RunResult result = run(
                json("{'id':'first','action':'test.echo','payload':{'v':'many'}}"),
                call("loud.job.case.json", "'word':'a','times':'${step.first.response.v}'"));

        assertThat(failure(result).reason()).isEqualTo(IssueCode.INVALID_INPUT.name());
        assertThat(failure(result).issues().getFirst().path()).isEqualTo("scenario.steps[1].payload.inputs.times");
        assertThat(executed()).noneMatch(line -> line.contains("say"));
    }

    @Test
    void aFailureNamesTheCalledFileAndItsStep() {
        file("bad.job.case.json", "", "'steps':[{'id':'inner','action':'test.fail'}]");

        RunResult result = run(call("bad.job.case.json", ""));

        assertThat(failure(result).message()).isEqualTo("bad.job.case.json, step 'inner': it broke");
        assertThat(result.failedStep()).get().extracting(FailedStep::stepId).isEqualTo("call");
        assertThat(failure(result).issues().getFirst().stepId()).isEqualTo("call>inner");
        assertThat(failure(result).issues().getFirst().attributes().get("file").stringValue())
                .isEqualTo(folder.resolve("bad.job.case.json").toString());
    }

    @Test
    void aFailedCallIsToleratedAndTriedAgainLikeAnyStep() {
        file("bad.job.case.json", "", "'steps':[{'id':'inner','action':'test.fail'}]");
        file(
                "flaky.job.case.json",
                "'outputs':{'made':'${step.inner.response.made}'},",
                "'steps':[{'id':'inner','action':'test.flaky','payload':{'times':1}}]");

        RunResult result = run(
                call("bad.job.case.json", "", ",'continueOnError':true").replace("\"call\"", "\"a\""),
                call("flaky.job.case.json", "", ",'retry':{'maxAttempts':2}"));

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(step(result, "a").outcome().status()).isEqualTo(StepStatus.FAILED);
        assertThat(response(result, "call").get("made").intValue()).isEqualTo(2);
        assertThat(executed()).contains("call>inner call#2/>/inner#1 SUCCEEDED");
    }

    @Test
    void whatCleansUpRunsBeforeAFailedCallReturns() {
        file(
                "bad.job.case.json",
                "",
                "'steps':[{'id':'inner','action':'test.fail'}]," + "'finally':[{'id':'clean','action':'test.echo'}]");

        run(call("bad.job.case.json", ""));

        assertThat(executed())
                .containsExactly(
                        "call>inner call#1/>/inner#1 FAILED",
                        "call>clean call#1/>/!f/clean#1 SUCCEEDED",
                        "call call#1 FAILED");
    }

    @Test
    void whatCleansUpRunsAlsoWhenTheCallTimedOut() {
        file(
                "slow.job.case.json",
                "",
                "'steps':[{'id':'inner','action':'flow.sleep','payload':{'duration':'1h'}}],"
                        + "'finally':[{'id':'clean','action':'flow.sleep','payload':{'duration':'1s'}}]");

        RunResult result = run(call("slow.job.case.json", "", ",'timeout':'2s'"));

        assertThat(failure(result).reason()).isEqualTo(IssueCode.TIMED_OUT.name());
        assertThat(failure(result).code()).isEqualTo(ProblemCode.TRANSIENT_ERROR);
        assertThat(executed())
                .containsExactly(
                        "call>inner call#1/>/inner#1 CANCELLED",
                        "call>clean call#1/>/!f/clean#1 SUCCEEDED",
                        "call call#1 FAILED");
    }

    @Test
    void whatCleansUpRunsAlsoWhenTheRunIsCancelled() {
        file(
                "slow.job.case.json",
                "",
                "'steps':[{'id':'inner','action':'flow.sleep','payload':{'duration':'1h'}}],"
                        + "'finally':[{'id':'clean','action':'test.echo'}]");
        runs.listening(event -> {
            if (event instanceof RunEvent.AttemptStarted started
                    && started.stepId().equals("call>inner")) {
                runs.cancellation.cancel();
            }
        });

        RunResult result = run(call("slow.job.case.json", ""));

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(executed()).contains("call>clean call#1/>/!f/clean#1 SUCCEEDED", "call call#1 CANCELLED");
    }

    @Test
    void aLoopCallsAJobForEachItemAndSeveralAtOnce() {
        loud();

        RunResult result = run(call(
                "loud.job.case.json",
                "'word':'w${item}'",
                ",'result':'${response.said}','forEach':{'items':[1,2,3,4,5],'maxConcurrency':3}"));

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(response(result, "call")).isEqualTo(Json.parse("[\"w1!\",\"w2!\",\"w3!\",\"w4!\",\"w5!\"]"));
    }

    @Test
    void secretInputsAndCredentialsOfTheCalledJobAreNeverTold() {
        file(
                "secret.job.case.json",
                "'inputs':{'pin':{'type':'string','required':true,'secret':true}},"
                        + "'credentials':{'p':{'fromEnv':{'key':'KEY'}}},",
                "'steps':[{'id':'say','action':'test.echo','payload':{'v':'x${input.pin}x${credential.p.key}'}}]");
        runs.environment("KEY", "hunter-key");

        RunResult result = run(
                json("{'id':'first','action':'test.echo','payload':{'v':'4711'}}"),
                call("secret.job.case.json", "'pin':'${step.first.response.v}-9'"));

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(runs.events.toString()).doesNotContain("4711-9").doesNotContain("hunter-key");
    }

    @Test
    void theCookiesAreThoseOfTheRunAndTheBaseUrlIsInherited() throws IOException {
        file(
                "login.job.case.json",
                "",
                "'steps':[{'id':'login','action':'http.request','payload':{'method':'POST',"
                        + "'path':'/login','body':{'username':'demo','password':'demo-password'}}}]");
        try (DemoApi api = DemoApi.start(0)) {
            RunResult result = runs.run(
                    json("'http':{'baseUrl':'" + api.baseUri() + "'},"),
                    call("login.job.case.json", ""),
                    json("{'id':'after','action':'http.request','payload':{'path':'/private'}}"));

            assertThat(result.status()).as(result.toString()).isEqualTo(RunStatus.SUCCESS);
            assertThat(runs.events(RunEvent.CallFinished.class))
                    .extracting(
                            event -> event.call().path() + " " + event.call().stepId())
                    .containsExactly("call#1/>/login#1@1 call>login", "after#1@1 after");
        }
    }

    @Test
    void inheritedHeadersAreThoseOfTheCallerAndStayWithItsHost() throws IOException {
        String echo = "'steps':[{'id':'e','action':'http.request','payload':{'path':'/echo'}}]";
        String outputs = "'outputs':{'x':'${step.e.response.body.headers.x-from:-none}'},";
        file("bare.job.case.json", outputs, echo);
        file("own.job.case.json", outputs + "'http':{'defaultHeaders':{'x-from':'called'}},", echo);
        try (DemoApi api = DemoApi.start(0);
                DemoApi other = DemoApi.start(0)) {
            file("else.job.case.json", outputs + "'http':{'baseUrl':'" + other.baseUri() + "'},", echo);
            RunResult result = runs.run(
                    json("'http':{'baseUrl':'" + api.baseUri()
                            + "','defaultHeaders':{'x-from':'${step.first.response.v:-early}'}},"),
                    json("{'id':'first','action':'test.echo','payload':{'v':'caller'}}"),
                    call("bare.job.case.json", "").replace("\"call\"", "\"bare\""),
                    call("own.job.case.json", "").replace("\"call\"", "\"own\""),
                    call("else.job.case.json", "").replace("\"call\"", "\"else\""));

            assertThat(List.of(x(result, "bare"), x(result, "own"), x(result, "else")))
                    .containsExactly("caller", "called", "none");
        }
    }

    private static String x(RunResult result, String id) {
        JsonNode value = response(result, id).get("x");
        return value.isArray() ? value.get(0).stringValue() : value.stringValue();
    }
}
