package dev.dispatch.run;

import dev.dispatch.expression.Generator;
import dev.dispatch.http.HttpClients;
import java.time.InstantSource;

/**
 * What a run takes from the process around it.
 *
 * @param clients the sockets, shared by the runs of a process
 * @param generator where made values come from
 * @param clock what time it is
 * @param timer how time passes
 * @param userAgent sent where no header says otherwise
 * @param past what is known of its executions from before
 * @param turns whose turn it is among its threads
 */
public record RunServices(
        HttpClients clients,
        Generator generator,
        InstantSource clock,
        RunTimer timer,
        String userAgent,
        Past past,
        Turns turns) {

    /** A new run in its own time. */
    public RunServices(
            HttpClients clients, Generator generator, InstantSource clock, RunTimer timer, String userAgent) {
        this(clients, generator, clock, timer, userAgent, Past.NONE, Turns.FREE);
    }

    /** The same for a run that knows of its executions from before. */
    public RunServices knowing(Past other) {
        return new RunServices(clients, generator, clock, timer, userAgent, other, turns);
    }

    /** A new run in real time. */
    public RunServices(HttpClients clients, Generator generator, InstantSource clock, String userAgent) {
        this(clients, generator, clock, new SystemTimer(), userAgent);
    }
}
