package dev.dispatch.draft;

import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.RecordedCall;
import dev.dispatch.record.RunRecord;
import dev.dispatch.redact.Redactor;
import dev.dispatch.run.RunStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job drafted from a run: the job as it was run, with an {@code expect} where a step had none, and a {@code verification}
 * where the job had none. What its author wrote stays as it is.
 *
 * @param job the drafted job
 * @param steps what became of each step with an action, in the order of the job
 * @param verification how many rules it was given; 0 where it has its own, or where the run did not end well
 * @param notes what the draft could not say, in sentences
 */
public record JobDraft(ObjectNode job, List<DraftedStep> steps, int verification, List<String> notes) {

    private static final String ACTION_RUN = "action-run:";

    public JobDraft {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /**
     * Drafts a job; of a run that did not end well only the steps that did are given expectations.
     *
     * @throws ProblemException where the record cannot be read, or holds no job
     */
    public static JobDraft of(RunRecord run) {
        Work work = new Work(run);
        work.steps("steps");
        work.steps("finally");
        return work.finished();
    }

    private static final class Work {

        private final RunRecord run;
        private final ObjectNode job;
        private final Observations observations;
        private final Map<String, String> statuses = new HashMap<>();
        private final Map<String, JsonNode> captured = new HashMap<>();
        private final Map<String, JsonNode> known = new LinkedHashMap<>();
        private final List<DraftedStep> steps = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private int number;

        Work(RunRecord run) {
            this.run = run;
            this.job = (ObjectNode) run.job().deepCopy();
            this.observations = Observations.of(run);
            for (ObjectNode step : run.stepResults()) {
                String id = step.path("stepId").asString("");
                statuses.put(id, step.path("status").asString(""));
                captured.put(id, step.path("captured"));
            }
            run.meta().path("inputs").properties().forEach(input -> {
                JsonNode declared = job.path("inputs").path(input.getKey());
                if (declared.has("default") || declared.path("required").asBoolean(false)) {
                    know("${input." + input.getKey() + "}", input.getValue());
                }
            });
        }

        void steps(String part) {
            // Clean-up runs also where nothing was captured.
            known.keySet().removeIf(reference -> reference.startsWith("${run."));
            walk(job.path("scenario").path(part), true);
        }

        /** @param sure whether what the steps capture is there for all that follows */
        private void walk(JsonNode list, boolean sure) {
            for (JsonNode node : list) {
                number++;
                if (node instanceof ObjectNode step) {
                    String id = step.path("id").asString("step_" + number);
                    boolean always = sure
                            && !step.has("when")
                            && !step.has("parallel")
                            && !step.path("continueOnError").asBoolean(false);
                    if (step.has("action")) {
                        steps.add(step(step, id));
                        learn(id, always);
                    }
                    walk(step.path("steps"), always);
                }
            }
        }

        private DraftedStep step(ObjectNode step, String id) {
            String status = statuses.getOrDefault(id, "NOT_RUN");
            if (step.has("expect")) {
                return new DraftedStep(id, DraftedStep.Kind.KEPT, 0, status);
            }
            List<ObjectNode> rules =
                    status.equals("FAILED") ? List.of() : ExpectDraft.of(step, observations.of(id), known);
            if (rules.isEmpty()) {
                return new DraftedStep(id, DraftedStep.Kind.NONE, 0, status);
            }
            step.set("expect", Json.array().addAll(rules));
            return new DraftedStep(id, DraftedStep.Kind.DRAFTED, rules.size(), status);
        }

        /** What a step captures is known to those behind it. */
        private void learn(String id, boolean sure) {
            if (sure) {
                captured.getOrDefault(id, Json.object())
                        .properties()
                        .forEach(one -> know("${run." + one.getKey() + "}", one.getValue()));
            }
        }

        private void know(String reference, JsonNode value) {
            boolean plain = value.isNumber()
                    || (value.isString() && !value.stringValue().contains(Redactor.MARK));
            if (plain) {
                known.put(reference, value);
            }
        }

        JobDraft finished() {
            asCase();
            int verification = 0;
            if (run.status() != RunStatus.SUCCESS) {
                notes.add("The run ended " + run.status()
                        + ", so the draft has no verification of its own, and nothing is"
                        + " expected of steps that did not succeed");
            } else if (!job.has("verification")) {
                ArrayNode rules = Json.array().addAll(VerificationDraft.of(run, job));
                job.set("verification", rules);
                verification = rules.size();
            }
            return new JobDraft(job, steps, verification, notes);
        }

        /** The job of a single action was never a file; where it was sent came from the command line. */
        private void asCase() {
            String type = job.path("jobType").asString("");
            if (!type.startsWith(ACTION_RUN)) {
                return;
            }
            job.put("jobType", type.substring(ACTION_RUN.length()).replace('.', '-'));
            List<RecordedCall> calls = run.calls();
            JsonNode step = job.path("scenario").path("steps").path(0);
            if (calls.isEmpty() || job.path("http").has("baseUrl")) {
                return;
            }
            String url = calls.getFirst().url();
            String path = step.path("payload").path("path").asString("");
            int at = path.startsWith("/") ? url.indexOf(path, url.indexOf("//") + 2) : -1;
            if (step.path("action").asString("").equals("http.request")) {
                if (at > 0 && !url.contains(Redactor.MARK)) {
                    ObjectNode http = job.path("http") instanceof ObjectNode own ? own : Json.object();
                    http.put("baseUrl", url.substring(0, at));
                    job.set("http", http);
                }
            } else {
                notes.add("The record does not say whether the action was run with --base-url; it called " + url
                        + ". Write http.baseUrl into the job where it was");
            }
        }
    }
}
