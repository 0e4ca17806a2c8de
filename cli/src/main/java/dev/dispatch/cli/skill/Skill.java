package dev.dispatch.cli.skill;

import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A skill document (agentskills.io): what an agent reads to use something.
 *
 * @param version {@code metadata.version} of its head
 */
public record Skill(Path file, String name, String description, String version, String text) {

    public static final String FILE = "SKILL.md";

    /**
     * The document that ships with this program.
     *
     * @param distribution the folder it lies in
     * @throws dev.dispatch.problem.ProblemException a {@code RUNTIME_ERROR} where it is not there or has no proper head
     */
    public static Skill shipped(Optional<Path> distribution) {
        Path folder = distribution.orElseThrow(
                () -> unusable("There is no " + FILE + ": dispatch was not started from a distribution"));
        Path file = folder.resolve(FILE);
        try {
            return of(file, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw unusable(file + " is not text in UTF-8");
        } catch (NoSuchFileException e) {
            throw unusable("Cannot read " + file + ": it is not part of this distribution");
        } catch (IOException e) {
            throw unusable("Cannot read " + file + ": " + e.getMessage());
        }
    }

    private static Skill of(Path file, String text) {
        FrontMatter head = FrontMatter.of(text);
        return new Skill(
                file,
                member(file, head, "name"),
                member(file, head, "description"),
                member(file, head, "metadata.version"),
                text);
    }

    private static String member(Path file, FrontMatter head, String name) {
        String value = head.members().get(name);
        if (value == null || value.isEmpty()) {
            throw unusable(
                    file + " has no proper head: " + (head.fault().isEmpty() ? name + " is missing" : head.fault()));
        }
        return value;
    }

    private static RuntimeException unusable(String message) {
        return Problem.of(ProblemCode.RUNTIME_ERROR, message)
                .next(List.of(NextAction.of("check the installation", "doctor")))
                .exception();
    }
}
