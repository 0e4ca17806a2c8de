package dev.dispatch.plan;

import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.job.CredentialProfile;
import dev.dispatch.job.InputDeclaration;
import dev.dispatch.job.Job;
import dev.dispatch.job.RunNames;
import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.NearNames;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that what the references of a job name will be there when they are evaluated. */
final class ReferenceCheck {

    private final Job job;
    private final ReferenceMend mend;
    private final StepPlaces places;
    private final OutcomeCheck outcomes;
    private final StepReferenceCheck steps;
    private final Set<String> given;
    private final Sight captured = new Sight();
    private final UsedNames used = new UsedNames();
    private final IssueList issues;
    private final IssueList warnings;
    private @Nullable ItemCheck items;

    /** @param given the names that are under {@code run} from the start */
    ReferenceCheck(Job job, Collection<String> given, IssueList issues, IssueList warnings) {
        this.job = job;
        this.given = Set.copyOf(given);
        given.forEach(captured::add);
        this.mend = new ReferenceMend(job.source().root());
        this.outcomes = new OutcomeCheck(mend);
        List<Step> all = job.steps();
        this.places = new StepPlaces(all);
        this.steps = new StepReferenceCheck(all, places, mend, outcomes);
        this.issues = issues;
        this.warnings = warnings;
    }

    /**
     * From now on the step's outcome can be referred to.
     *
     * @param action whose response and exports it has; null where it was not found
     */
    void finished(Step step, @Nullable ActionDefinition action) {
        steps.finished(step);
        outcomes.finished(step, action);
        step.captures().keySet().forEach(captured::add);
        step.payload().path("store").propertyNames().forEach(captured::add);
    }

    /** From now on any step before may have failed or not have run at all. */
    void afterScenario() {
        steps.afterScenario();
    }

    /** A place of the walk. */
    record Place(int steps, int captured) {}

    /** What became visible between two places. */
    record Given(List<String> steps, List<String> captured) {}

    Place place() {
        return new Place(steps.earlier().mark(), captured.mark());
    }

    /** Hides again what became visible since then. */
    Given backTo(Place place) {
        return new Given(steps.earlier().backTo(place.steps()), captured.backTo(place.captured()));
    }

    /** Makes visible what was hidden. */
    void see(Given given) {
        given.steps().forEach(steps.earlier()::add);
        given.captured().forEach(captured::add);
    }

    /** What was referred to so far. */
    UsedNames used() {
        return used;
    }

    /** Checks references outside the steps, evaluated at this point of the job. */
    void check(List<ReferenceUse> uses) {
        uses.forEach(use -> check(use, issues, warnings));
    }

    /**
     * Checks references of a step, evaluated at this point of the job.
     *
     * @param action whose response and exports {@code response} and {@code exports} are; null where that is not known
     */
    void check(List<ReferenceUse> uses, Step step, @Nullable ActionDefinition action) {
        IssueList found = issues.inStep(step.id());
        IssueList warned = warnings.inStep(step.id());
        for (ReferenceUse use : uses) {
            String root = use.reference().root();
            if (root.equals("response") || root.equals("exports")) {
                outcomes.own(use, step, action, found, warned);
            } else {
                check(use, found, warned);
            }
        }
    }

    /**
     * Checks the references of {@code http} after all steps: headers and auth are evaluated for each request, so they may
     * name what a step gives; the other members are settled before the first step and checked there.
     */
    void checkHttp(List<ReferenceUse> uses) {
        Pointer headers = Pointer.ROOT.child("http").child("defaultHeaders");
        Pointer auth = Pointer.ROOT.child("http").child("auth");
        for (ReferenceUse use : uses) {
            String root = use.reference().root();
            boolean late = root.equals("run") || root.equals("step");
            boolean inHeaders = use.pointer().text().startsWith(headers.text() + "/");
            boolean inAuth = use.pointer().text().startsWith(auth.text() + "/");
            if (!late || inHeaders || inAuth) {
                check(use, issues, warnings);
            }
            if (late && inHeaders && !use.guarded() && !isThereFromTheStart(use)) {
                String text = use.reference().text();
                warnings.add(Issue.at(
                                IssueCode.UNGUARDED_REFERENCE,
                                use.pointer(),
                                "${" + text + "} is absent until a step gives it; a request before that step fails")
                        .expected("a default for the requests before")
                        .actual("${" + text + "}")
                        .suggest("${" + text + ":-}"));
            }
        }
    }

