package dev.dispatch.engine;

import dev.dispatch.config.Config;
import dev.dispatch.http.HttpClients;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.IssueList;
import dev.dispatch.record.RedactedPlaces;
import dev.dispatch.record.RunRecord;
import dev.dispatch.record.RunStore;
import dev.dispatch.redact.Redactor;
import dev.dispatch.replay.Recording;
import dev.dispatch.run.RunListener;
import dev.dispatch.time.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs recorded jobs again: out of their records, or against the world as it is now. */
final class Replaying {

    private static final String LABEL = "job-replay";

    private final EngineSettings settings;
    private final Situations situations;
    private final HttpClients clients;
    private final RunStore runs;

    Replaying(EngineSettings settings, Situations situations, HttpClients clients, RunStore runs) {
        this.settings = settings;
        this.situations = situations;
        this.clients = clients;
        this.runs = runs;
    }

    /**
     * Runs it with everything out of its record; opens no socket and waits for nothing.
     *
     * @param inputs win over the recorded ones
     * @throws dev.dispatch.problem.ProblemException where there is no such run, or its record cannot be read
     */
    ReplayReply offline(String reference, GivenInputs inputs, RunListener listener, Cancellation cancellation) {
        String standIn = "replayed-" + settings.generator().uuid();
        Recording recording = new Recording(runs.open(reference), standIn);
        Situation here = here(recording);
        Situation then = new Situation(
                here.registry(),
                here.memory(),
                recording.environment(),
                here.generator(),
                null,
                recording.runtime(),
                here.config().map(Replaying::policiesOnly));
        Preflight.Request request = request(
                recording,
                new GivenInputs(inputs.texts(), over(recording.inputs(), inputs)),
                Preflight.Purpose.REPLAY,
                recording.baseUrl());
        return switch (new Preflight(then, recording.calledJobs()).check(request)) {
            case PreflightResult.Rejected rejected ->
                new ReplayReply.Refused(Refusal.ofRun(rejected, casePath(recording)));
            case PreflightResult.Ready(Plan plan, var _) -> {
                PlanExecution.Way way = new PlanExecution.Way(
                        recording.services(clients, "dispatch/" + settings.version(), cancellation),
                        recording.secrets(),
                        recording.startedAt(),
                        recording.run().runId(),
                        recording.run().facts());
                yield finished(recording, plan, then, way, listener, cancellation);
            }
        };
    }

    /**
     * Runs it against the network, with variables, credentials and memory as they are now.
     *
     * @param inputs win over the recorded ones; those that were secret have to be given
     */
    ReplayReply live(String reference, GivenInputs inputs, RunListener listener, Cancellation cancellation) {
        Recording recording = new Recording(runs.open(reference), Redactor.MARK);
        Situation here = here(recording);
        IssueList hidden = IssueList.about(recording.job());
        RedactedPlaces.report(recording.run().job(), hidden);
        Preflight.Request request = request(
                recording,
                new GivenInputs(inputs.texts(), over(known(recording.inputs()), inputs)),
                Preflight.Purpose.RUN,
                Optional.empty());
        return switch (new Preflight(here, recording.calledJobs()).check(request)) {
            case PreflightResult.Rejected rejected ->
                new ReplayReply.Refused(Refusal.ofRun(rejected, casePath(recording)));
            case PreflightResult.Ready _
            when !hidden.isEmpty() -> new ReplayReply.Refused(Refusal.ofHidden(hidden.issues(), casePath(recording)));
            case PreflightResult.Ready(Plan plan, var _) -> {
                PlanExecution.Way way = PlanExecution.Way.live(
                        execution().services(),
                        settings.clock().instant(),
                        recording.run().runId());
                yield finished(recording, plan, here, way, listener, cancellation);
            }
        };
    }

    private ReplayReply finished(
            Recording recording,
            Plan plan,
            Situation situation,
            PlanExecution.Way way,
            RunListener listener,
            Cancellation cancellation) {
        RunRecord original = recording.run();
        Path file = recording.file().orElse(null);
        return new ReplayReply.Finished(
                execution().run(plan, situation, LABEL, file, way, listener, cancellation), original);
    }

    private Preflight.Request request(
            Recording recording, GivenInputs inputs, Preflight.Purpose purpose, Optional<String> baseUrl) {
        Optional<Path> file = recording.file();
        return new Preflight.Request(
                recording.kind(),
                recording.job(),
                inputs,
                purpose,
                baseUrl.orElse(null),
                file.map(path -> String.valueOf(path.getFileName())).orElse(null),
                file.map(path -> path.toAbsolutePath().resolveSibling("")).orElse(settings.workingDirectory()));
    }

    private Situation here(Recording recording) {
        return recording.file().map(file -> situations.of(file, file)).orElseGet(situations::here);
    }

    private PlanExecution execution() {
        return new PlanExecution(settings, clients, runs);
    }

    private static String casePath(Recording recording) {
        return recording
                .file()
                .map(Path::toString)
                .orElseGet(() -> recording.run().jobFile().toString());
    }

    private static ObjectNode over(ObjectNode recorded, GivenInputs given) {
        recorded.setAll(given.values());
        given.texts().forEach(text -> recorded.remove(text.name()));
        return recorded;
    }

    /** Those that the record holds. */
    private static ObjectNode known(ObjectNode inputs) {
        ObjectNode known = Json.object();
        for (Map.Entry<String, JsonNode> input : inputs.properties()) {
            if (!Json.compact(input.getValue()).contains(Redactor.MARK)) {
                known.set(input.getKey(), input.getValue());
            }
        }
        return known;
    }

    /** What the files add to requests stands in the record. */
    private static Config policiesOnly(Config config) {
        return new Config(config.modules(), config.registry(), config.policies(), List.of(), config.secrets());
    }
}
