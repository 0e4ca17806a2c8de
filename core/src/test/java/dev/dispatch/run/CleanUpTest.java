package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of {@code finally} run after every kind of end, and see what was there by then. */
@NullMarked
class CleanUpTest {

    private static final String LOG = "'action':'flow.log','payload':{'message':'m'}";
    private static final String SLEEP = "'action':'flow.sleep','payload':{'duration':'1h'}";

    @TempDir
    Path folder;

    private RunResult run(RunFixture runs, String step, String timeout) {
        return runs.runJob(("{'schemaVersion':1,'jobType':'t','scenario':{'steps':[{'id':'a'," + step + "}]," + timeout
                        + "'finally':[{'id':'y','action':'flow.log','payload':{'message':'${step.a.status}'}},"
                        + "{'id':'z'," + LOG + "}]}}")
                .replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                LOG + ";                                                                   ``; SUCCESS; SUCCEEDED",
                LOG + ",'expect':{'path':'$.message','op':'eq','value':'n'};               ``; FAILED; FAILED",
                SLEEP + ",'timeout':'1s';                                                  ``; FAILED; FAILED",
                SLEEP + ";                                              'timeout':'1s',; FAILED; CANCELLED",
            })
    void theyRunHoweverTheStepsEnded(String step, String timeout, RunStatus status, StepStatus ended) {
        RunResult result = run(new RunFixture(folder), step, timeout);

        assertThat(result.status()).isEqualTo(status);
        assertThat(RunFixture.step(result, "a").outcome().status()).isEqualTo(ended);
        assertThat(RunFixture.response(result, "y").get("message").stringValue())
                .isEqualTo(ended.name());
        assertThat(RunFixture.step(result, "z").outcome().status()).isEqualTo(StepStatus.SUCCEEDED);
    }

    @Test
    void theyRunAfterAWishToStop() {
        RunFixture runs = new RunFixture(folder);
        runs.listening(event -> {
            if (event instanceof RunEvent.AttemptStarted) {
                runs.cancellation.cancel();
            }
        });
        RunResult result = run(runs, SLEEP, "");

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(RunFixture.response(result, "y").get("message").stringValue())
                .isEqualTo("CANCELLED");
        assertThat(RunFixture.step(result, "z").outcome().status()).isEqualTo(StepStatus.SUCCEEDED);
    }
}
