package dev.dispatch.cli.skill;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The member {@code modules} of the configuration: which repositories hold the skills of which modules. */
public final class SkillSources {

    private static final String PROJECT = "dispatch.config.json";
    private static final String USER = "config.json";

    private SkillSources() {}

    /**
     * What the files say, by name; the project's over the user's.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} that names the file and the member
     */
    public static Map<String, SkillSource> read(Path workingDirectory, Path home) {
        Map<String, SkillSource> sources = new LinkedHashMap<>();
        add(home.resolve(USER), sources);
        for (Path at = workingDirectory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(PROJECT))) {
                add(at.resolve(PROJECT), sources);
                return sources;
            }
        }
        return sources;
    }

    private static void add(Path file, Map<String, SkillSource> sources) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        JsonNode modules = document(file).path("modules");
        if (!modules.isMissingNode() && !modules.isObject()) {
            throw unusable(file, "modules must be an object");
        }
        for (Map.Entry<String, JsonNode> module : modules.properties()) {
            sources.put(module.getKey(), source(file, module.getKey(), module.getValue()));
        }
    }

    private static SkillSource source(Path file, String name, JsonNode value) {
        JsonNode version = value.path("version");
        if (!value.path("repo").isString() || !(version.isMissingNode() || version.isString())) {
            throw unusable(file, "modules." + name + " must have the texts repo and, if it is to be pinned, version");
        }
        Optional<String> pinned = version.isString() ? Optional.of(version.stringValue()) : Optional.empty();
        SkillSource source = new SkillSource(name, value.get("repo").stringValue(), pinned);
        source.fault().ifPresent(fault -> {
            throw unusable(file, "modules." + name + ": " + fault);
        });
        return source;
    }

    private static JsonNode document(Path file) {
        try {
            return Json.parse(Files.readString(file));
        } catch (JsonSyntaxException e) {
            throw unusable(file, "it is not JSON: " + e.getMessage());
        } catch (IOException e) {
            throw unusable(file, "it cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static RuntimeException unusable(Path file, String why) {
        return Problem.of(ProblemCode.USAGE_ERROR, "Cannot use " + file + ": " + why)
                .exception();
    }
}
