package dev.dispatch.cli.check;

import dev.dispatch.config.Config;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the files that configure the program can be used: configuration and policies, and what users stored. */
record ConfigCheck(EngineSettings settings, Engine engine) {

    CheckResult config() {
        String name = "config";
        try {
            Optional<Config> config = engine.config();
            return CheckResult.ok(name, config.isPresent() ? files() : "no configuration files");
        } catch (ProblemException e) {
            List<String> faults =
                    e.problem().issues().stream().map(ConfigCheck::sentence).toList();
            return CheckResult.fail(name, Doctor.some(faults), "mend the file at that place")
                    .next(NextAction.of("see what makes a configuration unusable", "explain", "INVALID_CONFIG"));
        }
    }

    CheckResult stored() {
        String name = "stored values";
        List<String> faults = new ArrayList<>();
        read(() -> engine.actionDefaults().read(), faults);
        read(() -> engine.runtimeOverrides().read(), faults);
        return faults.isEmpty()
                ? CheckResult.ok(name, "action defaults and runtime overrides can be read")
                : CheckResult.fail(name, Doctor.some(faults), "mend or remove the file; it is never written over")
                        .next(NextAction.of("see what makes stored values unusable", "explain", "INVALID_STATE"));
    }

    private static void read(Runnable reading, List<String> faults) {
        try {
            reading.run();
        } catch (ProblemException e) {
            faults.add(e.problem().message());
        }
    }

    private static String sentence(Issue issue) {
        String file = issue.attributes().path("file").asString("");
        String at = issue.position() == null ? "" : ":" + issue.position();
        return (file.isEmpty() ? "" : file + at + ": ") + issue.message();
    }

    private String files() {
        List<String> files = new ArrayList<>();
        engine.workspace()
                .map(folder -> folder.resolve("dispatch.config.json"))
                .filter(Files::exists)
                .map(Path::toString)
                .ifPresent(files::add);
        Path ofUser = settings.home().resolve("config.json");
        if (Files.exists(ofUser)) {
            files.add(ofUser.toString());
        }
        String policy = settings.environment().get("DISPATCH_POLICY");
        if (policy != null) {
            files.add(policy);
        }
        return String.join(", ", files);
    }
}
