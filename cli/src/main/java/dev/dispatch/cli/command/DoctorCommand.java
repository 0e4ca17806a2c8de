package dev.dispatch.cli.command;

import dev.dispatch.cli.check.CheckResult;
import dev.dispatch.cli.check.CheckResult.Status;
import dev.dispatch.cli.check.Doctor;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.cli.skill.Skill;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code doctor}: whether everything is there that dispatch needs, and what to do where it is not. */
final class DoctorCommand implements Command {

    private static final String MENDING = "        to mend it: ";

    @Override
    public CommandSpec spec() {
        return Options.command("doctor", "Check what dispatch needs: Java, folders, modules, memory, configuration.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        EngineSettings settings = invocation.session().settings();
        List<CheckResult> checks = new Doctor(settings, invocation.engine()).check();
        List<NextAction> next =
                checks.stream().flatMap(check -> check.next().stream()).toList();
        ArrayNode shown = Json.array();
        checks.forEach(check -> shown.add(check.toJson()));
        if (count(checks, Status.FAIL) > 0) {
            Problem problem = Problem.of(ProblemCode.RUNTIME_ERROR, "doctor checks failed")
                    .details(Json.object().set("checks", shown))
                    .next(next);
            return new CommandResult.Failure(problem, Optional.of(page -> write(page, checks)));
        }
        ObjectNode document = Json.object();
        document.put("ok", true);
        document.put("cliVersion", settings.version());
        skillVersion(settings).ifPresent(version -> document.put("skillVersion", version));
        document.set("checks", shown);
        return CommandResult.answer(document, page -> write(page, checks), next);
    }

    /** Empty where there is no skill, which is one of the checks. */
    private static Optional<String> skillVersion(EngineSettings settings) {
        try {
            return Optional.of(Skill.shipped(settings.distribution()).version());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static long count(List<CheckResult> checks, Status status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }

    private static void write(Page page, List<CheckResult> checks) {
        int width =
                checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        page.line(checks.size() + " checks, " + count(checks, Status.FAIL) + " failed, " + count(checks, Status.WARN)
                + " to look at");
        for (CheckResult check : checks) {
            String word = check.status().word();
            page.add("  ").add(tone(check.status()), word).add(" ".repeat(6 - word.length()));
            page.add(check.name())
                    .add(" ".repeat(width - check.name().length() + 2))
                    .line(check.message());
            if (check.mend() != null) {
                page.add(MENDING).line(check.mend());
            }
        }
    }

    private static Tone tone(Status status) {
        return switch (status) {
            case OK -> Tone.GOOD;
            case WARN -> Tone.CAUTION;
            case FAIL -> Tone.BAD;
        };
    }
}
