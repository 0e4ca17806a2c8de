package dev.dispatch.fuzz;

import dev.dispatch.engine.Engine;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.engine.PlanReply;
import dev.dispatch.engine.Validation;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import java.util.ArrayList;
import java.util.List;

/** Job files, and what is given to them on a command line. */
final class JobTargets {

    private static final List<String> WORDS = List.of(
            "schemaVersion",
            "jobType",
            "scenario",
            "steps",
            "finally",
            "id",
            "action",
            "payload",
            "when",
            "expect",
            "capture",
            "retry",
            "forEach",
            "items",
            "parallel",
            "repeat",
            "while",
            "maxTimes",
            "maxConcurrency",
            "fromEnv",
            "timeout",
            "continueOnError",
            "flow.poll",
            "flow.call",
            "flow.sleep",
            "flow.log",
            "http.request",
            "http.graphql",
            "memory.store",
            "memory.recall",
            "jsonplaceholder.list-posts",
            "orders.place",
            "outputs",
            "verification",
            "inputs",
            "credentials",
            "dependencies",
            "http",
            "auth",
            "bearer",
            "baseUrl",
            "tls",
            "proxy",
            "files",
            "saveTo",
            "body",
            "path",
            "$.body",
            "eq",
            "5s",
            "${input.a}",
            "${step.a.response.body}",
            "${run.x}",
            "${item}",
            "${credential.api.token}",
            "maxAttempts",
            "at",
            "relative",
            "absolute",
            "secret",
            "default",
            "type",
            "integer",
            "array",
            "conditions",
            "intervalMs",
            "store",
            "a");

    private static final String WORKFLOW = """
            {"schemaVersion": 1, "jobType": "fuzz", "http": {"baseUrl": "http://127.0.0.1:9", "auth": {"type": "bearer",
             "token": "${env.API_TOKEN}"}}, "inputs": {"n": {"type": "integer", "default": 2}, "s": {"type": "string",
             "secret": true, "default": "x"}}, "credentials": {"api": {"fromEnv": {"token": "API_TOKEN"}}},
             "scenario": {"steps": [
              {"id": "b", "when": {"path": "$.input.n", "op": "gt", "value": 1}, "steps": [
               {"id": "r", "action": "http.request", "payload": {"path": "/a/${input.n}", "query": {"q": "${input.s}"}},
                "retry": {"maxAttempts": 3, "initialDelay": "1ms"}, "capture": {"c": "response.body.id"}, "timeout": "2s"}]},
              {"id": "l", "forEach": {"items": [1, 2], "as": "one", "maxConcurrency": 2}, "steps": [
               {"id": "i", "action": "flow.log", "payload": {"message": "${one} ${run.c:-none}"}}]},
              {"id": "p", "parallel": true, "steps": [
               {"id": "x", "action": "flow.sleep", "payload": {"duration": "1ms"}},
               {"id": "y", "action": "flow.log", "payload": {"message": "y"}, "continueOnError": true}]},
              {"id": "u", "repeat": {"while": {"path": "$.index", "op": "lt", "value": 1}, "maxTimes": 3},
               "steps": [{"id": "z", "action": "flow.log", "payload": {"message": "z"}}]}],
              "finally": [{"id": "f", "action": "flow.log", "payload": {"message": "${step.b.status}"}}]},
             "outputs": {"o": "${step.l.status}"}, "verification": [{"path": "$.summary.status", "op": "eq", "value": "SUCCESS"}]}
            """;

    private JobTargets() {}

    static List<FuzzTarget> all(Surroundings around) {
        return List.of(job(around.below("jobs")), inputs(around.below("inputs")), imported(around.below("imported")));
    }

    private static FuzzTarget job(Surroundings around) {
        List<String> corpus = Corpus.all(
                List.of(WORKFLOW), Corpus.repository("jobs", ".json"), Corpus.repository("modules", ".case.json"));
        // Jobs that call others name them so.
        around.write(
                "login.job.case.json",
                FuzzTarget.bytes(
                        Corpus.repository("jobs", "login.job.case.json").getFirst()));
        Engine engine = around.engine();
        return FuzzTarget.ofTexts("job", 15, corpus, WORDS, text -> {
            String file =
                    around.write("fuzz.job.seed.json", FuzzTarget.bytes(text)).toString();
            if (engine.validate(new JobRequest(file, GivenInputs.NONE)) instanceof Validation.Invalid) {
                throw new Refused();
            }
            engine.plan(new JobRequest(file, GivenInputs.NONE));
        });
    }

    /** Each line of an input is a {@code name=value}. */
    private static FuzzTarget inputs(Surroundings around) {
        Engine engine = around.engine();
        String file = around.write("typed.job.case.json", FuzzTarget.bytes("""
                {"schemaVersion": 1, "jobType": "t", "inputs": {"s": {"type": "string"}, "i": {"type": "integer"},
                 "n": {"type": "number"}, "b": {"type": "boolean"}, "a": {"type": "array"}, "o": {"type": "object"}},
                 "scenario": {"steps": [{"id": "l", "action": "http.request", "payload": {"url": "http://127.0.0.1:9/${input.s}",
                  "body": ["${input.i}", "${input.n}", "${input.b}", "${input.a}", "${input.o}"]}}]}}""")).toString();
        List<String> corpus =
                List.of("s=x\ni=7\nn=1.5\nb=true\na=[1,2]\no={\"a\": 1}", "s=\ni=-0\nn=1e10\nb=false\na=[]\no={}");
        List<String> words =
                List.of("s=", "i=", "n=", "b=", "a=", "o=", "=", "\n", "true", "[1", "{\"a\":", "1,5", "+1");
        return FuzzTarget.ofTexts("inputs", 10, corpus, words, text -> {
            List<GivenInputs.Text> texts = new ArrayList<>();
            for (String line : text.split("\n", -1)) {
                int equals = line.indexOf('=');
                texts.add(new GivenInputs.Text(line.substring(0, Math.max(0, equals)), line.substring(equals + 1)));
            }
            JobRequest request = new JobRequest(file, new GivenInputs(texts, Json.object()));
            if (!(engine.plan(request) instanceof PlanReply.Planned planned)
                    || !planned.missing().isEmpty()) {
                throw new Refused();
            }
        });
    }

    private static FuzzTarget imported(Surroundings around) {
        Engine engine = around.engine();
        return FuzzTarget.ofTexts("job-import", 2, Corpus.repository("jobs", ".json"), WORDS, text -> {
            engine.importJob(around.write("from.job.case.json", FuzzTarget.bytes(text)));
        });
    }
}
