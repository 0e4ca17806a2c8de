package dev.dispatch.cli.skill;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A folder in which agents look for skills: each is a folder of its own, called like the skill. */
public final class SkillFolder {

    /** Where agents of every make look in a project. */
    public static final String USUAL = ".agents/skills";

    /** What writing a skill came to. */
    public enum Outcome {
        INSTALLED("installed"),
        UNCHANGED("unchanged"),
        REPLACED("replaced");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final Path folder;

    public SkillFolder(Path folder) {
        this.folder = folder;
    }

    /** Where the skill lies, or would lie. */
    public Path file(Skill skill) {
        return folder.resolve(skill.name()).resolve(Skill.FILE);
    }

    /** Whether another text lies there: an earlier version, or one that somebody changed. */
    public boolean differs(Skill skill) {
        try {
            Path file = file(skill);
            return Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), bytes(skill));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Writes the skill; a reader finds the old text or the new one.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code RUNTIME_ERROR} that names the file
     */
    public Outcome write(Skill skill) {
        Path file = file(skill);
        boolean there = Files.exists(file);
        if (there && !differs(skill)) {
            return Outcome.UNCHANGED;
        }
        try {
            AtomicFile.write(file, bytes(skill));
        } catch (IOException e) {
            throw failed(e);
        }
        return there ? Outcome.REPLACED : Outcome.INSTALLED;
    }

    private static byte[] bytes(Skill skill) {
        return skill.text().getBytes(StandardCharsets.UTF_8);
    }

    private static RuntimeException failed(IOException e) {
        return Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot install the skill: " + e.getMessage())
                .exception();
    }
}
