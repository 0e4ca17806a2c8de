package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Problem;
import dev.dispatch.record.Dump;
import dev.dispatch.record.Inspection;
import dev.dispatch.record.RunRecord;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs against a {@link CountingApi} that are cut off after a line of their journal, and go on. */
final class CutRuns implements AutoCloseable {

    private final CountingApi api;
    private final Engine engine;
    private final Path jobs;
    private Path whole = Path.of("");

    CutRuns(Path folder) throws IOException {
        api = CountingApi.start();
        Path workspace = Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(workspace.resolve("modules"));
        jobs = Files.createDirectories(workspace.resolve("jobs"));
        InstantSource clock = InstantSource.system();
        engine = Engine.open(new EngineSettings(
                "0.1.0",
                folder.resolve("home"),
                workspace,
                Map.of(),
                Optional.empty(),
                clock,
                new Random(1),
                new SystemGenerator(clock)));
    }

    @Override
    public void close() {
        engine.close();
        api.close();
    }

    CountingApi api() {
        return api;
    }

    Engine engine() {
        return engine;
    }

    /** The record of the last run that was cut off, as it was before. */
    Path whole() {
        return whole;
    }

    Path jobs() {
        return jobs;
    }

    RunRecord open(String runId) {
        return engine.runs().open(runId);
    }

    RunReply.Finished run(String job) throws IOException {
        Files.writeString(jobs.resolve("other.job.seed.json"), ResumeTest.OTHER);
        Files.writeString(jobs.resolve("a.job.seed.json"), job.replace("URL", api.url()));
        RunReply reply = engine.run(new JobRequest("a", GivenInputs.NONE), _ -> {}, new Cancellation());
        assertThat(reply).isInstanceOf(RunReply.Finished.class);
        return (RunReply.Finished) reply;
    }

    ResumeReply resume(String runId, boolean force) {
        return engine.resume(new ResumeRequest(runId, GivenInputs.NONE, force), _ -> {}, new Cancellation());
    }

    RunReply.Finished resumed(String runId) {
        ResumeReply reply = resume(runId, false);
        assertThat(reply).as(reply.toString()).isInstanceOf(ResumeReply.Finished.class);
        return ((ResumeReply.Finished) reply).run();
    }

    RunRecord replayed(String runId) {
        ReplayReply reply = engine.replay(runId, GivenInputs.NONE, _ -> {}, new Cancellation());
        assertThat(reply).as(reply.toString()).isInstanceOf(ReplayReply.Finished.class);
        return open(((ReplayReply.Finished) reply).run().result().runId());
    }

    /** What steps gave, without what depends on time and on how often the run was cut off. */
    static List<JsonNode> given(RunRecord run) {
        List<JsonNode> steps = new ArrayList<>();
        for (ObjectNode step : run.stepResults()) {
            step.remove(List.of("startedAt", "durationMs", "waitingMs", "path", "diagnostics"));
            if (step.path("response") instanceof ObjectNode response) {
                response.remove(List.of("elapsedMs", "durationMs", "headers"));
            }
            steps.add(parsed(step.toString()
                    .replaceAll("\"(elapsedMs|durationMs)\":\\d+", "\"ms\":0")
                    .replaceAll("\"date\":\"[^\"]*\"", "\"date\":\"\"")));
        }
        return steps;
    }

    static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** As a kill after so many lines of the journal leaves it: of the calls those that the lines tell the end of. */
    Path cut(Path whole, int lines, String id) throws IOException {
        Path cut = whole.resolveSibling(id);
        copy(whole, cut);
        for (String name : List.of("summary.json", "step-results.json", "job.case.resolved.json")) {
            Files.delete(cut.resolve(name));
        }
        List<String> kept = Files.readAllLines(whole.resolve("journal.jsonl")).subList(0, lines);
        List<String> ended = kept.stream()
                .map(CutRuns::parsed)
                .filter(line -> line.path("type").asString("").equals("call-finished"))
                .map(line -> line.path("path").asString(""))
                .toList();
        Path log = whole.resolve("http_calls.jsonl");
        List<String> all = Files.exists(log) ? Files.readAllLines(log) : List.of();
        List<String> calls = all.stream()
                .filter(line -> ended.contains(parsed(line).path("path").asString("")))
                .toList();
        Files.write(cut.resolve("journal.jsonl"), kept);
        Files.write(cut.resolve("http_calls.jsonl"), calls);
        return cut;
    }

    static Map<String, Integer> called(RunRecord run) {
        Map<String, Integer> counts = new TreeMap<>();
        run.calls().forEach(call -> counts.merge(java.net.URI.create(call.url()).getPath(), 1, Integer::sum));
        return counts;
    }

    static void assertReadable(RunRecord run) {
        assertThat(Inspection.document(run, Optional.empty(), true)).isNotNull();
        assertThat(Dump.document(run)).isNotNull();
        assertThat(run.stepResults()).hasSizeGreaterThanOrEqualTo(17);
    }

    static String job(String steps, String members) {
        return "{\"schemaVersion\":1,\"jobType\":\"test\",\"http\":{\"baseUrl\":\"URL\"}," + members
                + "\"scenario\":{\"steps\":[" + steps + "]}}";
    }

    static String get(String id, String path, String members) {
        return "{\"id\":\"" + id + "\",\"action\":\"http.request\",\"payload\":{\"path\":\"" + path + "\"" + members
                + "}}";
    }

    static String post(String id, String path, String members) {
        return get(id, path, ",\"method\":\"POST\"" + members);
    }

    /** A run that is cut off after the first line of its journal for which this holds. */
    String cutAfter(String job, Predicate<JsonNode> last) throws IOException {
        RunReply.Finished uncut = run(job);
        whole = uncut.runDir();
        List<String> lines = Files.readAllLines(whole.resolve("journal.jsonl"));
        int kept = 1;
        while (!last.test(parsed(lines.get(kept - 1)))) {
            kept++;
        }
        String id = uncut.result().runId().substring(0, uncut.result().runId().length() - 4) + "0001";
        cut(whole, kept, id);
        api.become(called(engine.runs().open(id)));
        return id;
    }

    static Predicate<JsonNode> line(String type, String path) {
        return line -> line.path("type").asString("").equals(type)
                && line.path("path").asString("").equals(path);
    }

    Problem refused(String runId) {
        ResumeReply reply = resume(runId, false);
        assertThat(reply).isInstanceOf(ResumeReply.Refused.class);
        return ((ResumeReply.Refused) reply).problem();
    }
}
