package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.comparison.ComparisonDocument;
import dev.dispatch.comparison.ComparisonRules;
import dev.dispatch.comparison.IgnoreRule;
import dev.dispatch.comparison.RunComparison;
import dev.dispatch.comparison.RunDifference;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.Places;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job diff}: compares two recorded runs; exit code 1 where they differ. */
final class JobDiffCommand implements Command {

    static final String AGAINST = "--against";

    private static final String IGNORE = "--ignore";
    private static final String TRIES = "--count-tries";
    private static final String ALL = "--all";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "job diff",
                "Compare a run with another: status, outputs, steps, responses and calls; exit code 1 where they differ.");
        spec.addOption(Options.runId());
        spec.addOption(Options.required(AGAINST, "ID", "the run that it should be like"));
        spec.addOption(Options.repeated(
                IGNORE,
                "RULE",
                "values that do not count: '$.body.id', 'STEP:$.body.id', 'outputs:$.total' or 'calls:$[*].url'"));
        spec.addOption(Options.flag(TRIES, "another number of tries of a poll counts"));
        return spec.addOption(Options.flag(ALL, "list what was ignored too, with the reason"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        ComparisonRules rules = invocation.flag(TRIES) ? ComparisonRules.ofReplay() : ComparisonRules.usual();
        RunRecord run = invocation.engine().runs().open(invocation.required(Options.RUN_ID));
        RunRecord against = invocation.engine().runs().open(invocation.required(AGAINST));
        RunComparison comparison = compare(run, against, rules, invocation);
        boolean all = invocation.flag(ALL);
        ObjectNode document = ComparisonDocument.of(comparison, run, against, all, invocation.extent());
        return new CommandResult.Answer(
                document,
                page -> new ComparisonText(page).write(document),
                next(comparison, run, against, all),
                comparison.same() ? 0 : 1);
    }

    private static RunComparison compare(
            RunRecord run, RunRecord against, ComparisonRules rules, Invocation invocation) {
        try {
            ComparisonRules more = rules;
            for (String rule : invocation.texts(IGNORE)) {
                more = more.ignoring(IgnoreRule.parse(rule));
            }
            return RunComparison.of(run, against, more);
        } catch (ProblemException e) {
            throw e.problem().code() == ProblemCode.USAGE_ERROR ? invocation.usage(e.problem()) : e;
        }
    }

    private static List<NextAction> next(RunComparison comparison, RunRecord run, RunRecord against, boolean all) {
        List<NextAction> next = new ArrayList<>();
        for (RunDifference one : comparison.differences()) {
            if (!one.place().isEmpty() && one.run() != null && !one.place().startsWith("!auth/")) {
                String place = Places.named(one.place());
                int called = place.indexOf("/>");
                next.add(NextAction.of(
                        "see the first step that differs",
                        "job",
                        "inspect",
                        Options.RUN_ID,
                        run.runId(),
                        RunSteps.STEP,
                        called < 0 ? place : place.substring(0, called)));
                break;
            }
        }
        if (!all && !comparison.ignored().isEmpty()) {
            next.add(NextAction.of(
                    "see what was ignored", "job", "diff", Options.RUN_ID, run.runId(), AGAINST, against.runId(), ALL));
        }
        return next;
    }
}
