package dev.dispatch.code;

import dev.dispatch.json.Pointer;
import dev.dispatch.module.CodeLoader.Entry;
import dev.dispatch.problem.Breakage;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Describes classes of which nobody knows whether that ends, and how: the constants of an enum are made by code of its
 * author.
 */
final class TimedDescription {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private TimedDescription() {}

    /** What the work says, or that it takes longer than ten seconds, or that the author's code broke in it. */
    static ModuleDescriber.Description describe(Supplier<ModuleDescriber.Description> work, Entry entry) {
        return describe(work, entry, LONGEST);
    }

    static ModuleDescriber.Description describe(
            Supplier<ModuleDescriber.Description> work, Entry entry, Duration longest) {
        return TimeBound.within(longest, "describe " + entry.module(), () -> described(work, entry))
                .orElseGet(() -> failed(entry, "does not end within " + longest.toSeconds() + " s"));
    }

    private static ModuleDescriber.Description described(Supplier<ModuleDescriber.Description> work, Entry entry) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            return failed(entry, "broke it: " + Breakage.of(e).sentence());
        }
    }

    private static ModuleDescriber.Description failed(Entry entry, String why) {
        return new ModuleDescriber.Description.Faults(List.of(Issue.at(
                        IssueCode.MODULE_LOAD_FAILED,
                        Pointer.ROOT,
                        "Finding out what the code of '" + entry.module() + "' offers " + why)
                .atPath(entry.file().toString())
                .expected("enums that are made without waiting for anything, and without fail")));
    }
}
