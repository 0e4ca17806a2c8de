package dev.dispatch.code;

import dev.dispatch.json.Pointer;
import dev.dispatch.module.CodeLoader.Entry;
import dev.dispatch.problem.Breakage;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.sdk.ActionModule;
import java.io.IOException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the class with the actions among the services of a module's jars; makes no object of it. */
final class JarServices {

    private static final String SERVICES = "META-INF/services/" + ActionModule.class.getName();

    private static final int LARGEST_SERVICES = 64 << 10;

    private final Entry entry;
    private final ModuleClasses classes;

    JarServices(Entry entry, ModuleClasses classes) {
        this.entry = entry;
        this.classes = classes;
    }

    ModuleDescriber.Description describe() {
        return TimedDescription.describe(this::described, entry);
    }

    private ModuleDescriber.Description described() {
        try {
            if (classes.isLarger(SERVICES, LARGEST_SERVICES)) {
                return faults(fault(SERVICES + " in the jar is larger than 64 KiB")
                        .expected("one line with the name of the class that is marked with @DispatchModule"));
            }
            List<Class<?>> found = ServiceLoader.load(ActionModule.class, classes).stream()
                    .<Class<?>>map(ServiceLoader.Provider::type)
                    .distinct()
                    .toList();
            if (found.size() != 1) {
                return faults(notOne(found));
            }
            return switch (ModuleDescriber.describe(found.getFirst())) {
                case ModuleDescriber.Description.Described described -> described;
                case ModuleDescriber.Description.Faults(List<Issue> issues) ->
                    new ModuleDescriber.Description.Faults(
                            issues.stream().map(this::inJar).toList());
            };
        } catch (ServiceConfigurationError e) {
            return faults(fault("The service in the jar cannot be used: " + e.getMessage())
                    .expected("the name of a public class with a public constructor without parameters that implements "
                            + ActionModule.class.getSimpleName()));
        } catch (UnsupportedClassVersionError e) {
            return faults(fault("The classes in the jar are made for a newer Java: " + e.getMessage())
                    .expected("classes for Java " + Runtime.version().feature() + " or older: javac --release "
                            + Runtime.version().feature()));
        } catch (NoClassDefFoundError | TypeNotPresentException e) {
            return faults(fault("A class that the jar needs is not there: "
                            + Breakage.of(e).message())
                    .expected("a class of the JDK, of dispatch's sdk or of a jar beside this one"));
        } catch (LinkageError e) {
            return faults(fault(
                    "The classes in the jar cannot be loaded: " + Breakage.of(e).sentence()));
        } catch (IOException e) {
            return faults(fault("The jar cannot be read: " + e.getMessage()));
        }
    }

    private Issue notOne(List<Class<?>> found) {
        String expected = "one line in " + SERVICES + " with the name of the class that is marked with @DispatchModule";
        return found.isEmpty()
                ? fault("The jar offers no module").expected(expected).actual("no line")
                : fault("The jar offers several modules")
                        .expected(expected)
                        .actual(String.join(
                                ", ", found.stream().map(Class::getName).toList()));
    }

    /** The describer names a class or a method, which has no place in a jar. */
    private Issue inJar(Issue issue) {
        return issue.atPath(entry.file().toString());
    }

    private Issue fault(String message) {
        return Issue.at(IssueCode.MODULE_LOAD_FAILED, Pointer.ROOT, message)
                .atPath(entry.file().toString());
    }

    private static ModuleDescriber.Description faults(Issue issue) {
        return new ModuleDescriber.Description.Faults(List.of(issue));
    }
}
