package dev.dispatch.engine;

import dev.dispatch.config.Config;
import dev.dispatch.config.ConfigFiles;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration for some workspaces, read when it is first asked for. Where there are no files nothing of it is
 * loaded: most workspaces have none.
 */
final class Configuration {

    private static final String POLICY = "DISPATCH_POLICY";

    private final EngineSettings settings;
    private final List<Workspace> workspaces;
    private boolean looked;
    private @Nullable Config usable;
    private List<Issue> faults = List.of();

    /**
     * The configuration, not read yet.
     *
     * @param workspaces a later one wins over an earlier one, and all over the user's own file
     */
    Configuration(EngineSettings settings, List<Workspace> workspaces) {
        this.settings = settings;
        this.workspaces = workspaces;
    }

    /**
     * What the files say; empty where there are none.
     *
     * @throws dev.dispatch.problem.ProblemException USAGE_ERROR, or POLICY_DENIED where a policy forbids what another
     *     file says, with every issue of every file
     */
    synchronized Optional<Config> config() {
        look();
        if (!faults.isEmpty()) {
            throw Problem.of(Refusal.code(faults), "the configuration is not valid", faults)
                    .exception();
        }
        return Optional.ofNullable(usable);
    }

    /** What modules may be loaded; while the files cannot be used only those without code. */
    synchronized Policies forModules() {
        look();
        if (!faults.isEmpty()) {
            return Policies.withoutCode(
                    faults.getFirst().attributes().path("file").asString(POLICY));
        }
        return usable == null ? Policies.NONE : usable.policies();
    }

    private void look() {
        if (looked) {
            return;
        }
        looked = true;
        List<Path> files = files();
        String policy = settings.environment().get(POLICY);
        if (policy != null && !isPath(policy)) {
            faults = List.of(nameless(policy));
        } else if (policy != null || !files.isEmpty()) {
            Optional<Path> rules = Optional.ofNullable(policy)
                    .map(name -> settings.workingDirectory()
                            .resolve(name)
                            .toAbsolutePath()
                            .normalize());
            read(new ConfigFiles(files, rules));
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        Path ofUser = settings.home().resolve("config.json").toAbsolutePath().normalize();
        if (isThere(ofUser)) {
            files.add(ofUser);
        }
        for (Workspace workspace : workspaces) {
            Path file = workspace.config();
            if (isThere(file) && !files.contains(file)) {
                files.add(file);
            }
        }
        return files;
    }

    private void read(ConfigFiles files) {
        switch (Config.load(files, settings.environment(), settings.generator())) {
            case Config.Loading.Loaded(Config config) -> usable = config;
            case Config.Loading.Invalid(List<Issue> issues) -> faults = issues;
        }
    }

    private static boolean isPath(String text) {
        try {
            return !text.isBlank() && Path.of(text).getNameCount() > 0;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Issue nameless(String policy) {
        return Issue.at(IssueCode.INVALID_CONFIG, Pointer.ROOT, POLICY + " is set and does not name a file")
                .expected("the path of a policy file in " + POLICY)
                .actual(policy.isEmpty() ? "an empty text" : policy)
                .suggest("unset " + POLICY)
                .with("file", POLICY);
    }

    /** A link that leads nowhere counts as a file too: one that cannot be read must not be passed over. */
    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
