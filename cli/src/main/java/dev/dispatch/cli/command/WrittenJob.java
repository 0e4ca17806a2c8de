package dev.dispatch.cli.command;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Model.OptionSpec;

/** A job of a record as a file again; another file is replaced only where that is asked for. */
final class WrittenJob {

    private static final String FORCE = "--force";

    private WrittenJob() {}

    static OptionSpec force() {
        return Options.flag(FORCE, "replace another file that is there");
    }

    /**
     * Writes the file; one with the same content stays.
     *
     * @return {@code added}, {@code replaced} or {@code unchanged}
     * @throws dev.dispatch.problem.ProblemException a USAGE_ERROR where another file is there and {@code --force} is not given
     */
    static String write(Invocation invocation, Path out, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        try {
            boolean there = Files.exists(out);
            if (there && Files.isRegularFile(out) && Arrays.equals(Files.readAllBytes(out), content)) {
                return "unchanged";
            }
            if (Files.isDirectory(out)) {
                throw invocation.usage("'" + out + "' is a folder; name a file, such as "
                        + out.resolve("name" + JobKind.CASE.suffix()));
            }
            if (there && !invocation.flag(FORCE)) {
                throw invocation.usage("'" + out
                        + "' is there and holds something else; name another file, or replace it with " + FORCE);
            }
            AtomicFile.write(out, content);
            return there ? "replaced" : "added";
        } catch (IOException e) {
            throw OutputFile.failed(e);
        }
    }

    /** Adds a warning where the name of the file makes another kind of the job than it was. */
    static void checkKind(JobKind kind, Path out, IssueList warnings) {
        String name = String.valueOf(out.getFileName());
        if (JobKind.of(name) != kind) {
            warnings.add(Issue.at(
                            IssueCode.DISALLOWED_MEMORY_MUTATION,
                            Pointer.ROOT,
                            "The run was of a " + kind.word() + ", and under this name the job is a "
                                    + JobKind.of(name).word() + ": only a seed may change memory")
                    .expected("a file named *" + kind.suffix())
                    .actual(name));
        }
    }
}
