package dev.dispatch.fuzz;

import dev.dispatch.TestRuns;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.AssertionRequest;
import dev.dispatch.record.Assertions;
import dev.dispatch.record.Dump;
import dev.dispatch.record.Inspection;
import dev.dispatch.record.ReadableReport;
import dev.dispatch.record.RunRecord;
import dev.dispatch.record.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Each file of a record in turn, of a run that ended and of one that was killed; then everything that reads records. */
final class RecordTargets {

    private static final List<String> WORDS = List.of(
            "seq",
            "type",
            "at",
            "enter",
            "exit",
            "attempt",
            "call-started",
            "call-finished",
            "join",
            "run-finished",
            "stepId",
            "path",
            "status",
            "SUCCEEDED",
            "FAILED",
            "INTERRUPTED",
            "SUCCESS",
            "attempts",
            "durationMs",
            "response",
            "body",
            "headers",
            "idx",
            "requestFile",
            "responseFile",
            "calls/001_x.response.json",
            "httpCode",
            "expected",
            "timings",
            "curl",
            "error",
            "steps",
            "list[0]/look#1",
            "list[2]#1",
            "a#1/b#2",
            "!f/a#1",
            "~p1",
            "/>",
            "#",
            "[",
            "]",
            "@1",
            "passes",
            "items",
            "summary.json",
            "url");

    private static final String JOB = """
            {"schemaVersion": 1, "jobType": "fuzz", "http": {"baseUrl": "BASE_URL"}, "inputs": {"token": {"type": "string",
             "secret": true, "default": "s3cr3t-of-fuzzing"}}, "scenario": {"steps": [
              {"id": "first", "action": "http.request", "payload": {"method": "POST", "path": "/echo", "body": {"a": [1, "x"],
               "password": "p"}, "headers": {"X-Token": "${input.token}"}}, "capture": {"c": "response.status"}},
              {"id": "unsteady", "action": "http.request", "payload": {"path": "/flaky/k?fail=1"}, "retry": {"initialDelay": "1ms"}},
              {"id": "list", "forEach": {"items": [7, 8]}, "steps": [
               {"id": "look", "action": "http.request", "payload": {"path": "/posts/${item}"},
                "expect": {"path": "$.status", "op": "eq", "value": 200}}]},
              {"id": "both", "parallel": true, "steps": [
               {"id": "left", "action": "flow.log", "payload": {"message": "l"}},
               {"id": "right", "action": "http.request", "payload": {"path": "/status/200"}}]},
              {"id": "codes", "action": "http.request", "payload": {"path": "/status/500"}}],
              "finally": [{"id": "last", "action": "flow.log", "payload": {"message": "end"}}]},
             "outputs": {"c": "${run.c}"}, "verification": [{"path": "$.steps.first.response.status", "op": "eq", "value": 200}]}
            """;

    private RecordTargets() {}

    static List<FuzzTarget> all(Surroundings around) {
        Path sound = recorded(around);
        List<FuzzTarget> targets = new ArrayList<>();
        boolean body = false;
        for (Path file : files(sound)) {
            String name = sound.relativize(file).toString();
            boolean first = !body;
            body |= name.startsWith("calls/");
            if (!name.startsWith("calls/") || first) {
                targets.add(target(copy(sound, around.below(place(name) + "-ended")), name, ""));
            }
            if (List.of("journal.jsonl", "meta.json", "module_resolution.json", "job.case.input.json")
                    .contains(name)) {
                targets.add(target(killed(copy(sound, around.below(place(name) + "-killed"))), name, "-killed"));
            }
        }
        return targets;
    }

    private static String place(String name) {
        return name.startsWith("calls/") ? "body" : name;
    }

    private static FuzzTarget target(Path run, String name, String kind) {
        RunStore store = new RunStore(run.resolveSibling("."));
        Path file = run.resolve(name);
        return new FuzzTarget(
                "record-" + place(name) + kind,
                name.startsWith("journal") || name.startsWith("http_calls") ? 5 : 3,
                List.of(content(file)),
                WORDS,
                Optional.empty(),
                input -> {
                    Files.write(file, input);
                    store.list(10);
                    store.latest();
                    RunRecord record = store.open("latest");
                    boolean taken = true;
                    for (Reader reader : READERS) {
                        taken &= takes(reader, record);
                    }
                    if (!taken) {
                        throw new Refused();
                    }
                });
    }

    /** What one reader refuses another one may take. */
    private static boolean takes(Reader reader, RunRecord record) {
        try {
            reader.read(record);
            return true;
        } catch (ProblemException e) {
            LanguageTargets.check(
                    e.problem().code() != ProblemCode.INTERNAL_ERROR,
                    e.problem().message());
            return false;
        }
    }

    @FunctionalInterface
    private interface Reader {
        void read(RunRecord record);
    }

    private static final List<Reader> READERS = List.of(
            record -> record.summary(),
            record -> record.status(),
            record -> record.warnings(),
            record -> record.meta(),
            record -> record.jobKind(),
            record -> record.stepResults(),
            record -> record.calls().forEach(call -> {
                call.idx();
                call.httpCode();
                call.response().ifPresent(body -> body.value());
                call.request().ifPresent(body -> body.bytes());
            }),
            record -> record.activity(),
            record -> record.job(),
            record -> Json.compact(Inspection.document(record, Optional.empty(), true, Extent.BRIEF)),
            record -> Json.compact(Inspection.document(record, Optional.empty(), true, Extent.WHOLE)),
            record -> Json.compact(Inspection.document(record, Optional.of("list[0]"), true)),
            record -> Json.compact(Inspection.document(record, Optional.of("codes"), false)),
            record -> Json.compact(Inspection.document(record, Optional.of("2"), false)),
            record -> Json.compact(Dump.document(record)),
            record -> Json.compact(Dump.document(record, Extent.WHOLE)),
            record -> ReadableReport.text(record),
            record -> Json.compact(
                    Assertions.check(record, AssertionRequest.DEFAULT).toJson()),
            record -> Assertions.check(
                            record,
                            new AssertionRequest(
                                    List.of("module-resolution-present", "calls-count-min", "max-duration"),
                                    Map.of("min", "1", "ms", "1000"),
                                    true,
                                    List.of()))
                    .toJson());

    private static Path recorded(Surroundings around) {
        try (DemoApi api = DemoApi.start(0);
                TestRuns runs = new TestRuns(around.folder().resolve("sound"), Map.of())) {
            return runs.run(runs.plan(JOB.replace("BASE_URL", api.baseUri().toString()), Json.object()))
                    .folder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copy(Path run, Surroundings to) {
        Path target = to.folder().resolve(run.getFileName());
        try {
            for (Path file : files(run)) {
                Path copy = target.resolve(run.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path killed(Path run) {
        try {
            Files.delete(run.resolve("summary.json"));
            Files.delete(run.resolve("step-results.json"));
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path run) {
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
