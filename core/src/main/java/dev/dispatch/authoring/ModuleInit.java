package dev.dispatch.authoring;

import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import dev.dispatch.module.VersionRange;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes modules that are valid and can be used at once, to be changed from there. */
public final class ModuleInit {

    /** The version of a new module. */
    public static final String FIRST_VERSION = "0.1.0";

    private static final Set<String> OF_PROGRAM = Set.of("flow", "http", "memory");

    /** How its actions are written. */
    public enum Template {
        HTTP,
        JAVA;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty for a word that names none. */
        public static Optional<Template> of(String word) {
            return switch (word) {
                case "http" -> Optional.of(HTTP);
                case "java" -> Optional.of(JAVA);
                default -> Optional.empty();
            };
        }
    }

    /**
     * What was made.
     *
     * @param files each below the folder
     * @param job the example job; null where there is none
     */
    public record Made(
            Path folder, List<String> files, @Nullable Path job) {
        public Made {
            files = List.copyOf(files);
        }
    }

    private final String name;
    private final String version;

    /**
     * A module to be made.
     *
     * @throws ProblemException a {@code USAGE_ERROR} for a name or a version that no module can have
     */
    public ModuleInit(String name, String version) {
        if (!ActionKey.isPart(name) || name.startsWith("-") || name.endsWith("-")) {
            throw refused(
                    "'" + name + "' is not a name for a module; use lower-case letters, digits and hyphens between"
                            + " them, such as invoice-service");
        }
        if (OF_PROGRAM.contains(name)) {
            throw refused(
                    "'" + name + "' is a module of the program; choose another name. Only single actions of it can"
                            + " be replaced: module override init");
        }
        if (!VersionRange.isVersion(version)) {
            throw refused(
                    "'" + version + "' is not a semantic version; write major.minor.patch, such as " + FIRST_VERSION);
        }
        this.name = name;
        this.version = version;
    }

    /**
     * Makes it of a template.
     *
     * @throws ProblemException a {@code USAGE_ERROR} where the folder holds something
     */
    public Made from(Template template, Path out) {
        String type = JavaNames.type(name, "Module");
        Map<String, String> files = new LinkedHashMap<>();
        switch (template) {
            case HTTP -> files.put("module.json", text("http/module.json", type));
            case JAVA -> {
                files.put("module.json", text("java/module.json", type));
                files.put(type + ".java", text("java/Module.java.txt", type));
            }
        }
        String job = "jobs/" + name + "-example.job.case.json";
        files.put(job, text("example.job.case.json", type));
        files.put("README.md", text(template.word() + "/README.md", type));
        files.put("SKILL.md", text("SKILL.md", type));
        files.put(EditorSchema.PATH, EditorSchema.text());
        NewFolder.write(out, files);
        return new Made(out, shown(files), out.resolve(job));
    }

    /**
     * Makes it of a whole manifest.
     *
     * @param manifest of this name and version
     * @param source what it was made of, for its pages
     * @param report a page about what is not in it; its name and its text
     * @throws ProblemException as {@link #from}
     */
    public Made from(ObjectNode manifest, String source, Map<String, String> report, Path out) {
        ObjectNode whole = Json.object().put("$schema", EditorSchema.REFERENCE);
        whole.setAll(manifest);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("module.json", Json.pretty(whole) + "\n");
        String job = "jobs/" + name + "-example.job.case.json";
        Optional<ObjectNode> example = ExampleJob.of(whole);
        example.ifPresent(found -> files.put(job, Json.pretty(found) + "\n"));
        ImportedPages.of(whole, source, example.isPresent()).forEach(files::put);
        files.putAll(report);
        files.put(EditorSchema.PATH, EditorSchema.text());
        NewFolder.write(out, files);
        return new Made(out, shown(files), example.isPresent() ? out.resolve(job) : null);
    }

    /** The names of the files that somebody looks at. */
    static List<String> shown(Map<String, String> files) {
        return files.keySet().stream()
                .filter(file -> !file.startsWith("."))
                .sorted()
                .toList();
    }

    private String text(String resource, String type) {
        return resource(resource)
                .replace("@NAME@", name)
                .replace("@VERSION@", version)
                .replace("@TYPE@", type)
                .replace("@VARIABLE@", JavaNames.variable(name));
    }

    private static String resource(String name) {
        try (InputStream in = ModuleInit.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not part of the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException refused(String message) {
        return Problem.of(ProblemCode.USAGE_ERROR, message).exception();
    }
}
