package dev.dispatch.record;

import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.run.StepStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes once through a plan and says of each execution whether it is taken over or still to run. */
final class ResumeWalk {

    /** A step that is still to run, and what it did before. */
    private record Open(
            Plan plan, Node node, String place, @Nullable PastExecution before) {}

    private final Plan plan;
    private final PastExecutions executions;
    private final PastNeeds needs;
    private final List<Open> open = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final Map<String, Plan> jobs = new LinkedHashMap<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private final Set<String> finals = new LinkedHashSet<>();

    ResumeWalk(Plan plan, PastExecutions executions) {
        this.plan = plan;
        this.executions = executions;
        this.needs = new PastNeeds(executions);
    }

    void run() {
        job(plan, "");
        taken.forEach(needs::taken);
        for (Open step : open) {
            needs.of(step.plan(), step.node(), step.place());
        }
        jobs.forEach((place, job) -> needs.ofOutputs(job, place));
    }

    private void job(Plan job, String place) {
        jobs.put(place, job);
        boolean well = nodes(job, job.steps(), place);
        String last = place + PlanPlaces.FINALLY;
        if (!well && !executions.inside(last).isEmpty()) {
            finals.add(last);
        }
        nodes(job, job.finalSteps(), last + "/");
    }

    /** Whether all of them have ended for good. */
    private boolean nodes(Plan job, List<Node> nodes, String at) {
        boolean all = true;
        for (Node node : nodes) {
            all &= node(job, node, at + node.step().id());
        }
        return all;
    }

    private boolean node(Plan job, Node node, String place) {
        if (node.step().loop() == null || isFinal(node, place)) {
            return execution(job, node, place);
        }
        open.add(new Open(job, node, place, null));
        noteFailed(place);
        for (String pass : executions.passes(place)) {
            execution(job, node, pass);
        }
        return false;
    }

    private boolean isFinal(Node node, String place) {
        PastExecution execution = executions.get(place);
        return execution != null && execution.isFinal(node.step().continueOnError());
    }

    private boolean execution(Plan job, Node node, String place) {
        if (isFinal(node, place)) {
            taken.add(place);
            return true;
        }
        open.add(new Open(job, node, place, executions.get(place)));
        noteFailed(place);
        switch (node) {
            case Node.Block block -> nodes(job, block.nodes(), place + "/");
            case Node.Call call -> {
                if (!executions.inside(place).isEmpty()) {
                    job(call.called().plan(), place + "/" + PlanPlaces.CALLED + "/");
                }
            }
            case Node.Action _, Node.Poll _ -> {}
        }
        return false;
    }

    private void noteFailed(String place) {
        PastExecution execution = executions.get(place);
        if (execution != null && execution.is(StepStatus.FAILED)) {
            failed.add(place);
        }
    }

    /** Places of executions whose values are needed. */
    Set<String> needed() {
        return needs.needed();
    }

    /** Places of executions that were given cookies which a step that is still to run may have to send. */
    Set<String> cookies() {
        Set<String> sites = new LinkedHashSet<>();
        for (Open step : open) {
            sites.addAll(CookieSites.of(step.plan(), step.node()));
        }
        Set<String> givers = new LinkedHashSet<>();
        for (String place : taken) {
            executions.within(place).forEach((at, execution) -> {
                boolean gave = execution.calls().stream()
                        .anyMatch(call -> call.gaveCookies() && CookieSites.mayMatch(sites, call.url()));
                if (gave) {
                    givers.add(at);
                }
            });
        }
        return givers;
    }

    /** What is executed once more although it had ended. */
    List<String> again() {
        List<String> all = new ArrayList<>(finals);
        failed.stream()
                .filter(place -> finals.stream().noneMatch(last -> place.startsWith(last + "/")))
                .forEach(all::add);
        return all;
    }

    /** How many executions of steps are taken over. */
    int steps() {
        int count = 0;
        for (String place : taken) {
            for (PastExecution execution : executions.within(place).values()) {
                boolean holds =
                        execution.action().equals("block") || execution.action().equals("parallel");
                count += ResumeCheck.isExecuted(execution) && !holds ? 1 : 0;
            }
        }
        return count;
    }

    /** What is not safe to do again. */
    void report(ResumeFaults faults) {
        for (Open step : open) {
            PastExecution before = step.before();
            boolean cleaning = finals.stream().anyMatch(last -> step.place().startsWith(last + "/"));
            if (before == null || cleaning || !(step.node() instanceof Node.Leaf) || step.node() instanceof Node.Call) {
                continue;
            }
            if (before.is(StepStatus.FAILED)) {
                faults.failed(step.node(), step.place(), before);
            } else {
                faults.cutOff(step.node(), step.place(), before);
            }
        }
        for (String last : finals) {
            faults.cleanedUp(last, executions.inside(last));
        }
    }
}
