package dev.dispatch.plan;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Segment;
import dev.dispatch.job.Step;
import dev.dispatch.job.Work;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds references into the outcome of a step against what it has: the members that an action declares, the steps of a
 * block by id, the passes of a loop by number.
 */
final class OutcomeCheck {

    private final ReferenceMend mend;
    private final Map<String, ActionDefinition> actions = new HashMap<>();

    OutcomeCheck(ReferenceMend mend) {
        this.mend = mend;
    }

    /** @param action whose response and exports the step has; null where it was not found, and for a block */
    void finished(Step step, @Nullable ActionDefinition action) {
        if (action != null) {
            actions.putIfAbsent(step.id(), action);
        }
    }

    /** Checks {@code step.<id>.<part>} of a step that has ended. */
    void ended(ReferenceUse use, Step step, String part, IssueList found, IssueList warned) {
        IssueList strict = use.guarded() ? warned : found;
        boolean looped = step.loop() != null;
        switch (part) {
            case "result" -> {
                if (looped || step.result() == null) {
                    strict.add(() -> withoutResult(use, step));
                }
            }
            case "exports" -> {
                if (looped) {
                    strict.add(() -> ofLoop(use, step, "has no exports of its own"));
                } else {
                    exports(use, step, actions.get(step.id()), 2, found, warned);
                }
            }
            case "response" -> response(use, step, 2, found, warned);
            default -> {}
        }
    }

    /**
     * Checks {@code response} and {@code exports} in the step's own texts, where they are those of the present pass.
     *
     * @param action whose response and exports it has; null where it was not found, and for a block
     */
    void own(ReferenceUse use, Step step, @Nullable ActionDefinition action, IssueList found, IssueList warned) {
        if (use.reference().root().equals("exports")) {
            exports(use, step, action, 0, found, warned);
        } else {
            pass(use, step, action, 0, found, warned);
        }
    }

    private void exports(
            ReferenceUse use,
            Step step,
            @Nullable ActionDefinition action,
            int from,
            IssueList found,
            IssueList warned) {
        if (step.work() instanceof Work.Block) {
            (use.guarded() ? warned : found)
                    .add(() -> unknown(use, "Step '" + step.id() + "' is a block and exports nothing")
                            .expected("the exports of one of its steps, or the block's response"));
        } else if (action != null) {
            declared(use, action, "exports", from, found, warned);
        }
    }

    /** @param from how many segments lead to the response */
    private void response(ReferenceUse use, Step step, int from, IssueList found, IssueList warned) {
        List<Segment> path = use.reference().segments();
        if (path.size() <= from) {
            return;
        }
        if (step.loop() == null) {
            pass(use, step, actions.get(step.id()), from, found, warned);
            return;
        }
        boolean index = switch (path.get(from)) {
            case Segment.Index _ -> true;
            case Segment.Name(String name) -> name.chars().allMatch(Character::isDigit);
        };
        if (!index) {
            (use.guarded() ? warned : found).add(() -> ofLoop(use, step, "has an array as its response"));
        } else if (step.result() == null) {
            pass(use, step, actions.get(step.id()), from + 1, found, warned);
        }
    }

    /** What one execution of a step answers. */
    private void pass(
            ReferenceUse use,
            Step step,
            @Nullable ActionDefinition action,
            int from,
            IssueList found,
            IssueList warned) {
        if (!(step.work() instanceof Work.Block block)) {
            if (action != null) {
                declared(use, action, "response", from, found, warned);
            }
            return;
        }
        String name = use.reference().name(from);
        if (use.reference().segments().size() <= from) {
            return;
        }
        Optional<Step> inner =
                block.steps().stream().filter(each -> each.id().equals(name)).findFirst();
        if (inner.isEmpty()) {
            List<String> ids = block.steps().stream().map(Step::id).toList();
            String message = "The block '" + step.id() + "' has no step '" + name + "' of its own";
            (use.guarded() ? warned : found)
                    .add(() -> mend.name(
                            ReferenceCheck.unknown(IssueCode.UNKNOWN_MEMBER_REFERENCE, use, message, name, ids),
                            use,
                            from));
        } else if (inner.get().result() == null || inner.get().loop() != null) {
            response(use, inner.get(), from + 1, found, warned);
        }
    }

    /** Holds a reference against what an action declares. */
    private void declared(
            ReferenceUse use, ActionDefinition action, String part, int from, IssueList found, IssueList warned) {
        List<Segment> path = use.reference().segments();
        DeclaredMembers.of(action, part, path.subList(from, path.size())).ifPresent(undeclared -> {
            List<List<Segment>> ways = undeclared.instead().stream()
                    .map(way -> whole(use.reference(), from, way))
                    .toList();
            (undeclared.certain() && !use.guarded() ? found : warned)
                    .add(() -> mend.path(undeclared(undeclared, use, ways), use, ways));
        });
    }

    private static Issue withoutResult(ReferenceUse use, Step step) {
        String response = "${step." + step.id() + ".response}";
        boolean looped = step.loop() != null;
        return unknown(
                        use,
                        looped
                                ? "Step '" + step.id() + "' is a loop: the results of its passes are its response"
                                : "Step '" + step.id() + "' has no 'result'")
                .expected(looped ? response : "'result' in that step, or " + response);
    }

    private static Issue ofLoop(ReferenceUse use, Step step, String what) {
        return unknown(use, "Step '" + step.id() + "' is a loop and " + what)
                .expected("${step." + step.id() + ".response.0...}, or ${jsonpath(step:" + step.id() + ", $[*])}");
    }

    private static Issue undeclared(DeclaredMembers.Undeclared member, ReferenceUse use, List<List<Segment>> ways) {
        String root = use.reference().root();
        return unknown(use, member.text())
                .expected(member.known().isEmpty() ? "response.<path>" : Names.oneOf(member.known()))
                .suggest(ways.stream()
                        .map(way -> "${" + new Expression.Reference(0, root, way).text() + "}")
                        .toList());
    }

    private static Issue unknown(ReferenceUse use, String message) {
        return Issue.at(IssueCode.UNKNOWN_MEMBER_REFERENCE, use.pointer(), message)
                .actual("${" + use.reference().text() + "}");
    }

    private static List<Segment> whole(Expression.Reference reference, int from, List<Segment> way) {
        List<Segment> segments = new ArrayList<>(reference.segments().subList(0, from));
        segments.addAll(way);
        return segments;
    }
}
