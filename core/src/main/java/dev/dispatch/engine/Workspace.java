package dev.dispatch.engine;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The project around a folder: the nearest folder upwards with {@code dispatch.config.json} or {@code modules/}. */
record Workspace(Path root) {

    private static final String CONFIG = "dispatch.config.json";

    static Optional<Workspace> around(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(CONFIG)) || Files.isDirectory(at.resolve("modules"))) {
                return Optional.of(new Workspace(at));
            }
        }
        return Optional.empty();
    }

    Path modules() {
        return root.resolve("modules");
    }

    Path jobs() {
        return root.resolve("jobs");
    }

    /**
     * A policy that cannot be enforced must not be passed over.
     *
     * @return why nothing may run here; empty where no policy is set
     */
    static Optional<Problem> policyFault(Optional<Workspace> workspace, Map<String, String> environment) {
        if (environment.containsKey("DISPATCH_POLICY")) {
            return Optional.of(unenforceable("DISPATCH_POLICY is set"));
        }
        Path config = workspace.map(found -> found.root().resolve(CONFIG)).orElse(null);
        if (config == null || !Files.isRegularFile(config)) {
            return Optional.empty();
        }
        try {
            JsonNode document = Json.parse(Files.readString(config));
            return document.has("policy")
                    ? Optional.of(unenforceable(config + " has the member 'policy'"))
                    : Optional.empty();
        } catch (JsonSyntaxException e) {
            return Optional.of(Problem.of(
                    ProblemCode.USAGE_ERROR,
                    config + " is not JSON at line " + e.position().line() + ", column "
                            + e.position().column() + ": " + e.getMessage()));
        } catch (CharacterCodingException e) {
            return Optional.of(Problem.of(ProblemCode.USAGE_ERROR, config + " is not UTF-8 text"));
        } catch (IOException e) {
            return Optional.of(Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read " + config + ": " + e.getMessage()));
        }
    }

    private static Problem unenforceable(String where) {
        return Problem.of(
                ProblemCode.POLICY_DENIED,
                where
                        + ", and this version of dispatch cannot enforce policies; it runs nothing rather than ignore one");
    }
}
