package dev.dispatch.run;

import dev.dispatch.http.HttpSettings;
import dev.dispatch.http.HttpTransport;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.plan.Plan;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.time.Instant;

/** What the parts of one run share. */
record RunContext(
        Plan plan,
        RunState state,
        RunScope scope,
        RunEvents events,
        RunServices services,
        Transports transports,
        Cancellation cancellation) {

    Instant now() {
        return services.clock().instant();
    }

    HttpTransport transport(LoadedModule module) {
        return transports.of(module);
    }

    Duration usualTimeout() {
        return plan.http().timeout().orElse(HttpSettings.TIMEOUT);
    }

    void activity(String stepId, String line) {
        events.tell(new RunEvent.Activity(now(), stepId, line));
    }
}
