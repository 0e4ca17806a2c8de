package dev.dispatch.engine;

import dev.dispatch.job.Dependencies;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.MissingMemory;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds the jobs that fill memory for another one, checks each and puts them in their order; runs nothing. */
final class FillPlanner {

    /** How far one fill may lead to the next. */
    private static final int DEEPEST = 20;

    private static final int MOST = 200;

    /** A job that was looked at, or is being looked at. */
    private static final class Draft {
        private final Path file;
        private final String job;
        private final List<Dependencies.NeededMemory> needs = new ArrayList<>();
        private @Nullable Plan plan;
        private @Nullable Situation situation;
        private boolean open = true;
        private boolean nested;
        private boolean clear = true;

        private Draft(Path file, String job) {
            this.file = file;
            this.job = job;
        }
    }

    private final Function<Path, Checked> look;
    private final PreflightResult.Rejected root;
    private final Map<Path, Draft> drafts = new HashMap<>();
    private final List<Draft> path = new ArrayList<>();
    private final List<Draft> order = new ArrayList<>();
    private final Set<List<String>> circles = new LinkedHashSet<>();
    private final List<Issue> circleIssues = new ArrayList<>();
    private final List<Issue> obstacles = new ArrayList<>();
    private final List<Issue> details = new ArrayList<>();

    /**
     * A planner for one job.
     *
     * @param look checks a job file as for a run
     * @param root the job that lacks values
     */
    FillPlanner(Function<Path, Checked> look, PreflightResult.Rejected root) {
        this.look = look;
        this.root = root;
    }

    FillPlan plan(Path file) {
        Draft start = new Draft(file.toAbsolutePath().normalize(), String.valueOf(file.getFileName()));
        drafts.put(start.file, start);
        path.add(start);
        Set<NextAction> next = new LinkedHashSet<>();
        for (MissingMemory missing : root.fillable()) {
            Pointer at = missing.needed().pointer().child("fill");
            next.add(next(missing, visit(missing, at)));
        }
        List<Fill> fills = new ArrayList<>();
        for (Draft draft : order) {
            if (draft.plan != null && draft.situation != null) {
                fills.add(new Fill(draft.job, draft.file, draft.plan, draft.situation, draft.needs));
            }
        }
        return new FillPlan(fills, circleIssues, obstacles, details, List.copyOf(next));
    }

    /** The job behind a need; null where it leads into a circle or too deep. */
    private @Nullable Draft visit(MissingMemory missing, Pointer at) {
        Path file = missing.job().path().toAbsolutePath().normalize();
        Draft known = drafts.get(file);
        if (known != null && known.open) {
            circle(known, missing, at);
            return null;
        }
        if (known == null && (path.size() > DEEPEST || drafts.size() > MOST)) {
            obstacles.add(obstacle(at, missing, "'" + missing.fill().name() + "' comes after too many other fill jobs")
                    .expected("at most " + DEEPEST + " fill jobs behind each other")
                    .actual("more"));
            return null;
        }
        Draft draft = known == null ? examined(new Draft(file, missing.fill().name()), missing, at) : known;
        Dependencies.NeededMemory needed = missing.needed();
        boolean listed = draft.needs.stream()
                .anyMatch(need -> need.namespace().equals(needed.namespace())
                        && need.key().equals(needed.key()));
        if (!listed) {
            draft.needs.add(needed);
        }
        return draft;
    }

    private Draft examined(Draft draft, MissingMemory missing, Pointer at) {
        drafts.put(draft.file, draft);
        path.add(draft);
        switch (looked(draft.file)) {
            case Checked.Refused(Problem problem) -> refused(draft, problem, missing, at);
            case Checked.Looked(Path _, Situation situation, PreflightResult.Ready ready) -> {
                draft.plan = ready.plan();
                draft.situation = situation;
            }
            case Checked.Looked(Path _, Situation situation, PreflightResult.Rejected rejected) -> {
                draft.plan = rejected.planOnceFilled().orElse(null);
                draft.situation = situation;
                rejected(draft, rejected, missing, at);
            }
        }
        path.removeLast();
        draft.open = false;
        draft.clear = draft.clear && draft.plan != null;
        order.add(draft);
        return draft;
    }

    private Checked looked(Path file) {
        try {
            return look.apply(file);
        } catch (ProblemException e) {
            return new Checked.Refused(e.problem());
        }
    }

    private void refused(Draft draft, Problem problem, MissingMemory missing, Pointer at) {
        String why = problem.issues().isEmpty()
                ? problem.message()
                : problem.issues().getFirst().message();
        obstacles.add(obstacle(at, missing, cannotRun(draft, why)));
        problem.issues().forEach(issue -> details.add(issue.with("file", draft.file.toString())));
    }

    private void rejected(Draft draft, PreflightResult.Rejected rejected, MissingMemory missing, Pointer at) {
        for (MissingMemory further : rejected.fillable()) {
            draft.nested = true;
            Draft behind = visit(further, at);
            draft.clear = draft.clear && behind != null && behind.clear;
        }
        List<Issue> own = rejected.withoutFillable().issues();
        if (!own.isEmpty()) {
            String more = own.size() == 1 ? "" : " (and " + (own.size() - 1) + " more)";
            obstacles.add(obstacle(at, missing, cannotRun(draft, own.getFirst().message() + more)));
            own.forEach(issue -> details.add(issue.with("file", draft.file.toString())));
        }
    }

    private static String cannotRun(Draft draft, String why) {
        return "The fill job '" + draft.job + "' cannot run: " + why;
    }

    private Issue obstacle(Pointer at, MissingMemory missing, String message) {
        Issue issue = Issue.at(IssueCode.INVALID_FILL_JOB, at, message)
                .expected("a job that can run as it is, without inputs")
                .actual(missing.fill().name());
        return root.placed(issue.with(missing.facts()));
    }

    private void circle(Draft first, MissingMemory last, Pointer at) {
        List<String> names = new ArrayList<>();
        for (Draft draft : path.subList(path.indexOf(first), path.size())) {
            names.add(draft == first ? last.fill().name() : draft.job);
        }
        if (circles.add(names)) {
            String shown = String.join(" -> ", names) + " -> " + names.getFirst();
            Issue issue = Issue.at(IssueCode.CIRCULAR_FILL, at, "Fill jobs need each other: " + shown)
                    .expected("fill jobs of which one can run first")
                    .actual(shown);
            ObjectNode facts = last.facts();
            facts.set("circle", Json.texts(names));
            circleIssues.add(root.placed(issue.with(facts)));
        }
    }

    private static NextAction next(MissingMemory missing, @Nullable Draft draft) {
        if (draft == null || !draft.clear) {
            return NextAction.of(
                    "see the job that fills " + missing.needed().name(),
                    "module",
                    "inspect",
                    missing.fill().module());
        }
        List<String> words = new ArrayList<>(List.of("job", "run", "--case", draft.file.toString()));
        if (draft.nested) {
            words.add("--resolve-deps");
        }
        return new NextAction(words, "fill " + missing.needed().name());
    }
}
