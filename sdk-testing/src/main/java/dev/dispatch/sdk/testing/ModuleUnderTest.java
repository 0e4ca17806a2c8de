package dev.dispatch.sdk.testing;

import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the module that a test is about. */
final class ModuleUnderTest {

    private ModuleUnderTest() {}

    /** @param home where classes that were compiled for it may be kept */
    static LoadedModule in(Path folder, Path home) {
        Path absolute = folder.toAbsolutePath().normalize();
        return switch (ModuleLoader.load(absolute, Layer.REPO, Policies.NONE, languages(home))) {
            case ModuleLoader.Loading.Loaded(LoadedModule module) -> module;
            case ModuleLoader.Loading.Failed(BrokenModule broken) ->
                throw new AssertionError("The module in " + absolute + " cannot be loaded: " + reasons(broken));
        };
    }

    private static List<CodeLoader> languages(Path home) {
        return List.of();
    }

    private static String reasons(BrokenModule broken) {
        return broken.issues().isEmpty()
                ? broken.cause()
                : broken.issues().stream().map(ModuleUnderTest::line).collect(Collectors.joining());
    }

    private static String line(Issue issue) {
        String position = issue.position() == null ? "" : ":" + issue.position();
        String expected = issue.expected() == null ? "" : "; expected " + issue.expected();
        return "\n  " + issue.path() + position + " " + issue.message() + expected;
    }
}
