package dev.dispatch.cli.check;

import dev.dispatch.cli.resource.JsonResource;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.engine.RunReply;
import dev.dispatch.engine.Validation;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.record.AssertionRequest;
import dev.dispatch.record.AssertionResult;
import dev.dispatch.record.Assertions;
import dev.dispatch.record.RunRecord;
import dev.dispatch.redact.Redactor;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Runs a job that is part of the program and looks at what is left of the run. */
final class SelfCheckRun {

    static final String TOKEN_VARIABLE = "SELF_CHECK_TOKEN";

    private static final String JOB = "self-check.job.seed.json";
    private static final String FAULTY = """
            {"schemaVersion": 1, "jobType": "faulty",
             "scenario": {"steps": [{"action": "flow.slep", "payload": {"duration": "1ms"}}]}}
            """;
    private static final int NUMBER = 42;

    private final Engine engine;
    private final Path folder;
    private final String token;

    /** @param token a secret that is in the environment of the engine and in the requests of the job */
    SelfCheckRun(Engine engine, Path folder, String token) {
        this.engine = engine;
        this.folder = folder;
        this.token = token;
    }

    /** A job that cannot run is refused, with what to write instead. */
    String refuse() throws SelfCheckFault, IOException {
        Path file = Files.writeString(folder.resolve("faulty.job.case.json"), FAULTY);
        if (engine.validate(request(file)) instanceof Validation.Invalid(Problem problem, var _)) {
            boolean found = problem.issues().stream()
                    .anyMatch(issue -> issue.code() == IssueCode.UNKNOWN_ACTION
                            && issue.suggestions().equals(List.of("flow.sleep")));
            SelfCheckFault.unless(found, "the fault of a faulty job was not named: " + problem.message());
            return "a faulty job is refused with a suggestion";
        }
        throw new SelfCheckFault("a faulty job was taken for valid");
    }

    String run() throws SelfCheckFault, IOException {
        JsonNode job = JsonResource.read("/dev/dispatch/cli/" + JOB);
        Path file = Files.writeString(folder.resolve(JOB), Json.pretty(job));
        RunReply reply = engine.run(request(file), event -> {}, new Cancellation());
        return switch (reply) {
            case RunReply.Refused(Problem problem, var _, var _) -> throw new SelfCheckFault(refusal(problem));
            case RunReply.Finished finished -> finished(finished);
        };
    }

    private static String refusal(Problem problem) {
        return problem.issues().isEmpty()
                ? problem.message()
                : problem.message() + ": " + problem.issues().getFirst().message();
    }

    private static String finished(RunReply.Finished finished) throws SelfCheckFault {
        RunResult result = finished.result();
        RunResult.RunFailure failure = result.failure();
        SelfCheckFault.unless(
                result.status() == RunStatus.SUCCESS,
                "the run ended " + result.status()
                        + (failure == null ? "" : ": " + failure.cause().message()));
        Optional<String> recordFault = finished.recordFault();
        SelfCheckFault.unless(recordFault.isEmpty(), recordFault.orElse(""));
        SelfCheckFault.unless(
                result.outputs().path("number").asInt(0) == NUMBER, "the outputs of the run are not what was sent");
        return "a job against a demo API on loopback";
    }

    String memory() throws SelfCheckFault {
        int kept = engine.memory()
                .recall("self-check", "kept.number")
                .map(value -> value.asInt(0))
                .orElse(0);
        SelfCheckFault.unless(kept == NUMBER, "memory does not hold what the run stored");
        return "what the run stored is there";
    }

    String record() throws SelfCheckFault {
        RunRecord record = engine.runs().open("latest");
        AssertionResult result = Assertions.check(record, AssertionRequest.DEFAULT);
        for (AssertionResult.Check check : result.checks()) {
            SelfCheckFault.unless(check.passed(), check.name() + ": " + check.reason());
        }
        SelfCheckFault.unless(record.calls().size() == 1, "the record does not have the call");
        return "its assertions hold";
    }

    /** The secret was sent in a header and a body and echoed back; it is nowhere in the record, in no form. */
    String redaction() throws SelfCheckFault, IOException {
        String encoded = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        boolean marked = false;
        try (Stream<Path> found = Files.walk(engine.runs().root())) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                SelfCheckFault.unless(
                        !text.contains(token) && !text.contains(encoded),
                        "a secret stands in " + file.getFileName() + " of the record");
                marked |= text.contains(Redactor.MARK);
            }
        }
        SelfCheckFault.unless(marked, "the record does not show that something was redacted");
        return "a planted secret is nowhere in the record";
    }

    private static JobRequest request(Path file) {
        return new JobRequest(file.toString(), GivenInputs.NONE);
    }
}
