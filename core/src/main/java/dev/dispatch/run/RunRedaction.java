package dev.dispatch.run;

import dev.dispatch.expression.Generation;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.redact.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the secrets out of everything that leaves a run. */
final class RunRedaction {

    private static final int LONGEST_EXCERPT = 200;

    private final Redactor redactor;

    RunRedaction(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The beginning of a value for a sentence; cut after it was redacted, since half a secret cannot be found. */
    String excerpt(String name, JsonNode value) {
        JsonNode shown = redactor.json(Json.object().set(name, value));
        return cut(Json.compact(shown.iterator().next()));
    }

    static String cut(String text) {
        return text.length() <= LONGEST_EXCERPT
                ? text
                : text.substring(0, LONGEST_EXCERPT) + "... (" + text.length() + " characters)";
    }

    RunResult redacted(RunResult result) {
        RunResult.RunFailure failure = result.failure();
        return new RunResult(
                result.runId(),
                result.jobType(),
                result.status(),
                result.startedAt(),
                result.endedAt(),
                (ObjectNode) redactor.json(result.outputs()),
                result.steps().stream().map(this::redacted).toList(),
                failure == null ? null : new RunResult.RunFailure(failure.step(), redacted(failure.cause())));
    }

    RunEvent redacted(RunEvent event) {
        return switch (event) {
            case RunEvent.RunStarted started -> started;
            case RunEvent.StepEntered entered ->
                new RunEvent.StepEntered(
                        entered.at(),
                        entered.number(),
                        entered.stepId(),
                        entered.path(),
                        entered.action(),
                        json(entered.when()),
                        json(entered.payload()),
                        entered.generated().stream()
                                .map(made ->
                                        new Generation(made.pointer(), made.expression(), redactor.json(made.value())))
                                .toList(),
                        json(entered.items()));
            case RunEvent.AttemptStarted attempt ->
                new RunEvent.AttemptStarted(
                        attempt.at(),
                        attempt.stepId(),
                        attempt.path(),
                        attempt.action(),
                        redactor.json(attempt.payload()));
            case RunEvent.Observed observed ->
                new RunEvent.Observed(
                        observed.at(),
                        observed.stepId(),
                        observed.path(),
                        observed.what(),
                        redactor.json(observed.value()));
            case RunEvent.AttemptFailed failed ->
                new RunEvent.AttemptFailed(
                        failed.at(),
                        failed.stepId(),
                        failed.path(),
                        failed.attempt(),
                        redacted(failed.failure()),
                        failed.delay());
            case RunEvent.CallStarted call ->
                new RunEvent.CallStarted(
                        call.at(),
                        call.stepId(),
                        call.path(),
                        call.method(),
                        redactor.url(call.url()),
                        saidOrNull(call.idempotencyKey()),
                        call.fingerprint());
            case RunEvent.CallFinished finished -> new RunEvent.CallFinished(finished.at(), redacted(finished.call()));
            case RunEvent.Activity activity ->
                new RunEvent.Activity(activity.at(), activity.stepId(), redactor.said(activity.line()));
            case RunEvent.Progress progress ->
                new RunEvent.Progress(progress.at(), progress.stepId(), redactor.said(progress.message()));
            case RunEvent.StepFinished finished -> new RunEvent.StepFinished(finished.at(), redacted(finished.step()));
            // The runner redacts the result before it hands it to anybody.
            case RunEvent.RunFinished finished -> finished;
        };
    }

    private StepReport redacted(StepReport step) {
        StepOutcome outcome = switch (step.outcome()) {
            case StepOutcome.Succeeded(StepOutput output) -> new StepOutcome.Succeeded(redacted(output));
            case StepOutcome.Failed(StepOutput output, StepFailure failure) ->
                new StepOutcome.Failed(redacted(output), redacted(failure));
            case StepOutcome.Skipped(String reason) -> new StepOutcome.Skipped(redactor.said(reason));
            case StepOutcome.Cancelled(StepOutput output) -> new StepOutcome.Cancelled(redacted(output));
            case StepOutcome.NotRun notRun -> notRun;
        };
        return new StepReport(
                step.number(),
                step.stepId(),
                step.path(),
                step.action(),
                outcome,
                step.attempts(),
                step.startedAt(),
                step.duration(),
                step.waiting(),
                step.passes());
    }

    private StepOutput redacted(StepOutput output) {
        return new StepOutput(
                json(output.response()),
                json(output.exports()),
                json(output.result()),
                saidOrNull(output.detail()),
                json(output.diagnostics()),
                output.expectations().stream().map(redactor::json).toList(),
                captured(output.captured()));
    }

    /** As members of one object, so that their names count. */
    private Map<String, JsonNode> captured(Map<String, JsonNode> values) {
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(
                name, redactor.json(Json.object().set(name, value)).iterator().next()));
        return shown;
    }

    private StepFailure redacted(StepFailure failure) {
        List<Issue> issues = failure.issues().stream().map(this::redacted).toList();
        return new StepFailure(
                failure.code(), failure.reason(), redactor.said(failure.message()), issues, failure.step());
    }

    private Issue redacted(Issue issue) {
        return new Issue(
                issue.code(),
                issue.stepId(),
                redactor.text(issue.path()),
                pointer(issue.pointer()),
                issue.position(),
                redactor.said(issue.message()),
                saidOrNull(issue.expected()),
                saidOrNull(issue.actual()),
                issue.suggestions().stream().map(redactor::text).toList(),
                (ObjectNode) redactor.json(issue.attributes()));
    }

    /** Names on the way into an answer may be secret: some APIs key their objects by token. */
    private Pointer pointer(Pointer pointer) {
        Pointer shown = Pointer.ROOT;
        for (String name : pointer.names()) {
            shown = shown.child(redactor.text(name));
        }
        return shown;
    }

    private CallRecord redacted(CallRecord call) {
        return new CallRecord(
                call.path(),
                call.stepId(),
                call.name(),
                call.startedAt(),
                call.endedAt(),
                call.method(),
                redactor.url(call.url()),
                headers(call.requestHeaders()),
                redacted(call.requestBody()),
                call.status(),
                headers(call.responseHeaders()),
                redacted(call.responseBody()),
                call.expected(),
                call.timings(),
                call.connection(),
                saidOrNull(call.error()),
                call.errorKind());
    }

    private CallBody redacted(CallBody body) {
        return switch (body) {
            case CallBody.None none -> none;
            case CallBody.JsonText(String text) -> new CallBody.JsonText(redactor.body(text, "application/json"));
            case CallBody.Multipart(JsonNode parts) -> new CallBody.Multipart(redactor.json(parts));
            case CallBody.Text(String value, String mediaType) ->
                new CallBody.Text(redactor.body(value, mediaType), mediaType);
            case CallBody.Binary(byte[] value, String mediaType) ->
                new CallBody.Binary(redactor.body(value, mediaType), mediaType);
        };
    }

    private List<HttpHeader> headers(List<HttpHeader> headers) {
        return headers.stream()
                .map(header -> new HttpHeader(header.name(), redactor.headerValue(header.name(), header.value())))
                .toList();
    }

    /** What the program says, which may hold values of the run. */
    String said(String text) {
        return redactor.said(text);
    }

    private @Nullable JsonNode json(@Nullable JsonNode node) {
        return node == null ? null : redactor.json(node);
    }

    private @Nullable String saidOrNull(@Nullable String text) {
        return text == null ? null : redactor.said(text);
    }

    /** Equal for equal requests, whatever secrets they carry. */
    String fingerprint(String method, String url, CallBody body) {
        return Fingerprint.of(method, redactor.url(url), redacted(body));
    }
}
