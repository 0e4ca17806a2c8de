package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A retry that the run would never make is told before the run. */
class RetryCheckTest {

    private static final String SHOP =
            "{'name': 'shop', 'version': '0.1.0', 'http': {'baseUrl': 'http://127.0.0.1:9'%s}, 'actions': {"
                    + "'create': {'description': 'd', 'request': {'method': 'POST', 'path': '/orders'}},"
                    + "'pay': {'description': 'd', 'request': {'method': 'PATCH', 'path': '/orders',"
                    + " 'headers': {'idempotency-key': '${input.key}'}}, 'input': {'type': 'object'}},"
                    + "'put': {'description': 'd', 'request': {'method': 'PUT', 'path': '/orders'}}}}";

    @TempDir
    Path folder;

    private Checking step(String members, String... more) {
        return Checking.steps(folder, "{" + members + "}", more).module("shop", SHOP.formatted(""));
    }

    private Checking request(String payload) {
        return step("'action': 'http.request', 'payload': {'url': 'http://a.test/', " + payload + "}, 'retry': {}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'method': 'POST'",
                "'method': 'patch'",
                "'method': 'POST', 'headers': {'x': 'y'}",
                "'method': 'POST', 'headers': {'Idempotency-Key': ''}",
            })
    void aRequestThatIsNeverSentAgainIsAWarning(String payload) {
        Checking checking = request(payload);
        assertThat(checking.lines()).isEmpty();
        assertThat(checking.warnings()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).hasToString("UNSAFE_RETRY");
            assertThat(issue.path()).isEqualTo("scenario.steps[0].retry");
            assertThat(issue.stepId()).isEqualTo("step_1");
            assertThat(issue.expected()).contains("Idempotency-Key", "unsafe");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'method': 'GET'",
                "'method': 'PUT', 'body': {}",
                "'method': 'DELETE'",
                "'method': '${input.method}'",
                "'method': 'POST', 'headers': {'idempotency-key': 'k'}",
                "'method': 'POST', 'headers': {'Idempotency-Key': '${uuid()}'}",
                "'method': 'POST', 'headers': '${input.headers}'",
            })
    void whatIsSafeOrNotKnownIsNoWarning(String payload) {
        Checking checking = Checking.steps(
                folder,
                "{'action': 'http.request', 'payload': {'url': 'http://a.test/${input.method}${input.headers}', "
                        + payload + "}, 'retry': {}}",
                "'inputs': {'method': {'type': 'string', 'default': 'POST'}, 'headers': {'type': 'object', 'default': {}}}");
        assertThat(checking.lines()).isEmpty();
        assertThat(checking.warnings()).isEmpty();
    }

    @Test
    void anActionIsKnownByItsManifest() {
        assertThat(Checking.lines(step("'action': 'shop.create', 'retry': {}").warnings()))
                .containsExactly("UNSAFE_RETRY scenario.steps[0].retry");
        assertThat(step("'action': 'shop.put', 'retry': {}").warnings()).isEmpty();
        assertThat(step("'action': 'shop.pay', 'payload': {'key': 'k'}, 'retry': {}")
                        .warnings())
                .isEmpty();
    }

    @Test
    void headersOfTheJobAndOfTheModuleCount() {
        assertThat(step(
                                "'action': 'shop.create', 'retry': {}",
                                "'http': {'defaultHeaders': {'Idempotency-Key': '${run.runId}'}}")
                        .warnings())
                .isEmpty();
        assertThat(Checking.steps(folder, "{'action': 'shop.create', 'retry': {}}")
                        .module("shop", SHOP.formatted(", 'defaultHeaders': {'idempotency-key': 'k'}"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void whoSaysUnsafeOrHasASingleAttemptIsNotWarnedOfIt() {
        assertThat(step("'action': 'shop.create', 'retry': {'unsafe': true}").warnings())
                .isEmpty();
        assertThat(step("'action': 'shop.create', 'retry': {'maxAttempts': 1}").warnings())
                .extracting(Issue::code)
                .extracting(Enum::name)
                .containsExactly("UNUSED_DECLARATION");
    }

    @Test
    void stepsInBlocksAndInFinallyAreLookedAtToo() {
        Checking checking = Checking.job(
                        folder,
                        "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [{'steps': [{'action': 'shop.create',"
                                + " 'retry': {}}]}], 'finally': [{'action': 'shop.create', 'retry': {}}]}}")
                .module("shop", SHOP.formatted(""));
        assertThat(Checking.lines(checking.warnings()))
                .containsExactly(
                        "UNSAFE_RETRY scenario.steps[0].steps[0].retry", "UNSAFE_RETRY scenario.finally[0].retry");
    }

    @Test
    void aKeyThatIsStoredForTheActionCounts() {
        assertThat(request("'method': 'POST'")
                        .defaults("http.request", "{'headers': {'Idempotency-Key': '${uuid()}'}}")
                        .warnings())
                .isEmpty();
    }
}
