package dev.dispatch.code;

import dev.dispatch.json.Pointer;
import dev.dispatch.module.CodeLoader.Entry;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Describes classes of which nobody knows whether that ends: the constants of an enum are made by code of its author. */
final class TimedDescription {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private TimedDescription() {}

    /**
     * What {@link ModuleDescriber} says, or that it takes longer than ten seconds; then the thread that tries is left
     * alone until the program ends.
     */
    static ModuleDescriber.Description describe(Class<?> type, Entry entry) {
        return describe(type, entry, LONGEST);
    }

    static ModuleDescriber.Description describe(Class<?> type, Entry entry, Duration longest) {
        FutureTask<ModuleDescriber.Description> task = new FutureTask<>(() -> ModuleDescriber.describe(type));
        Thread thread =
                Thread.ofPlatform().daemon().name("describe " + entry.module()).start(task);
        try {
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return failed(entry, "does not end within " + longest.toSeconds() + " s");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return failed(entry, "was interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Error error -> throw error;
                case RuntimeException broken -> throw broken;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private static ModuleDescriber.Description failed(Entry entry, String why) {
        return new ModuleDescriber.Description.Faults(List.of(Issue.at(
                        IssueCode.MODULE_LOAD_FAILED,
                        Pointer.ROOT,
                        "Finding out what the code of '" + entry.module() + "' offers " + why)
                .atPath(entry.file().toString())
                .expected("enums that are made without waiting for anything")));
    }
}
