package dev.dispatch.run;

import dev.dispatch.http.HttpHeader;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The one way from a run to its listeners: whatever passes is redacted, and one event is told at a time. */
final class RunEvents {

    private final Secrets secrets;
    private final RunRedaction redaction;
    private final Evaluations evaluations;
    private final Misfits misfits;
    private final RunListener listener;
    private final Turns turns;
    private final @Nullable CalledSteps called;

    RunEvents(Secrets secrets, RunListener listener, Turns turns) {
        Redactor redactor = new Redactor(secrets);
        this.secrets = secrets;
        this.redaction = new RunRedaction(redactor);
        this.evaluations = new Evaluations(redactor);
        this.misfits = new Misfits(redactor);
        this.listener = listener;
        this.turns = turns;
        this.called = null;
    }

    private RunEvents(RunEvents whole, CalledSteps called) {
        this.secrets = whole.secrets;
        this.redaction = whole.redaction;
        this.evaluations = whole.evaluations;
        this.misfits = whole.misfits;
        this.listener = whole::tell;
        this.turns = whole.turns;
        this.called = called;
    }

    /** The same way for the steps of a job that a step calls: whoever listens finds them under that step. */
    RunEvents of(String callingStep) {
        return new RunEvents(this, new CalledSteps(callingStep));
    }

    RunRedaction redaction() {
        return redaction;
    }

    Evaluations evaluations() {
        return evaluations;
    }

    Misfits misfits() {
        return misfits;
    }

    void tell(RunEvent event) {
        if (called == null) {
            turns.await(event);
            tellRedacted(event);
        } else {
            listener.on(called.named(event));
        }
    }

    private synchronized void tellRedacted(RunEvent event) {
        listener.on(redaction.redacted(event));
    }

    /** Values that are secret by the name of their header are secret from now on, wherever they stand. */
    void learn(List<HttpHeader> headers) {
        headers.forEach(header -> secrets.learnHeader(header.name(), header.value()));
    }

    /** Values that are secret whatever they stand under. */
    void secret(List<String> values) {
        values.forEach(secrets::add);
    }

    /** Values that are secret by the name of their member are secret from now on, wherever they stand. */
    void learn(JsonNode document) {
        secrets.learn(document);
    }
}
