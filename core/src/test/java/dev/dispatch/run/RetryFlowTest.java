package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which failures are tried again, when, and what an attempt leaves behind. */
@NullMarked
class RetryFlowTest {

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private final AtomicInteger calls = new AtomicInteger();
    private RunFixture runs;

    @BeforeEach
    void start() throws IOException {
        server.start();
        runs = new RunFixture(folder)
                .action("count", (_, _) -> ActionResult.response(Json.object().put("n", calls.incrementAndGet())))
                .action("flaky", (_, input) -> {
                    if (calls.get() <= input.get("times").intValue()) {
                        throw new ActionException(ActionException.Kind.TRANSIENT, "LATER", "not yet", null);
                    }
                    return ActionResult.response(Json.object());
                });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answers(int... statuses) {
        for (int status : statuses) {
            server.enqueue(new MockResponse.Builder().code(status).body("{}").build());
        }
    }

    private RunResult request(String payload, String retry) {
        return runs.runJob(("{'schemaVersion':1,'jobType':'t','http':{'baseUrl':'" + server.url("/")
                        + "'},'scenario':{'steps':[{'id':'a','action':'http.request','payload':{'path':'/'" + payload
                        + "},'retry':{" + retry + "}}]}}")
                .replace('\'', '"'));
    }

    private List<Duration> delays() {
        return runs.events(RunEvent.AttemptFailed.class).stream()
                .map(RunEvent.AttemptFailed::delay)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "GET;    503; 'on':['transient'];        2",
                "GET;    500; 'on':['5xx'];              2",
                "GET;    404; 'on':['5xx'];              1",
                "GET;    404; 'on':[404];                2",
                "PUT;    503; 'on':['5xx'];              2",
                "DELETE; 503; 'on':['5xx'];              2",
                "POST;   503; 'on':['5xx'];              1",
                "PATCH;  503; 'on':['5xx'];              1",
                "POST;   503; 'on':['5xx'],'unsafe':true; 2",
                "GET;    503; 'maxAttempts':1;           1",
            })
    void whatIsTriedAgain(String method, int status, String retry, int requests) {
        answers(status, 200);
        RunResult result = request(",'method':'" + method + "'", retry);

        assertThat(server.getRequestCount()).isEqualTo(requests);
        assertThat(result.status()).isEqualTo(requests == 2 ? RunStatus.SUCCESS : RunStatus.FAILED);
        assertThat(RunFixture.step(result, "a").attempts()).isEqualTo(requests);
    }

    @Test
    void aKeyMakesAPostSafeAndStaysTheSameOverAttempts() throws InterruptedException {
        answers(503, 503, 201);
        RunResult result = request(",'method':'POST','headers':{'Idempotency-Key':'${uuid()}'}", "'on':['5xx']");

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            keys.add(server.takeRequest().getHeaders().get("Idempotency-Key"));
        }
        assertThat(keys).doesNotContainNull().hasSize(3);
        assertThat(keys.stream().distinct()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "7;                             7000",
                "Sun, 01 Mar 2026 12:00:00 GMT; 3600000",
                "7200;                          3600000",
                "0;                             500",
                "soon;                          500",
            })
    void retryAfterIsObeyedUpToAnHour(String header, long millis) {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", header)
                .build());
        answers(200);
        request("", "'jitter':false");

        assertThat(delays()).containsExactly(Duration.ofMillis(millis));
    }

    @Test
    void retryAfterIsPassedOverWhereTheJobSaysSo() {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "7")
                .build());
        answers(200);
        request("", "'jitter':false,'respectRetryAfter':false");

        assertThat(delays()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void delaysGrowUpToTheLongest() {
        answers(503, 503, 503, 503, 200);
        request("", "'maxAttempts':5,'initialDelay':'1s','multiplier':3,'maxDelay':'10s','jitter':false");

        assertThat(delays()).extracting(Duration::toSeconds).containsExactly(1L, 3L, 9L, 10L);
    }

    @Test
    void jitterTakesAtMostHalf() {
        answers(503, 503, 200);
        request("", "'initialDelay':'1s'");

        // The generator of these tests always gives the least of what it may.
        assertThat(delays()).extracting(Duration::toMillis).containsExactly(500L, 1_000L);
    }

    @Test
    void noAttemptBeginsAfterTheTotalBudget() {
        answers(503, 503, 503);
        RunResult result = request("", "'maxAttempts':9,'initialDelay':'1s','jitter':false,'maxElapsed':'3500ms'");

        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(delays()).extracting(Duration::toSeconds).containsExactly(1L, 2L);
        assertThat(RunFixture.failure(result).message()).contains("gave up after 3 attempts");
    }

    @Test
    void theTimeOutOfAStepCoversAllItsAttempts() {
        answers(503, 503, 503, 503);
        RunResult result = runs.runJob(("{'schemaVersion':1,'jobType':'t','http':{'baseUrl':'" + server.url("/")
                        + "'},'scenario':{'steps':[{'id':'a','action':'http.request','payload':{'path':'/'},'timeout':'5s',"
                        + "'retry':{'maxAttempts':9,'initialDelay':'2s','jitter':false}}]}}")
                .replace('\'', '"'));

        assertThat(RunFixture.failure(result).reason()).isEqualTo("TIMED_OUT");
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatAFailedAttemptOfABlockCapturedIsForgotten() {
        RunResult result = runs.run(
                "\"outputs\":{\"n\":\"${run.n}\"},",
                ("{'id':'b','retry':{'maxAttempts':3},'steps':["
                                + "{'id':'c','action':'test.count','capture':{'n':'response.n'}},"
                                + "{'id':'f','action':'test.flaky','payload':{'times':2}}]}")
                        .replace('\'', '"'));

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(result.outputs().get("n").intValue()).isEqualTo(3);
        assertThat(runs.events(RunEvent.AttemptFailed.class)).hasSize(2);
    }

    @Test
    void whatTheLastAttemptOfABlockCapturedIsThereForTheCleanUp() {
        RunResult result = runs.runJob(("{'schemaVersion':1,'jobType':'t','scenario':{'steps':["
                        + "{'id':'b','retry':{'maxAttempts':2},'steps':["
                        + "{'id':'c','action':'test.count','capture':{'n':'response.n'}},"
                        + "{'id':'f','action':'test.flaky','payload':{'times':9}}]}],"
                        + "'finally':[{'id':'z','action':'flow.log','payload':{'message':'made ${run.n}'}}]},"
                        + "'outputs':{'n':'${run.n}'}}")
                .replace('\'', '"'));

        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        assertThat(RunFixture.response(result, "z").get("message").stringValue())
                .isEqualTo("made 2");
    }
}
