package dev.dispatch.batch;

import dev.dispatch.builtin.BuiltinModules;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.RowPlans;
import dev.dispatch.plan.Situation;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans of jobs that log one message, as tests of rows need them. */
final class RowJobs {

    private RowJobs() {}

    /**
     * Plans before the built-in modules and an empty environment.
     *
     * @param inputs declarations by name; single quotes stand for double ones
     */
    static RowPlans plans(Path folder, String message, String inputs) {
        String job = """
                {'schemaVersion': 1, 'jobType': 't', 'inputs': {%s},
                 'scenario': {'steps': [{'id': 's', 'action': 'flow.log', 'payload': {'message': '%s'}}]}}
                """.formatted(inputs, message).replace('\'', '"');
        MemoryStore memory = new MemoryStore(folder.resolve("memory"));
        SystemGenerator generator = new SystemGenerator(InstantSource.system());
        Situation situation = new Situation(
                ModuleRegistry.of(new BuiltinModules("1.0.0", memory).modules(), List.of()),
                memory,
                Map.of(),
                generator,
                null,
                Json.object(),
                Optional.empty());
        return new RowPlans(
                given -> new Preflight(situation)
                        .check(new Preflight.Request(
                                JobKind.CASE,
                                JsonSource.read(job),
                                given,
                                Preflight.Purpose.RUN,
                                null,
                                "t.job.case.json",
                                folder)),
                generator);
    }
}
