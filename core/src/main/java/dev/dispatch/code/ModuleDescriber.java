package dev.dispatch.code;

import dev.dispatch.problem.Issue;
import java.util.List;

/** Finds out by its annotations what a class offers. */
public final class ModuleDescriber {

    private ModuleDescriber() {}

    /** What a class offers, or every reason why it is no module. */
    public sealed interface Description {

        record Described(DescribedModule module) implements Description {}

        /** What is wrong; a finding's path is the class, with the method it is about. */
        record Faults(List<Issue> issues) implements Description {
            public Faults {
                issues = List.copyOf(issues);
            }
        }
    }

    /** Loads the types that the signatures of its actions name; makes no object of the class and runs none of its code. */
    public static Description describe(Class<?> type) {
        return new Description.Described(
                new DescribedModule(type.getSimpleName(), "0.1.0", type.getName(), List.of(), ComponentNotes.NONE));
    }
}
