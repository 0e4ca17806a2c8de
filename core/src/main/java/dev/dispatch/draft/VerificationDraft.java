package dev.dispatch.draft;

import dev.dispatch.json.Json;
import dev.dispatch.jsonpath.PathText;
import dev.dispatch.record.RecordedCall;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.Places;
import dev.dispatch.run.StepStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Drafts the {@code verification} of a run that went well: its status, steps, calls and outputs. */
final class VerificationDraft {

    private static final int MOST_STEPS = 10;
    private static final int MOST_OUTPUTS = 12;
    private static final int MOST_OF_AN_OUTPUT = 4;

    /** An output with one of these follows what else happens, or is another one each time. */
    private static final List<String> LOOSE = List.of(
            "count(",
            "sum(",
            "min(",
            "max(",
            "first(",
            "randomInt(",
            "attempts",
            "elapsed",
            "size",
            "length",
            "env.",
            ".status",
            "run.",
            ".id}",
            "Id}",
            "total",
            "balance");

    private final RunRecord run;
    private final JsonNode job;
    private final Set<String> certain = new HashSet<>();
    private final Set<String> plain = new HashSet<>();
    private boolean unsure;

    private VerificationDraft(RunRecord run, JsonNode job) {
        this.run = run;
        this.job = job;
        for (String part : List.of("steps", "finally")) {
            collect(job.path("scenario").path(part), false);
        }
    }

    static List<ObjectNode> of(RunRecord run, JsonNode job) {
        VerificationDraft draft = new VerificationDraft(run, job);
        List<ObjectNode> rules = new ArrayList<>();
        rules.add(rule("$.summary.status", "eq", Json.text("SUCCESS")));
        draft.steps(rules);
        draft.calls(rules);
        draft.outputs(rules);
        return rules;
    }

    /** Steps that run whenever the job does, and those of them that run once. */
    private void collect(JsonNode steps, boolean around) {
        for (JsonNode step : steps) {
            boolean open =
                    around || step.has("when") || step.path("continueOnError").asBoolean(false);
            boolean loop = step.has("forEach") || step.has("repeat");
            String id = step.path("id").asString("");
            unsure |= open;
            if (!open) {
                certain.add(id);
            }
            boolean single = step.path("action").asString("").equals("http.request") && !step.has("retry");
            if (!open && !loop && single) {
                plain.add(id);
            }
            if (!loop) {
                collect(step.path("steps"), open);
            }
        }
    }

    private void steps(List<ObjectNode> rules) {
        int most = rules.size() + MOST_STEPS;
        for (ObjectNode step : run.stepResults()) {
            String id = step.path("stepId").asString("");
            boolean good = step.path("status").asString("").equals(StepStatus.SUCCEEDED.name());
            if (certain.contains(id) && good && rules.size() < most) {
                String path = PathText.member(PathText.member("$.steps", id), "status");
                rules.add(rule(path, "eq", Json.text(StepStatus.SUCCEEDED.name())));
            }
        }
    }

    /** Their exact number only where every step that calls is a single request that is always made. */
    private void calls(List<ObjectNode> rules) {
        Map<String, Integer> byStep = new HashMap<>();
        boolean exact = !unsure;
        for (RecordedCall call : run.calls()) {
            String path = call.path();
            String id = call.stepId();
            boolean once =
                    byStep.merge(id, 1, Integer::sum) == 1 && Places.attempt(path) == 1 && !path.startsWith("!auth/");
            exact &= once && plain.contains(id);
        }
        long sure = byStep.keySet().stream().filter(certain::contains).count();
        if (exact && !byStep.isEmpty()) {
            rules.add(rule("$.calls", "length_eq", Json.number(byStep.size())));
        } else if (sure > 0) {
            rules.add(rule("$.calls", "length_gte", Json.number(sure)));
        }
    }

    private void outputs(List<ObjectNode> rules) {
        JsonNode outputs = run.summary().path("outputs");
        int most = rules.size() + MOST_OUTPUTS;
        for (Map.Entry<String, JsonNode> output : job.path("outputs").properties()) {
            String name = output.getKey();
            JsonNode value = outputs.path(name);
            String written = Json.compact(output.getValue());
            if (value.isMissingNode() || written.contains("?}")) {
                continue;
            }
            ValueRules drafted = new ValueRules(Flows.none(), MOST_OF_AN_OUTPUT);
            String path = PathText.member("$.outputs", name);
            if (isInput(output.getValue()) && !value.isContainer() && !value.isNull()) {
                drafted.add(path, Json.object().put("op", "eq").set("value", output.getValue()));
            } else {
                boolean loose = LOOSE.stream().anyMatch(written::contains);
                drafted.add(path, name, List.of(value), loose, 1);
            }
            for (ObjectNode rule : drafted.rules()) {
                if (rules.size() < most) {
                    rules.add(rule);
                }
            }
        }
    }

    /** Whether the output is an input as it was given. */
    private static boolean isInput(JsonNode written) {
        String text = written.isString() ? written.stringValue() : "";
        return text.startsWith("${input.") && text.indexOf('}') == text.length() - 1 && !text.contains(":-");
    }

    private static ObjectNode rule(String path, String operator, JsonNode value) {
        return Json.object().put("path", path).put("op", operator).set("value", value);
    }
}
