package dev.dispatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Installs bundles into a home below a folder, where nothing is at first. */
record BundleInstalls(Path folder) {

    Path home() {
        return folder.resolve("home");
    }

    Path modules() {
        return home().resolve("modules");
    }

    /** The findings; that nothing was written is looked at each time. */
    List<Issue> refused(byte[] bytes) throws IOException {
        ProblemException refusal = refusal(Files.write(folder.resolve("bundle.zip"), bytes));
        assertThat(home()).doesNotExist();
        return refusal.problem().issues();
    }

    ProblemException refusal(Path bundle) {
        try {
            InstalledModule module = install(bundle);
            throw new AssertionError(module + " was installed");
        } catch (ProblemException e) {
            return e;
        }
    }

    InstalledModule install(byte[] bytes) throws IOException {
        return install(Files.write(folder.resolve("bundle.zip"), bytes));
    }

    private InstalledModule install(Path bundle) {
        return new ModuleStore(modules()).install(new ZipArchive(bundle), null);
    }
}
