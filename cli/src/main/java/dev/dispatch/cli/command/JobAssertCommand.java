package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.DifferenceText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.AssertionRequest;
import dev.dispatch.record.AssertionResult;
import dev.dispatch.record.Assertions;
import dev.dispatch.record.RunRecord;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** {@code job assert}: checks what a run left behind; exit code 1 where a check fails. */
final class JobAssertCommand implements Command {

    private static final String CHECK = "--check";
    private static final String PARAM = "--param";
    private static final String STRICT = "--strict-params";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job assert", "Check the record of a run, and the job's own verification.");
        spec.addOption(Options.runId());
        spec.addOption(Options.repeated(
                CHECK, "NAME", "a further check: module-resolution-present, calls-count-min, max-duration"));
        spec.addOption(Options.repeated(
                PARAM, "NAME=VALUE", "a number for a check: min of calls-count-min, ms of max-duration"));
        spec.addOption(RuleOption.spec());
        return spec.addOption(Options.flag(STRICT, "refuse parameters that no check takes"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        AssertionRequest request = new AssertionRequest(
                invocation.texts(CHECK),
                Pairs.map(invocation, PARAM),
                invocation.flag(STRICT),
                RuleOption.read(invocation));
        RunRecord run = invocation.engine().runs().open(invocation.required(Options.RUN_ID));
        AssertionResult result = check(run, request, invocation);
        return new CommandResult.Answer(
                result.toJson(),
                page -> write(page, result),
                result.passed() ? List.of() : next(run),
                result.passed() ? 0 : 1);
    }

    private static AssertionResult check(RunRecord run, AssertionRequest request, Invocation invocation) {
        try {
            return Assertions.check(run, request);
        } catch (ProblemException e) {
            boolean typed = e.problem().code() == ProblemCode.USAGE_ERROR
                    && e.problem().next().isEmpty();
            throw typed ? invocation.usage(e.problem()) : e;
        }
    }

    private static List<NextAction> next(RunRecord run) {
        return List.of(
                RunSteps.inspect(run.runId(), RunSteps.failedStep(run.summary())),
                NextAction.of("print the whole record", "job", "dump", Options.RUN_ID, run.runId()));
    }

    private static void write(Page page, AssertionResult result) {
        page.add(result.passed() ? Tone.GOOD : Tone.BAD, word(result.passed())).line("  " + result.runId());
        Table table = new Table("  ");
        for (AssertionResult.Check check : result.checks()) {
            table.row(List.of(
                    Table.toned(check.passed() ? Tone.GOOD : Tone.BAD, word(check.passed())),
                    Table.plain(check.name()),
                    Table.plain(Optional.ofNullable(check.reason()).orElse(""))));
        }
        page.table(table);
        result.checks().forEach(check -> writeDifferences(page, check));
    }

    private static void writeDifferences(Page page, AssertionResult.Check check) {
        if (check.passed() || check.details() == null) {
            return;
        }
        for (JsonNode rule : check.details().path("rules")) {
            if (DifferenceText.isIn(rule)) {
                page.line(check.name() + ", " + rule.path("path").asString(""));
                DifferenceText.write(page, "  ", rule);
            }
        }
    }

    private static String word(boolean passed) {
        return passed ? "PASS" : "FAIL";
    }
}
