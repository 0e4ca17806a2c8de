package dev.dispatch.cli.skill;

import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The skill of a distribution.
 *
 * @param file its SKILL.md
 * @param version the text of {@code metadata.version} in its front matter
 */
public record Skill(Path file, String version) {

    private static final String NAME = "SKILL.md";
    private static final String FENCE = "---";

    /**
     * Reads the front matter, of which only plain and quoted texts are understood.
     *
     * @param distribution the folder with what ships with the program
     * @throws ProblemException RUNTIME_ERROR where the file is missing, cannot be read or names no version
     */
    public static Skill read(Optional<Path> distribution) {
        Path file = distribution
                .map(folder -> folder.resolve(NAME))
                .orElseThrow(() -> broken("There is no " + NAME + ": dispatch was not started from a distribution"));
        try {
            return new Skill(
                    file,
                    version(Files.readString(file))
                            .orElseThrow(() -> broken(file + " has no metadata.version in its front matter")));
        } catch (CharacterCodingException e) {
            throw broken(file + " is not text in UTF-8");
        } catch (IOException e) {
            throw broken("Cannot read " + file
                    + (Files.exists(file) ? ": " + e.getMessage() : ": it is not part of this distribution"));
        }
    }

    /** The version in the block between the first two lines of three hyphens. */
    static Optional<String> version(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals(FENCE)) {
            return Optional.empty();
        }
        boolean inMetadata = false;
        for (String line : lines.subList(1, lines.size())) {
            if (line.strip().equals(FENCE)) {
                return Optional.empty();
            }
            boolean nested = line.startsWith(" ");
            inMetadata = nested ? inMetadata : line.strip().equals("metadata:");
            if (nested && inMetadata && line.strip().startsWith("version:")) {
                String value =
                        unquoted(line.strip().substring("version:".length()).strip());
                return value.isEmpty() ? Optional.empty() : Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static ProblemException broken(String message) {
        return Problem.of(ProblemCode.RUNTIME_ERROR, message)
                .next(List.of(NextAction.of("check the installation", "doctor")))
                .exception();
    }
}
