package dev.dispatch.plan;

import dev.dispatch.expression.Generator;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.job.InputDeclaration;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.sdk.Effect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job that another one calls: checked, but for the values of its inputs.
 *
 * @param file where it was found
 * @param plan all that is settled without the inputs; it has none
 * @param generator where made values come from
 * @param height how many jobs call each other from here on, this one included
 */
public record CalledJob(Path file, Plan plan, Generator generator, int height) {

    /** What comes of values for its inputs. */
    public sealed interface Settled {

        /** It may be run. */
        record Ready(Plan plan) implements Settled {}

        /** The values do not fit; the pointers begin with {@code /inputs}, as in the payload of the call. */
        record BadInputs(List<Issue> issues) implements Settled {
            public BadInputs {
                issues = List.copyOf(issues);
            }
        }

        /** The {@code http} block of the called job cannot be used with them; the pointers are in its own file. */
        record BadHttp(List<Issue> issues) implements Settled {
            public BadHttp {
                issues = List.copyOf(issues);
            }
        }
    }

    /** The name of the file. */
    public String name() {
        return String.valueOf(file.getFileName());
    }

    /**
     * The plan of one call.
     *
     * @param values of the inputs
     * @param caller whose {@code http} counts where the job sets none
     */
    public Settled with(ObjectNode values, HttpPlan caller) {
        IssueList issues = IssueList.withoutText();
        ObjectNode inputs = InputResolution.resolve(plan.job().inputs(), new GivenInputs(List.of(), values), issues);
        if (!issues.isEmpty()) {
            return new Settled.BadInputs(issues.issues());
        }
        Set<String> secrets = new LinkedHashSet<>(plan.secrets());
        secrets.addAll(secretsIn(inputs));
        ObjectNode profiles = Json.object();
        plan.credentials().forEach(profiles::set);
        TreeScope known =
                new TreeScope(Map.of("env", plan.environment(), "input", inputs, "credential", profiles), generator);
        IssueList faults = IssueList.about(plan.job().source());
        // A base URL without a value must not become that of the caller.
        new GivenValueCheck(plan.job(), inputs, known, caller.policies())
                .check(
                        TextReferences.in(
                                plan.job().source().root().path("http"), Pointer.ROOT.child("http"), JobRoots.PAYLOAD),
                        faults);
        List<String> hidden = new ArrayList<>(secrets);
        HttpPlan http = new HttpResolution(plan.job(), known, hidden, faults).resolve(caller, folder());
        return faults.isEmpty()
                ? new Settled.Ready(plan.called(inputs, http, hidden))
                : new Settled.BadHttp(faults.issues());
    }

    /** The values of those inputs that are secret. */
    public List<String> secretsIn(JsonNode inputs) {
        List<String> secrets = new ArrayList<>();
        for (InputDeclaration input : plan.job().inputs().values()) {
            SecretValues.addInput(input, inputs, secrets);
        }
        return secrets;
    }

    /** Whether this job writes a member of {@code http} itself, and so inherits none. */
    public boolean hasHttp(String member) {
        return plan.job().source().root().path("http").has(member);
    }

    private Path folder() {
        Path folder = file.getParent();
        return folder == null ? Path.of("") : folder;
    }

    /** The worst effect of its steps and of the jobs that it calls; empty where that of one is not known. */
    Optional<Effect> effect() {
        List<Plan> plans = new ArrayList<>();
        plans.add(plan);
        plan.calls().forEach(further -> plans.add(further.plan()));
        Effect worst = Effect.READ;
        for (Plan each : plans) {
            for (Node.Leaf leaf : each.leaves()) {
                Optional<Effect> effect =
                        leaf instanceof Node.Call ? Optional.of(Effect.READ) : EffectCheck.known(leaf);
                if (effect.isEmpty()) {
                    return Optional.empty();
                }
                worst = effect.get().compareTo(worst) > 0 ? effect.get() : worst;
            }
        }
        return Optional.of(worst);
    }

    /** The action of a call as references see it: its response has the outputs of this job, and nothing else. */
    ActionDefinition describing(ActionDefinition call) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode outputs = schema.putObject("properties");
        plan.job().outputs().keySet().forEach(outputs::putObject);
        schema.put("additionalProperties", false);
        return new ActionDefinition(
                call.key(),
                call.description(),
                call.effect(),
                call.inputSchema(),
                call.exportsSchema(),
                call.credentialSchema(),
                schema,
                call.credentialFlow(),
                call.body());
    }

    /**
     * A finding about inputs as the caller sees it: what a command line could do is no use there.
     *
     * @param payload of the call
     */
    public Issue toldToCaller(Issue issue, Pointer payload) {
        boolean unknown = issue.code() == IssueCode.UNKNOWN_INPUT;
        String words = unknown
                ? issue.message().replace("by this job", "by " + name())
                : issue.message() + " (" + name() + ")";
        Issue told = Issue.at(issue.code(), payload.append(issue.pointer()), words)
                .expected(String.valueOf(issue.expected()))
                .actual(String.valueOf(issue.actual()));
        return unknown ? told.suggestName(issue.suggestions()) : told;
    }
}
