package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.demo.DemoApi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a poll calls an API again, and when it does not. */
class HttpPollTest {

    @TempDir
    private Path folder;

    private DemoApi api;
    private RunFixture fixture;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
        fixture = new RunFixture(folder);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private RunResult run(String... steps) {
        return fixture.run("\"http\":{\"baseUrl\":\"" + api.baseUri() + "\"},", steps);
    }

    @Test
    void aPollTriesAgainWhatMayComeRight() {
        for (int status : new int[] {408, 425, 429, 500, 503}) {
            RunResult result = run("{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"http.request\","
                    + "\"payload\":{\"path\":\"/flaky/k" + status + "?fail=2&status=" + status + "\"},"
                    + "\"conditions\":{\"path\":\"$.body.ready\",\"op\":\"eq\",\"value\":true}}}");

            assertThat(step(result, "p").attempts()).as("status %d", status).isEqualTo(3);
            assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        }
    }

    @Test
    void aPollEndsAtAnotherClientErrorUnlessItIsExpected() {
        String poll = "{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"http.request\",\"payload\":"
                + "{\"path\":\"/flaky/%s?fail=1&status=404\"%s},"
                + "\"conditions\":{\"path\":\"$.status\",\"op\":\"eq\",\"value\":200}}}";

        RunResult ended = run(poll.formatted("one", ""));
        assertThat(failure(ended).reason()).isEqualTo("UNEXPECTED_STATUS");
        assertThat(response(ended, "p").at("/lastResponse/status").intValue()).isEqualTo(404);

        RunResult expected = run(poll.formatted("two", ",\"expectStatus\":[200,404]"));
        assertThat(step(expected, "p").attempts()).isEqualTo(2);
    }

    @Test
    void aPollObeysRetryAfter() {
        RunResult result = run("{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"http.request\","
                + "\"payload\":{\"path\":\"/limited?retryAfter=7&times=2\"},"
                + "\"conditions\":{\"path\":\"$.status\",\"op\":\"eq\",\"value\":200}}}");

        assertThat(fixture.timer.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
        assertThat(step(result, "p").waiting()).isEqualTo(Duration.ofSeconds(14));
    }

    @Test
    void aPollThatIsAskedToWaitLongerThanItMayEndsAtOnce() {
        RunResult result = run("{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"http.request\","
                + "\"payload\":{\"path\":\"/limited?retryAfter=3000&times=2\"},"
                + "\"conditions\":{\"path\":\"$.status\",\"op\":\"eq\",\"value\":200}}}");

        assertThat(failure(result).reason()).isEqualTo("POLL_EXHAUSTED");
        assertThat(fixture.timer.pauses).isEmpty();
    }

    @Test
    void theCallOfAPollMayTakeNoLongerThanIsLeft() {
        RunResult result = run("{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"http.request\","
                + "\"payload\":{\"path\":\"/slow?ms=30000\"},\"maxDurationMs\":1000,\"maxAttempts\":1,"
                + "\"conditions\":{\"path\":\"$.status\",\"op\":\"eq\",\"value\":200}}}");

        assertThat(failure(result).reason()).isEqualTo("POLL_EXHAUSTED");
        assertThat(failure(result).message()).contains("within 1s");
    }
}
