package dev.dispatch.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Decides what a test does without the server it {@linkplain NeedsServer needs}. */
public final class RealServers implements ExecutionCondition {

    /** The system property that is {@code true} where a missing server is a failure: the Maven profile {@code nightly}. */
    public static final String NIGHTLY = "dispatch.nightly";

    /** Where servers are, which the PATH of an ordinary user may lack. */
    private static final List<String> SYSTEM_FOLDERS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private final boolean nightly;

    public RealServers() {
        this(Boolean.getBoolean(NIGHTLY));
    }

    RealServers(boolean nightly) {
        this.nightly = nightly;
    }

    /** The program of that name on this machine; empty where it is not installed. */
    public static Optional<Path> program(String name) {
        List<String> folders = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            folders.addAll(List.of(path.split(File.pathSeparator, -1)));
        }
        folders.addAll(SYSTEM_FOLDERS);
        return folders.stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * What a test throws that finds out by itself that its server cannot be had: it is skipped, and fails in the nightly
     * build.
     *
     * @param why and how to mend it, for whoever reads the report
     */
    public static Throwable missing(String server, String why) {
        return new RealServers().without(server, why);
    }

    Throwable without(String server, String why) {
        String message = "The server '" + server + "' is missing: " + why;
        return nightly ? new AssertionError(message) : new TestAbortedException(message);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<NeedsServer> need =
                context.getElement().flatMap(element -> AnnotationSupport.findAnnotation(element, NeedsServer.class));
        return need.map(wanted -> decide(wanted.value(), wanted.install()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("No server is needed"));
    }

    ConditionEvaluationResult decide(String server, String install) {
        if (program(server).isPresent()) {
            return ConditionEvaluationResult.enabled("'" + server + "' is installed");
        }
        Throwable outcome = without(server, install);
        if (outcome instanceof AssertionError failure) {
            throw failure;
        }
        return ConditionEvaluationResult.disabled(outcome.getMessage());
    }
}
