package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.module.ModuleFolders;
import dev.dispatch.module.ShippedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs that ship with dispatch show how jobs are written, so nothing is wrong with the files themselves. */
class ShippedJobsTest {

    @TempDir
    Path folder;

    @Test
    void nothingIsWrongWithTheJobsThatShip() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Path module = root.resolve("modules/jsonplaceholder");
        List<ShippedJob> jobs = new ArrayList<>(ModuleFolders.jobs(root.resolve("jobs")));
        jobs.addAll(ModuleFolders.jobs(module.resolve("jobs")));
        assertThat(jobs).hasSizeGreaterThan(10);
        for (ShippedJob job : jobs) {
            Checking checking = Checking.job(folder, text(job.path()))
                    .module("jsonplaceholder", text(module.resolve("module.json")));
            checking.kind(job.kind()).files(root.resolve("jobs")).validate();
            PreflightResult result = checking.result();
            if (result instanceof PreflightResult.Rejected rejected) {
                assertThat(Checking.lines(rejected.jobIssues())).as(job.id()).isEmpty();
            }
            assertThat(Checking.lines(checking.warnings())).as(job.id()).noneMatch(line -> line.startsWith("UNUSED"));
        }
    }

    /** Single quotes are read as double ones, so those of the file are written as escapes. */
    private static String text(Path file) throws IOException {
        return Files.readString(file).replace("'", "\\u0027");
    }
}