    private boolean isThereFromTheStart(ReferenceUse use) {
        String name = use.reference().name(0);
        return use.reference().root().equals("run") && (given.contains(name) || RunNames.FACTS.contains(name));
    }

    private void check(ReferenceUse use, IssueList found, IssueList warned) {
        used.add(use);
        String name = use.reference().name(0);
        if (name.isEmpty()) {
            nameless(use, found);
            return;
        }
        switch (use.reference().root()) {
            case "input" -> input(use, name, found);
            case "step" -> steps.check(use, name, found, warned);
            case "credential" -> credential(use, name, found);
            case "run" -> run(use, name, warned);
            case "env", "index", "previous" -> {}
            default -> item(use, name, found, warned);
        }
    }

    /** Anything else is a name that a loop gives its item. */
    private void item(ReferenceUse use, String name, IssueList found, IssueList warned) {
        if (items == null) {
            items = new ItemCheck(places, mend);
        }
        items.check(use, name, found, warned);
    }

    /** The collections by name have no elements by number. */
    private static void nameless(ReferenceUse use, IssueList found) {
        String root = use.reference().root();
        if (!use.reference().segments().isEmpty()
                && List.of("input", "step", "credential", "run", "env").contains(root)) {
            found.add(
                    () -> Issue.at(IssueCode.INVALID_INTERPOLATION, use.pointer(), root + " needs a name, not an index")
                            .expected(root + ".<name>")
                            .actual("${" + use.reference().text() + "}"));
        }
    }

    private void input(ReferenceUse use, String name, IssueList found) {
        InputDeclaration declaration = job.inputs().get(name);
        if (declaration == null) {
            String message = "The job declares no input '" + name + "'";
            found.add(() -> mend.name(
                    unknown(
                            IssueCode.INVALID_INTERPOLATION,
                            use,
                            message,
                            name,
                            job.inputs().keySet()),
                    use,
                    0));
            return;
        }
        switch (declaration.type()) {
            case OBJECT, ARRAY -> {}
            case STRING, NUMBER, INTEGER, BOOLEAN -> {
                if (use.reference().segments().size() > 1) {
                    found.add(() -> Issue.at(
                                    IssueCode.INVALID_INTERPOLATION,
                                    use.pointer(),
                                    "Input '" + name + "' is of type "
                                            + declaration.type().word() + " and has nothing below it")
                            .expected("${input." + name + "}")
                            .actual("${" + use.reference().text() + "}"));
                }
            }
        }
    }

    private void credential(ReferenceUse use, String name, IssueList found) {
        CredentialProfile profile = job.credentials().get(name);
        if (profile == null) {
            String message = "The job has no credential profile '" + name + "'";
            found.add(() -> mend.name(
                    unknown(
                            IssueCode.MISSING_CREDENTIAL_PROFILE,
                            use,
                            message,
                            name,
                            job.credentials().keySet()),
                    use,
                    0));
            return;
        }
        String field = use.reference().name(1);
        if (!profile.fromEnv().containsKey(field)) {
            String message = field.isEmpty()
                    ? "A reference to credential profile '" + name + "' needs the name of a field"
                    : "Credential profile '" + name + "' has no field '" + field + "'";
            found.add(() -> mend.name(
                    unknown(
                            IssueCode.INVALID_CREDENTIAL_BINDING,
                            use,
                            message,
                            field,
                            profile.fromEnv().keySet()),
                    use,
                    1));
        }
    }

    private void run(ReferenceUse use, String name, IssueList warned) {
        if (!captured.has(name) && !RunNames.FACTS.contains(name) && !use.guarded()) {
            warned.add(() -> unknown(
                    IssueCode.UNRESOLVED_REFERENCE,
                    use,
                    "No earlier step captures run." + name,
                    name,
                    captured.names()));
        }
    }

    /** A name outside a known set; what is suggested is the near name alone, to stand in its place. */
    static Issue unknown(IssueCode code, ReferenceUse use, String message, String name, Collection<String> known) {
        Issue issue = Issue.at(code, use.pointer(), message)
                .actual("${" + use.reference().text() + "}")
                .suggest(NearNames.of(name, known));
        return issue.expected(known.isEmpty() ? "a name that is declared, and there is none" : Names.oneOf(known));
    }
}
