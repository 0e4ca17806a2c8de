package dev.dispatch.engine;

import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.NearActions;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Says why an action may not run; its inputs are shown as what was typed, not as a job's payload. */
final class ActionRefusal {

    private static final String INPUTS = "action input preflight failed";
    private static final String CREDENTIAL = "action credential preflight failed";

    /** What preflight found where there is nothing to complete a path with. */
    private static final String NO_BASE_URL = "no base URL";

    private ActionRefusal() {}

    static Problem of(PreflightResult.Rejected rejected, ActionDefinition action) {
        List<Issue> issues = new ArrayList<>();
        rejected.issues().forEach(issue -> issues.add(typed(worded(issue, action))));
        String message = rejected.jobIssues().isEmpty() ? CREDENTIAL : INPUTS;
        return problem(message, issues, action.key().toString(), rejected.next());
    }

    static Problem ofInputs(List<Issue> issues, String action) {
        return problem(INPUTS, issues, action, List.of());
    }

    /** No module has the action: what may have been meant, and how its module can be had. */
    static Problem ofUnknown(String key, Situation situation) {
        ModuleRegistry modules = situation.registry();
        ObjectNode details = Json.object().put("action", key);
        Suggestions.add(details, NearActions.of(key, modules.actions().keySet()));
        List<NextAction> next = new ArrayList<>();
        Optional<String> missing = ActionKey.parse(key)
                .map(ActionKey::module)
                .filter(name -> modules.module(name).isEmpty());
        Optional<BrokenModule> broken = missing.flatMap(modules::broken);
        broken.ifPresentOrElse(
                module -> next.add(module.check()),
                () -> missing.ifPresent(name -> next.addAll(MissingModules.install(name, situation.config()))));
        next.add(NextAction.of("list the modules and actions that are there", "module", "list"));
        return Problem.of(
                        ProblemCode.NOT_FOUND,
                        "There is no action '" + key + "'"
                                + broken.map(BrokenModule::afterMissing).orElse(""))
                .details(details)
                .next(next);
    }

    private static Problem problem(String message, List<Issue> issues, String action, List<NextAction> first) {
        NextAction schema =
                NextAction.of("show what the action takes and gives", "schema", "action", "--name", action, "--print");
        List<NextAction> next = new ArrayList<>(first);
        next.add(schema);
        return new Problem(Refusal.code(issues), message, Json.object().put("action", action), issues, next);
    }

    /** Says it in the options of the command, where the job that was made would be spoken of. */
    private static Issue worded(Issue issue, ActionDefinition action) {
        return switch (issue.code()) {
            case MISSING_CREDENTIAL_ENV -> {
                String field = issue.attributes().path("field").asString("");
                yield message(
                        withoutProfile(issue),
                        " for credential profile '" + ActionJob.PROFILE + "'",
                        " for --credential " + field);
            }
            case ACTION_REQUIRES_CREDENTIAL ->
                issue.expected(options(action)).actual("no --credential").suggest(List.of());
            case UNEXPECTED_CREDENTIAL_BINDING ->
                withoutProfile(issue)
                        .expected("no --credential")
                        .actual("--credential")
                        .suggest("leave out --credential");
            case INVALID_CREDENTIAL_BINDING -> binding(withoutProfile(issue), action);
            case INVALID_HTTP_CONFIG -> baseUrl(issue, action);
            default -> issue;
        };
    }

    /** A field that is not bound as it should be, or the value of one that is. */
    private static Issue binding(Issue issue, ActionDefinition action) {
        if (issue.attributes().has("env")) {
            String field = issue.attributes().path("field").asString("");
            return message(issue, " for credential profile '" + ActionJob.PROFILE + "'", " for --credential " + field);
        }
        return message(issue, "Credential profile '" + ActionJob.PROFILE + "'", "--credential")
                .expected(options(action));
    }

    private static Issue withoutProfile(Issue issue) {
        ObjectNode facts = issue.attributes().deepCopy();
        facts.remove("profile");
        return issue.with(facts);
    }

    private static Issue baseUrl(Issue issue, ActionDefinition action) {
        if (NO_BASE_URL.equals(issue.actual())) {
            Issue missing = Issue.at(
                    issue.code(),
                    issue.pointer(),
                    "'" + action.key() + "' calls a relative path, and there is no base URL");
            return missing.expected("--base-url <URL>").actual(NO_BASE_URL);
        }
        return issue.pointer().text().startsWith("/scenario/")
                ? issue.expected("an absolute http or https URL in the module, or --base-url <URL>")
                : issue;
    }

    /** The options that pass each field that the action needs. */
    private static String options(ActionDefinition action) {
        List<String> options = new ArrayList<>();
        if (action.credentialSchema() != null) {
            action.credentialSchema()
                    .path("required")
                    .forEach(field -> options.add("--credential " + field.asString("") + "=<ENV>"));
        }
        return options.isEmpty() ? "--credential <FIELD>=<ENV>" : String.join(" ", options);
    }

    private static Issue message(Issue issue, String words, String others) {
        return new Issue(
                issue.code(),
                issue.stepId(),
                issue.path(),
                issue.pointer(),
                issue.position(),
                issue.message().replace(words, others),
                issue.expected(),
                issue.actual(),
                issue.suggestions(),
                issue.attributes());
    }

    /** The job was made for this call, so its lines, pointers and patches mean nothing to who typed the inputs. */
    private static Issue typed(Issue issue) {
        String payload = ActionJob.PAYLOAD.text();
        String text = issue.pointer().text();
        Pointer at = text.startsWith(payload)
                ? new Pointer(Pointer.ROOT.child("inputs").text() + text.substring(payload.length()))
                : Pointer.ROOT;
        ObjectNode attributes = issue.attributes().deepCopy();
        attributes.remove("patch");
        return new Issue(
                issue.code(),
                null,
                at.dotted(),
                at,
                null,
                issue.message(),
                issue.expected(),
                issue.actual(),
                issue.suggestions(),
                attributes);
    }
}
