package dev.dispatch.plan;

import dev.dispatch.job.JobKind;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.Optional;

/** Finds the actions that code calls while a job runs, among the modules that the job itself uses. */
public final class ActionLookup {

    private final ModuleRegistry registry;
    private final JobKind kind;

    public ActionLookup(ModuleRegistry registry, JobKind kind) {
        this.registry = registry;
        this.kind = kind;
    }

    /**
     * The action behind a key; empty where there is none.
     *
     * @throws dev.dispatch.problem.ProblemException where one of its schemas cannot be used
     */
    public Optional<Node.Callable> find(String key) {
        return registry.action(key).map(provided -> {
            IssueList issues = IssueList.withoutText();
            return ActionCheck.compile(provided, Pointer.ROOT, issues)
                    .orElseThrow(() -> Problem.of(
                                    ProblemCode.RUNTIME_ERROR,
                                    issues.issues().getFirst().message())
                            .exception());
        });
    }

    /** Whether jobs of this kind may call it; a step may not do through code what it may not do itself. */
    public boolean allows(String key) {
        return ActionCheck.mayCall(kind, key);
    }
}
