package dev.dispatch.code;

import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.VersionRange;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.sdk.Action;
import dev.dispatch.sdk.DispatchModule;
import dev.dispatch.shape.AnnotatedNotes;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds out by its annotations what a class offers. */
public final class ModuleDescriber {

    private final Class<?> type;
    private final List<Issue> faults = new ArrayList<>();

    private ModuleDescriber(Class<?> type) {
        this.type = type;
    }

    /** What a class offers, or every reason why it is no module. */
    public sealed interface Description {

        record Described(DescribedModule module) implements Description {}

        /** What is wrong; a finding's path is the class, with the method it is about: {@code Payments.send}. */
        record Faults(List<Issue> issues) implements Description {
            public Faults {
                issues = List.copyOf(issues);
            }
        }
    }

    /**
     * Loads the types that the signatures of its actions name, and makes no object of the class. The author's code is run
     * all the same by an enum, whose constants are made, and by a record that has a default.
     *
     * @throws LinkageError where a type that is named cannot be loaded
     */
    public static Description describe(Class<?> type) {
        return new ModuleDescriber(type).describe();
    }

    private Description describe() {
        DispatchModule module = type.getAnnotation(DispatchModule.class);
        if (module == null) {
            fault("The class " + type.getSimpleName() + " has no annotation @DispatchModule", "@DispatchModule");
            return new Description.Faults(faults);
        }
        checkNames(module);
        checkClass();
        AnnotatedNotes notes = new AnnotatedNotes();
        List<DescribedAction> actions = actions(new ActionDescriber(type, notes, faults));
        if (!faults.isEmpty()) {
            return new Description.Faults(faults);
        }
        return new Description.Described(
                new DescribedModule(module.name(), module.version(), type.getName(), actions, notes.remembered()));
    }

    private void checkNames(DispatchModule module) {
        if (!ActionKey.isPart(module.name())) {
            fault("The module's name '" + module.name() + "' is none", "lower-case letters, digits and hyphens");
        }
        if (!VersionRange.isVersion(module.version())) {
            fault("The module's version '" + module.version() + "' is none", "a semantic version such as 0.1.0");
        }
    }

    private void checkClass() {
        boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        if (Modifier.isAbstract(type.getModifiers()) || type.isEnum() || inner || type.isLocalClass()) {
            fault("No object can be made of " + type.getSimpleName(), "a class at the top of its file");
        } else if (Arrays.stream(type.getDeclaredConstructors())
                .noneMatch(constructor -> constructor.getParameterCount() == 0)) {
            fault(
                    "The class " + type.getSimpleName() + " has no usable constructor",
                    "a constructor without parameters");
        }
    }

    private List<DescribedAction> actions(ActionDescriber describer) {
        List<DescribedAction> actions = new ArrayList<>();
        List<Method> methods = new ArrayList<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            methods.addAll(List.of(at.getDeclaredMethods()));
        }
        methods.removeIf(method -> method.isBridge() || !method.isAnnotationPresent(Action.class));
        methods.sort(Comparator.comparing(ActionSignature::key));
        for (Method method : methods) {
            Optional<DescribedAction> action = describer.describe(method, method.getAnnotation(Action.class));
            action.ifPresent(actions::add);
        }
        if (methods.isEmpty()) {
            fault("The class " + type.getSimpleName() + " has no action", "a method with @Action");
        }
        actions.sort(Comparator.comparing(DescribedAction::name));
        for (int i = 1; i < actions.size(); i++) {
            DescribedAction action = actions.get(i);
            if (actions.get(i - 1).name().equals(action.name())) {
                fault(
                        "Two methods are the action '" + action.name() + "': "
                                + actions.get(i - 1).method() + " and " + action.method(),
                        "one method for each action");
            }
        }
        return actions;
    }

    private void fault(String message, String expected) {
        faults.add(Issue.at(IssueCode.MODULE_LOAD_FAILED, Pointer.ROOT, message)
                .atPath(type.getSimpleName())
                .expected(expected));
    }
}
