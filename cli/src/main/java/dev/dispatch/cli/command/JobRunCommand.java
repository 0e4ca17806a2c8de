package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.FilledText;
import dev.dispatch.cli.output.Rendering;
import dev.dispatch.cli.output.RunText;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.engine.PlanReply;
import dev.dispatch.engine.RunReply;
import dev.dispatch.plan.PlanHash;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.run.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code job run}: runs a job and records it. */
final class JobRunCommand implements Command {

    static final String PLAN_HASH = "--plan-hash";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job run", "Run a job and record it.");
        spec.addOption(Options.casePath());
        spec.addOption(Options.flag(FillAdvice.RESOLVE, "first run the jobs that fill what memory lacks"));
        spec.addOption(Options.text(PLAN_HASH, "HASH", "refuse to run another plan than the one job plan has shown"));
        spec.addOption(
                Options.flag(
                        Options.EVENTS,
                        "tell the run as it goes: a JSON document a line on stdout, the last one is the result (as --json has it)"));
        return JobInputs.addTo(spec);
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public CommandResult run(Invocation invocation) {
        JobInputs inputs = new JobInputs(invocation);
        String reference = invocation.required(Options.CASE);
        JobRequest request =
                new JobRequest(reference, inputs.read(), invocation.flag(FillAdvice.RESOLVE), planHash(invocation));
        Session session = invocation.session();
        RunListener progress = session.progress().get();
        RunListener listener =
                invocation.flag(Options.EVENTS) ? session.writer().events().and(progress) : progress;
        RunReply reply = invocation.engine().run(request, listener, session.cancellation());
        return switch (reply) {
            case RunReply.Refused refused -> refused(refused, request, inputs, invocation);
            case RunReply.Finished finished -> finished(new FinishedRun(finished, invocation.extent()), invocation);
        };
    }

    private static CommandResult refused(
            RunReply.Refused refused, JobRequest request, JobInputs inputs, Invocation invocation) {
        Problem problem = FillAdvice.add(refused.problem(), refused.fillable(), inputs, request.reference());
        if (request.planHash() != null) {
            problem = withPlan(problem, request, inputs, invocation);
        }
        return refused.filled().isEmpty()
                ? CommandResult.failure(problem)
                : new CommandResult.Failure(problem, Optional.of(new FilledText(refused.filled())));
    }

    private static @Nullable String planHash(Invocation invocation) {
        Optional<String> given = invocation.text(PLAN_HASH);
        if (given.isEmpty()) {
            return null;
        }
        return PlanHash.read(given.get())
                .orElseThrow(() -> invocation.usage("Option " + PLAN_HASH
                        + " takes the hash that job plan prints, sha256: and 64 hexadecimal digits, not '"
                        + given.get() + "'"));
    }

    /** Where the plan is another one, the command that shows it comes next. */
    private static Problem withPlan(Problem problem, JobRequest request, JobInputs inputs, Invocation invocation) {
        boolean changed = problem.issues().stream().anyMatch(issue -> issue.code() == IssueCode.PLAN_CHANGED);
        if (!changed
                || !(invocation.engine().plan(request) instanceof PlanReply.Planned planned)
                || inputs.again(planned.job()).isEmpty()) {
            return problem;
        }
        List<String> words = new ArrayList<>(List.of("job", "plan", Options.CASE, request.reference()));
        words.addAll(inputs.again(planned.job()).get());
        return problem.next(List.of(new NextAction(words, "show the plan as it is now")));
    }

    private static CommandResult finished(FinishedRun run, Invocation invocation) {
        RunText ran = new RunText(run.result(), run.runDir());
        Rendering text = run.reply().filled().isEmpty()
                ? ran
                : page -> {
                    new FilledText(run.reply().filled()).writeTo(page);
                    ran.writeTo(page);
                };
        return run.answer("job run", run.toJson(invocation.version()), text, invocation.engine());
    }
}
