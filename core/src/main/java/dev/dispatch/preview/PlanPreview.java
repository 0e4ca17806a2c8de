package dev.dispatch.preview;

import dev.dispatch.json.Json;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.plan.NetworkPlan;
import dev.dispatch.plan.Plan;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.RunServices;
import dev.dispatch.sdk.Effect;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run of a plan would do, in the form that is printed: redacted, with the totals first. */
public final class PlanPreview {

    private PlanPreview() {}

    /**
     * The members {@code totals}, {@code network} where there is anything to say of it, and {@code steps}. Nothing is sent and nothing is written.
     *
     * @param plan may lack steps whose action is not there, and values that were not given
     * @param hashOf the hash of a module's content
     */
    public static ObjectNode of(Plan plan, RunServices services, Function<LoadedModule, String> hashOf) {
        Secrets secrets = new Secrets();
        plan.secrets().forEach(secrets::add);
        List<StepPreview> steps = new StepPreviews(plan, services, secrets).all();
        StepDocument document = new StepDocument(plan, new Redactor(secrets), hashOf);
        ObjectNode json = Json.object();
        json.set("totals", totals(steps, new Redactor(secrets)));
        NetworkPlan network = plan.http().network();
        if (network != null) {
            ObjectNode shown = NetworkDocument.of(network, new Redactor(secrets));
            if (!shown.isEmpty()) {
                json.set("network", shown);
            }
        }
        ArrayNode all = json.putArray("steps");
        steps.forEach(step -> all.add(document.of(step)));
        return json;
    }

    private static ObjectNode totals(List<StepPreview> steps, Redactor redactor) {
        ObjectNode effects = Json.object();
        for (Effect effect : Effect.values()) {
            effects.put(
                    effect.word(),
                    steps.stream()
                            .filter(step -> step.node() != null && StepDocument.effect(step.node()) == effect)
                            .count());
        }
        Count calls = Count.NONE;
        Set<String> hosts = new LinkedHashSet<>();
        for (StepPreview step : steps) {
            calls = calls.plus(step.calls());
            if (step.deed() instanceof StepPreview.Deed.Sends(RequestPreview request) && request.authority() != null) {
                hosts.add(redactor.text(request.authority()));
            }
        }
        ObjectNode totals = Json.object();
        totals.put("steps", steps.size());
        totals.set("effects", effects);
        totals.set("hosts", Json.texts(hosts));
        totals.set("calls", StepDocument.count(calls));
        return totals;
    }
}
