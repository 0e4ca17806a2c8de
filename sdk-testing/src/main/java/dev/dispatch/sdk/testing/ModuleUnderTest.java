package dev.dispatch.sdk.testing;

import dev.dispatch.code.ActionMethods;
import dev.dispatch.code.DescribedModule;
import dev.dispatch.code.JavaModules;
import dev.dispatch.code.ModuleDescriber;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.Manifest;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the module that a test is about. */
final class ModuleUnderTest {

    private ModuleUnderTest() {}

    /**
     * The module in a folder.
     *
     * @param cache where the classes of Java sources go
     */
    static LoadedModule in(Path folder, Path cache) {
        Path absolute = folder.toAbsolutePath().normalize();
        return switch (ModuleLoader.load(
                absolute, Layer.REPO, Policies.NONE, List.of(new JavaModules(cache, "test")))) {
            case ModuleLoader.Loading.Loaded(LoadedModule module) -> module;
            case ModuleLoader.Loading.Failed(BrokenModule broken) ->
                throw new AssertionError("The module in " + absolute + " cannot be loaded: " + reasons(broken));
        };
    }

    /** The module that an annotated class is. */
    static LoadedModule of(Class<?> type) {
        return switch (ModuleDescriber.describe(type)) {
            case ModuleDescriber.Description.Faults(List<Issue> issues) ->
                throw new AssertionError(type.getName() + " is no module: " + lines(issues));
            case ModuleDescriber.Description.Described(DescribedModule described) -> {
                ActionMethods methods = new ActionMethods(type, described);
                Map<String, ActionDefinition> actions = new LinkedHashMap<>();
                described
                        .actions()
                        .forEach(action -> actions.put(
                                action.name(),
                                action.in(described.name(), new ActionBody.Code(methods.handler(action.name())))));
                Manifest manifest = Manifest.named(described.name(), described.version(), null);
                yield new LoadedModule(manifest, Layer.REPO, null, null, actions, List.of());
            }
        };
    }

    private static String reasons(BrokenModule broken) {
        return broken.issues().isEmpty() ? broken.cause() : lines(broken.issues());
    }

    private static String lines(List<Issue> issues) {
        return issues.stream().map(ModuleUnderTest::line).collect(Collectors.joining());
    }

    private static String line(Issue issue) {
        String position = issue.position() == null ? "" : ":" + issue.position();
        String expected = issue.expected() == null ? "" : "; expected " + issue.expected();
        return "\n  " + issue.path() + position + " " + issue.message() + expected;
    }
}
