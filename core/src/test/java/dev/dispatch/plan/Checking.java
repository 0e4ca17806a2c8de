package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.builtin.BuiltinModules;
import dev.dispatch.expression.Generator;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.problem.Issue;
import dev.dispatch.state.ActionDefaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One preflight as tests describe it; single quotes stand for double ones in documents. */
@NullMarked
final class Checking {

    private final Path folder;
    private Path files;
    private final String text;
    private final Map<String, String> environment = new HashMap<>();
    private final List<GivenInputs.Text> inputs = new ArrayList<>();
    private final List<LoadedModule> modules = new ArrayList<>();
    private final List<BrokenModule> broken = new ArrayList<>();
    private final MemoryStore memory;
    private ObjectNode values = Json.object();
    private ObjectNode runtime = Json.object();
    private JobKind kind = JobKind.CASE;
    private Preflight.Purpose purpose = Preflight.Purpose.RUN;
    private @Nullable String baseUrl;
    private @Nullable String fileName;

    private Checking(Path folder, String text) {
        this(folder, text, new MemoryStore(folder.resolve("memory")));
        modules.addAll(new BuiltinModules("1.0.0", memory).modules());
    }

    private Checking(Path folder, String text, MemoryStore memory) {
        this.folder = folder;
        this.files = folder;
        this.text = text;
        this.memory = memory;
    }

    private static final class FixedGenerator implements Generator {
        @Override
        public String uuid() {
            return "00000000-0000-4000-8000-000000000000";
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long randomInt(long least, long most) {
            return least;
        }
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** A whole job. */
    static Checking job(Path folder, String text) {
        return new Checking(folder, json(text));
    }

    /** Another whole job before the same modules, memory and environment, none of which is read again. */
    Checking about(String other) {
        Checking next = new Checking(folder, json(other), memory);
        next.modules.addAll(modules);
        next.broken.addAll(broken);
        next.environment.putAll(environment);
        next.purpose = purpose;
        return next;
    }

    /** A job of these steps, and of these members beside them. */
    static Checking steps(Path folder, String steps, String... members) {
        StringBuilder job =
                new StringBuilder("{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [" + steps + "]}");
        for (String member : members) {
            job.append(", ").append(member);
        }
        return job(folder, job.append("}").toString());
    }

    Checking env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Checking input(String name, String value) {
        inputs.add(new GivenInputs.Text(name, value));
        return this;
    }

    Checking values(String object) {
        values = (ObjectNode) Json.parse(json(object));
        return this;
    }

    Checking seed() {
        kind = JobKind.SEED;
        return this;
    }

    Checking kind(JobKind other) {
        kind = other;
        return this;
    }

    Checking validate() {
        purpose = Preflight.Purpose.VALIDATE;
        return this;
    }

    Checking baseUrl(String url) {
        baseUrl = url;
        return this;
    }

    Checking file(String name) {
        fileName = name;
        return this;
    }

    Checking remember(String namespace, String key) {
        memory.store(namespace, key, Json.text("value"));
        return this;
    }

    /** What a user stored for an action. */
    Checking defaults(String action, String values) {
        new ActionDefaults(folder.resolve(ActionDefaults.FILE)).set(action, (ObjectNode) Json.parse(json(values)));
        return this;
    }

    Checking runtime(String object) {
        runtime = (ObjectNode) Json.parse(json(object));
        return this;
    }

    /** Where relative names of files start. */
    Checking files(Path from) {
        files = from;
        return this;
    }

    /** A module in a folder of that name; one that cannot be loaded is broken. */
    Checking module(String name, String manifest, String... jobs) {
        Path place = folder.resolve("modules").resolve(name);
        try {
            Files.createDirectories(place.resolve("jobs"));
            Files.writeString(place.resolve("module.json"), json(manifest));
            for (String job : jobs) {
                Files.writeString(place.resolve("jobs").resolve(job), "{}");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        switch (ModuleLoader.load(place, Layer.REPO)) {
            case ModuleLoader.Loading.Loaded(LoadedModule module) -> modules.add(module);
            case ModuleLoader.Loading.Failed(BrokenModule fault) -> broken.add(fault);
        }
        return this;
    }

    PreflightResult result() {
        JsonSource source = JsonSource.read(text);
        Path stored = folder.resolve(ActionDefaults.FILE);
        ActionDefaults defaults = Files.exists(stored) ? new ActionDefaults(stored) : null;
        return new Preflight(new Situation(
                        ModuleRegistry.of(modules, broken),
                        memory,
                        environment,
                        new FixedGenerator(),
                        defaults,
                        runtime,
                        Optional.empty()))
                .check(new Preflight.Request(
                        kind, source, new GivenInputs(inputs, values), purpose, baseUrl, fileName, files));
    }

    PreflightResult.Rejected rejected() {
        return (PreflightResult.Rejected) result();
    }

    /** Every issue; each says where it is and what is wrong. */
    List<Issue> issues() {
        List<Issue> issues = switch (result()) {
            case PreflightResult.Ready _ -> List.of();
            case PreflightResult.Rejected rejected -> rejected.issues();
        };
        assertPlaced(issues);
        return issues;
    }

    List<Issue> warnings() {
        List<Issue> warnings = switch (result()) {
            case PreflightResult.Ready ready -> ready.warnings();
            case PreflightResult.Rejected rejected -> rejected.warnings();
        };
        assertPlaced(warnings);
        return warnings;
    }

    /** {@code CODE path} of each issue. */
    List<String> lines() {
        return lines(issues());
    }

    static List<String> lines(List<Issue> issues) {
        return issues.stream().map(issue -> issue.code() + " " + issue.path()).toList();
    }

    private static void assertPlaced(List<Issue> issues) {
        for (Issue issue : issues) {
            assertThat(issue.position()).as(issue.toString()).isNotNull();
            assertThat(issue.message()).as(issue.toString()).isNotBlank();
            assertThat(issue.expected() == null
                            && issue.actual() == null
                            && issue.suggestions().isEmpty())
                    .as("says how to mend it: " + issue)
                    .isFalse();
        }
    }
}
