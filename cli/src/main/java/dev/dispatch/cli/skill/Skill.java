package dev.dispatch.cli.skill;

import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A skill document (agentskills.io): what an agent reads to use something.
 *
 * @param version {@code metadata.version} of its head; empty where it has none
 */
public record Skill(String name, String description, Optional<String> version, String text) {

    public static final String FILE = "SKILL.md";

    /**
     * The document that ships with this program.
     *
     * @param distribution the folder it lies in
     * @throws dev.dispatch.problem.ProblemException a {@code RUNTIME_ERROR} where it is not there or has no proper head
     */
    public static Skill shipped(Optional<Path> distribution) {
        Path folder = distribution.orElseThrow(
                () -> unusable("This dispatch runs without its distribution, which holds " + FILE));
        Path file = folder.resolve(FILE);
        try {
            return of(file, Files.readString(file));
        } catch (IOException e) {
            throw unusable("Cannot read " + file + ", which ships with dispatch: "
                    + e.getClass().getSimpleName());
        }
    }

    private static Skill of(Path file, String text) {
        FrontMatter head = FrontMatter.of(text);
        String name = head.members().get("name");
        String description = head.members().get("description");
        if (name == null || description == null) {
            String fault = head.fault().isEmpty() ? "name or description is missing" : head.fault();
            throw unusable(file + " has no proper head: " + fault);
        }
        return new Skill(name, description, Optional.ofNullable(head.members().get("metadata.version")), text);
    }

    private static RuntimeException unusable(String message) {
        return Problem.of(ProblemCode.RUNTIME_ERROR, message).exception();
    }
}
