package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.sdk.ActionResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredStateTest {

    @TempDir
    Path folder;

    private RunFixture fixture() {
        return new RunFixture(folder).action("echo", (_, input) -> ActionResult.response(input));
    }

    @Test
    void anOverrideIsThereFromTheStartWithItsNulls() {
        RunResult result = fixture()
                .runtime("tenant", "{\"id\":null}")
                .run("\"outputs\":{\"t\":\"${run.tenant}\"},", "{\"id\":\"a\",\"action\":\"test.echo\"}");
        assertThat(result.outputs()).isEqualTo(Json.parse("{\"t\":{\"id\":null}}"));
    }

    @Test
    void aCaptureReplacesAnOverrideAndASecondOneConflictsStill() {
        String capture = "{\"id\":\"%s\",\"action\":\"test.echo\",\"payload\":{\"v\":%s},"
                + "\"capture\":{\"tenant\":\"response.v\"}}";
        RunFixture fixture = fixture().runtime("tenant", "\"old\"");
        RunResult once = fixture.run("\"outputs\":{\"t\":\"${run.tenant}\"},", capture.formatted("a", "1"));
        assertThat(once.outputs()).isEqualTo(Json.parse("{\"t\":1}"));
        RunResult twice = fixture.steps(capture.formatted("a", "1"), capture.formatted("b", "2"));
        assertThat(failure(twice).reason()).isEqualTo(IssueCode.CAPTURE_CONFLICT.name());
    }

    @Test
    void aStoredDefaultIsInterpolatedAndItsFaultNamesTheFile() {
        RunFixture fixture = fixture()
                .action(
                        "count",
                        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}",
                        null,
                        (_, input) -> ActionResult.response(input))
                .defaults("test.count", "{\"n\":\"${run.n}\"}");
        RunResult fits = fixture.runtime("n", "5").steps("{\"id\":\"a\",\"action\":\"test.count\"}");
        assertThat(RunFixture.response(fits, "a")).isEqualTo(Json.parse("{\"n\":5}"));
        RunResult misfit = fixture.runtime("n", "\"x\"").steps("{\"id\":\"a\",\"action\":\"test.count\"}");
        assertThat(failure(misfit).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.attributes().path("file").asString())
                    .isEqualTo(folder.resolve("action-defaults.json").toString());
            assertThat(issue.position()).isNotNull();
        });
    }
}
