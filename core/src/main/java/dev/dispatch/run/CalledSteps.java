package dev.dispatch.run;

import org.jspecify.annotations.Nullable;

/**
 * Names what happens in a called job by the step that calls it: {@code <calling step>><step>}. No id of a job holds that
 * sign, so the name is never that of another step.
 */
record CalledSteps(String callingStep) {

    RunEvent named(RunEvent event) {
        return switch (event) {
            case RunEvent.StepEntered entered ->
                new RunEvent.StepEntered(
                        entered.at(),
                        entered.number(),
                        named(entered.stepId()),
                        entered.path(),
                        entered.action(),
                        entered.when(),
                        entered.payload(),
                        entered.generated(),
                        entered.items());
            case RunEvent.AttemptStarted attempt ->
                new RunEvent.AttemptStarted(
                        attempt.at(), named(attempt.stepId()), attempt.path(), attempt.action(), attempt.payload());
            case RunEvent.Observed observed ->
                new RunEvent.Observed(
                        observed.at(),
                        stepOrCaller(observed.stepId()),
                        observed.path(),
                        observed.what(),
                        observed.value());
            case RunEvent.AttemptFailed failed ->
                new RunEvent.AttemptFailed(
                        failed.at(),
                        named(failed.stepId()),
                        failed.path(),
                        failed.attempt(),
                        failed.failure(),
                        failed.delay());
            case RunEvent.CallStarted call ->
                new RunEvent.CallStarted(
                        call.at(),
                        named(call.stepId()),
                        call.path(),
                        call.method(),
                        call.url(),
                        call.idempotencyKey(),
                        call.fingerprint());
            case RunEvent.CallFinished finished -> new RunEvent.CallFinished(finished.at(), named(finished.call()));
            case RunEvent.Activity activity ->
                new RunEvent.Activity(activity.at(), stepOrCaller(activity.stepId()), activity.line());
            case RunEvent.Progress progress ->
                new RunEvent.Progress(progress.at(), named(progress.stepId()), progress.message());
            case RunEvent.StepFinished finished -> new RunEvent.StepFinished(finished.at(), named(finished.step()));
            case RunEvent.RunStarted _, RunEvent.RunFinished _ ->
                throw new IllegalStateException("a called job is no run of its own");
        };
    }

    String named(String step) {
        return callingStep + ">" + step;
    }

    private String stepOrCaller(@Nullable String step) {
        return step == null ? callingStep : named(step);
    }

    private StepReport named(StepReport step) {
        return new StepReport(
                step.number(),
                named(step.stepId()),
                step.path(),
                step.action(),
                step.outcome(),
                step.attempts(),
                step.startedAt(),
                step.duration(),
                step.waiting(),
                step.passes());
    }

    private CallRecord named(CallRecord call) {
        return new CallRecord(
                call.path(),
                named(call.stepId()),
                call.name(),
                call.startedAt(),
                call.endedAt(),
                call.method(),
                call.url(),
                call.requestHeaders(),
                call.requestBody(),
                call.status(),
                call.responseHeaders(),
                call.responseBody(),
                call.expected(),
                call.timings(),
                call.connection(),
                call.error(),
                call.errorKind());
    }
}
