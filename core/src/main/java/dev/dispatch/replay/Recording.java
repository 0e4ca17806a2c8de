package dev.dispatch.replay;

import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.http.HttpClients;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.RunServices;
import dev.dispatch.time.Cancellation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run as its record tells it, ready to be run again: the job, what it was given, and what came from outside. A value
 * stands in for every secret that the record does not hold.
 */
public final class Recording {

    private final RunRecord run;
    private final StandIns standIns;
    private final ObjectNode meta;

    /**
     * Reads what is needed before the run; the rest when it is asked for.
     *
     * @param standIn for each secret; long and not to be found in the record
     * @throws dev.dispatch.problem.ProblemException where the record cannot be read
     */
    public Recording(RunRecord run, String standIn) {
        this.run = run;
        this.standIns = new StandIns(standIn);
        this.meta = run.meta();
    }

    public RunRecord run() {
        return run;
    }

    public JobKind kind() {
        return run.jobKind();
    }

    /** Complete, with what users had stored for its payloads. */
    public JsonSource job() {
        return source(run.completeJob());
    }

    /** The jobs that it called, by the path that each file had. */
    public Map<Path, JsonSource> calledJobs() {
        Map<Path, JsonSource> jobs = new LinkedHashMap<>();
        run.calledJobs().forEach((path, job) -> path(path).ifPresent(file -> jobs.put(file, source(job))));
        return jobs;
    }

    private JsonSource source(JsonNode job) {
        return JsonSource.read(Json.pretty(standIns.json(job)));
    }

    /** The path that the job's file had; empty for a single action. */
    public Optional<Path> file() {
        return meta.has("casePath") ? path(meta.path("casePath").asString("")) : Optional.empty();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The values of its inputs. */
    public ObjectNode inputs() {
        return standIns.object(meta.path("inputs"));
    }

    /** What it found under {@code run} when it started. */
    public ObjectNode runtime() {
        return standIns.object(meta.path("runtimeOverrides"));
    }

    public Optional<String> baseUrl() {
        JsonNode url = meta.path("baseUrl");
        return url.isString() ? Optional.of(standIns.text(url.stringValue())) : Optional.empty();
    }

    /** The variables that it read; a stand-in for each of its credentials. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        meta.path("environment").properties().forEach(variable -> {
            if (variable.getValue().isString()) {
                environment.put(
                        variable.getKey(), standIns.text(variable.getValue().stringValue()));
            }
        });
        credentials(run.job(), environment);
        run.calledJobs().values().forEach(job -> credentials(job, environment));
        return environment;
    }

    private void credentials(JsonNode job, Map<String, String> environment) {
        for (JsonNode profile : job.path("credentials")) {
            for (JsonNode variable : profile.path("fromEnv")) {
                environment.putIfAbsent(variable.asString(""), standIns.value());
            }
        }
    }

    /** What must not be shown besides what the plan knows. */
    public List<String> secrets() {
        return List.of(standIns.value());
    }

    /** When it began. */
    public Instant startedAt() {
        try {
            return Instant.parse(meta.path("startedAt").asString(""));
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /**
     * What the run takes from the process around it: nothing but this record.
     *
     * @param clients sends nothing
     * @param interruption the wish to stop of the replay, which comes when it came to the run
     */
    public RunServices services(HttpClients clients, String userAgent, Cancellation interruption) {
        ReplayTime time = new ReplayTime(Schedule.of(run), startedAt(), interruption);
        return new RunServices(
                clients, new SystemGenerator(time), time, time, userAgent, new ReplayPast(run, standIns), time);
    }
}
