package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs jobs against a demo API and writes reports of them. */
final class ReportedRuns implements AutoCloseable {

    private final Path folder;
    private final DemoApi api;
    private final ProgramInProcess program = new ProgramInProcess();

    ReportedRuns(Path folder) throws IOException {
        this.folder = folder;
        this.api = DemoApi.start(0);
    }

    /** A bit of everything: attempts, tries, a parallel block, a redirect, binary and long bodies, a loop, a failure. */
    void everything() throws IOException {
        run("""
                {"id": "flaky", "action": "http.request", "payload": {"path": "/flaky/a?fail=1"},
                  "retry": {"maxAttempts": 3, "initialDelay": "1ms"}},
                {"id": "order", "action": "http.request", "payload": {"method": "POST", "path": "/orders",
                  "body": {"note": "</script><script>document.title='owned'</script><!--"}, "expectStatus": 201},
                  "capture": {"id": "response.body.id"}},
                {"id": "shipped", "action": "flow.poll", "payload": {"action": "http.request",
                  "payload": {"path": "/orders/${run.id}"}, "intervalMs": 250, "maxDurationMs": 10000,
                  "conditions": {"path": "$.body.status", "op": "eq", "value": "shipped"}}},
                {"id": "block", "parallel": true, "steps": [
                  {"id": "binary", "action": "http.request", "payload": {"path": "/binary"}},
                  {"id": "large", "action": "http.request", "payload": {"path": "/large?bytes=100000"}},
                  {"id": "moved", "action": "http.request", "payload": {"path": "/redirect?to=/text"}}]},
                {"id": "each", "forEach": {"items": [1, 2, 3]}, "action": "http.request",
                  "payload": {"path": "/users/${item}"}},
                {"id": "wrong", "action": "http.request", "payload": {"path": "/users/1"},
                  "expect": {"path": "$.body.id", "op": "eq", "value": 2}},
                {"id": "never", "action": "http.request", "payload": {"path": "/users/2"}}
                """, 1);
    }

    /** As many passes as this. */
    void loop(int passes) throws IOException {
        run("""
                {"id": "photos", "action": "http.request", "payload": {"path": "/photos", "query": {"_limit": %d}}},
                {"id": "each", "forEach": {"items": "${step.photos.response.body}", "as": "photo", "maxConcurrency": 8,
                  "maxItems": 2000}, "steps": [
                  {"id": "one", "action": "http.request", "payload": {"path": "/health?id=${photo.id}"}}]}
                """.formatted(passes), 0);
    }

    private void run(String steps, int exitCode) throws IOException {
        Files.writeString(folder.resolve("reported.job.case.json"), """
                {"schemaVersion": 1, "jobType": "reported", "http": {"baseUrl": "%s"}, "scenario": {"steps": [%s]}}
                """.formatted(api.baseUri(), steps));
        Execution run = execute("job", "run", "--case", "reported.job.case.json");
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    }

    /** Of the latest run. */
    Path report(String format) throws IOException {
        Execution made = execute("job", "report", "--run-id", "latest", "--format", format, "--json");
        assertThat(made.exitCode()).as(made.out() + made.err()).isZero();
        return Path.of(Json.parse(made.out()).path("out").stringValue());
    }

    private Execution execute(String... arguments) {
        Map<String, String> environment = Map.of("HOME", folder.toString());
        return program.run(new Invocation(List.of(arguments), folder, environment, ""));
    }

    @Override
    public void close() {
        api.close();
    }
}
