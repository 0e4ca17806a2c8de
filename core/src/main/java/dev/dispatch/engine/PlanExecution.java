package dev.dispatch.engine;

import dev.dispatch.http.HttpClients;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Situation;
import dev.dispatch.record.Resumption;
import dev.dispatch.record.RunHeader;
import dev.dispatch.record.RunIds;
import dev.dispatch.record.RunRecorder;
import dev.dispatch.record.RunStore;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.JobRunner;
import dev.dispatch.run.RunFacts;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunServices;
import dev.dispatch.time.Cancellation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs plans on the calling thread and records them. */
final class PlanExecution {

    private final EngineSettings settings;
    private final HttpClients clients;
    private final RunStore runs;

    /** @param runs where records go */
    PlanExecution(EngineSettings settings, HttpClients clients, RunStore runs) {
        this.settings = settings;
        this.clients = clients;
        this.runs = runs;
    }

    RunServices services() {
        return new RunServices(clients, settings.generator(), settings.clock(), "dispatch/" + settings.version());
    }

    /**
     * How a plan is run.
     *
     * @param services what the run takes from outside
     * @param secrets what must not be shown besides what the plan knows
     * @param startedAt when it begins, as far as the run is concerned
     * @param replayOf the run that it repeats; null for a new one
     * @param facts what its expressions see of it; null for a run on its own
     */
    record Way(
            RunServices services,
            List<String> secrets,
            Instant startedAt,
            @Nullable String replayOf,
            @Nullable RunFacts facts) {
        Way {
            secrets = List.copyOf(secrets);
        }

        /** Against the world as it is. */
        static Way live(RunServices services, Instant now, @Nullable String replayOf) {
            return new Way(services, List.of(), now, replayOf, null);
        }
    }

    /** Runs a plan to its end, against the world as it is. */
    RunReply.Finished run(
            Plan plan,
            Situation situation,
            String label,
            @Nullable Path casePath,
            RunListener listener,
            Cancellation cancellation) {
        Way way = Way.live(services(), settings.clock().instant(), null);
        return run(plan, situation, label, casePath, way, listener, cancellation);
    }

    /**
     * Runs a plan to its end.
     *
     * @param label part of the run's id, which says what made the run
     * @param casePath the job file; null for a single action
     */
    RunReply.Finished run(
            Plan plan,
            Situation situation,
            String label,
            @Nullable Path casePath,
            Way way,
            RunListener listener,
            Cancellation cancellation) {
        Instant start = way.startedAt();
        String runId = RunIds.make(settings.clock().instant(), label, settings.random());
        Path folder = runs.root().resolve(runId);
        String file = casePath == null ? null : casePath.toString();
        Secrets secrets = fill(new Secrets(settings.known()), plan);
        way.secrets().forEach(secrets::add);
        RunHeader header = new RunHeader(
                settings.version(),
                runId,
                start,
                file,
                way.replayOf(),
                way.facts() == null ? null : way.facts().batch(),
                plan,
                situation.registry().fitting(plan.job().dependencies().modules()));
        try (RunRecorder recorder = RunRecorder.create(folder, header, new Redactor(secrets))) {
            RunResult result = new JobRunner(
                            plan,
                            runId,
                            way.facts() == null ? RunFacts.of(runId) : way.facts(),
                            start,
                            way.services(),
                            secrets,
                            recorder.and(listener),
                            cancellation)
                    .run();
            return new RunReply.Finished(result, file, folder, recorder.fault(), List.of());
        }
    }

    /** Runs what is left of a run, in its own record. */
    RunReply.Finished resume(
            Plan plan,
            Situation situation,
            String runId,
            @Nullable Path casePath,
            Resumption resumption,
            RunListener listener,
            Cancellation cancellation) {
        Instant start = resumption.startedAt();
        String file = casePath == null ? null : casePath.toString();
        Secrets secrets = fill(new Secrets(settings.known()), plan);
        RunHeader header = new RunHeader(
                settings.version(),
                runId,
                start,
                file,
                null,
                resumption.facts().batch(),
                plan,
                situation.registry().fitting(plan.job().dependencies().modules()));
        RunServices services = services().knowing(resumption.past());
        try (RunRecorder recorder = RunRecorder.resume(header, new Redactor(secrets), resumption)) {
            RunResult result = new JobRunner(
                            plan,
                            runId,
                            resumption.facts(),
                            start,
                            services,
                            secrets,
                            recorder.and(listener),
                            cancellation)
                    .run();
            return new RunReply.Finished(result, file, runs.root().resolve(runId), recorder.fault(), List.of());
        }
    }

    /** What is known to be secret before a plan is run. */
    static Secrets secrets(Plan plan) {
        return fill(new Secrets(), plan);
    }

    private static Secrets fill(Secrets secrets, Plan plan) {
        plan.secrets().forEach(secrets::add);
        secrets.learn(plan.runtime());
        return secrets;
    }
}
