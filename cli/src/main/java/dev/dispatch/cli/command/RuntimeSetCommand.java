package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.job.RunNames;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.state.RuntimeOverrides;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** {@code runtime set}: stores a value that every run has from its start. */
final class RuntimeSetCommand implements Command {

    private static final String ARGUMENT = "KEY=JSON";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "runtime set", "Store a value that every run has as run.<key>, until a step captures another.");
        return spec.addPositional(
                Options.argument(ARGUMENT, "the key and its value as JSON, such as tenant='\"acme\"' or limit=5"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        String given = invocation.argument();
        int equals = given.indexOf('=');
        if (equals < 1) {
            throw invocation.usage("'runtime set' takes " + ARGUMENT + ", not '" + given + "'");
        }
        String key = given.substring(0, equals);
        checkName(invocation, key);
        JsonNode value = value(invocation, key, given.substring(equals + 1));
        RuntimeOverrides overrides = invocation.engine().runtimeOverrides();
        Optional<JsonNode> before = overrides.set(key, value);
        StoredValues stored = new StoredValues(overrides.path(), overrides.read(), RuntimeShowCommand.NOUN)
                .changed(key, before, Optional.of(value));
        return CommandResult.answer(
                stored.toJson(),
                stored::write,
                List.of(NextAction.of("show all that every run has", "runtime", "show")));
    }

    private static void checkName(Invocation invocation, String key) {
        IssueList issues = IssueList.withoutText();
        RunNames.checkOverride(IssueCode.SCHEMA_ERROR, key, Pointer.ROOT.child(key), issues);
        if (!issues.isEmpty()) {
            throw invocation.usage(Problem.of(
                    ProblemCode.USAGE_ERROR,
                    "The key '" + key + "' cannot be used; nothing was stored",
                    issues.issues()));
        }
    }

    private static JsonNode value(Invocation invocation, String key, String text) {
        try {
            JsonSource source = JsonSource.read(text);
            if (source.duplicates().isEmpty()) {
                return source.root();
            }
            JsonSource.Duplicate twice = source.duplicates().getFirst();
            throw invocation.usage("The value of '" + key + "' has the member '"
                    + twice.pointer().dotted() + "' twice; nothing was stored");
        } catch (JsonSyntaxException e) {
            Issue issue = Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT.child(key), String.valueOf(e.getMessage()))
                    .atPosition(Optional.of(e.position()))
                    .expected("JSON; a string stands in double quotes inside of the shell's quotes: " + key
                            + "='\"text\"'")
                    .actual(text);
            String quoted = key + "=" + Json.compact(Json.text(text));
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "The value of '" + key + "' is not JSON; nothing was stored",
                            List.of(issue))
                    .next(List.of(NextAction.of("store that text as a string", "runtime", "set", quoted)))
                    .exception();
        }
    }
}
