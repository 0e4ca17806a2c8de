package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShellText;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code demo}: validates, runs and asserts a shipped job against the embedded API, by the commands themselves. */
final class DemoCommand implements Command {

    private static final String CASE = "jsonplaceholder-kitchen-sink";

    @Override
    public CommandSpec spec() {
        return Options.command("demo", "Start the demo API, run a real job against it, and check the outcome.");
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public CommandResult run(Invocation invocation) {
        try (DemoApi api = DemoServer.start(0)) {
            String url = api.baseUri().toString();
            Session session = invocation
                    .session()
                    .withVariable(DemoServer.BASE_URL_VARIABLE, url)
                    .withoutLines();
            session.writer().tell(page -> page.line("demo API at " + url + ", for as long as this demo runs"));
            return new Tour(session, url).walk();
        }
    }

    /** The commands in their order; ends at the first that does not succeed. */
    private record Tour(Session session, String url) {

        CommandResult walk() {
            String variable = DemoServer.BASE_URL_VARIABLE + "=" + ShellText.quote(url) + " ";
            CommandResult validated = step(variable, "job", "validate", Options.CASE, CASE);
            if (!(validated instanceof CommandResult.Answer valid)) {
                return validated;
            }
            CommandResult ran = step(variable, "job", "run", Options.CASE, CASE);
            if (!(ran instanceof CommandResult.Answer run)) {
                return ran;
            }
            String runId = run.document().path("runId").asString("");
            CommandResult asserted = step("", "job", "assert", Options.RUN_ID, runId);
            if (!(asserted instanceof CommandResult.Answer checks)) {
                return asserted;
            }
            return end(valid.document(), run.document(), checks);
        }

        /** Runs a command; the variable is what a shell needs before it. */
        private CommandResult step(String variable, String... words) {
            NextAction typed = new NextAction(List.of(words), "");
            session.writer()
                    .tell(page -> page.end()
                            .add(Tone.STRONG, "$ " + variable + session.shell().of(typed))
                            .end());
            if (!(Arguments.read(List.of(words)) instanceof Request.Run request)) {
                throw new IllegalStateException("not a command: " + typed);
            }
            try (Invocation step = new Invocation(request.options(), session)) {
                CommandResult result = request.command().run(step);
                if (result instanceof CommandResult.Answer answer) {
                    session.writer().tell(answer.text());
                }
                return result;
            }
        }

        private CommandResult end(JsonNode valid, JsonNode run, CommandResult.Answer checks) {
            String runId = run.path("runId").asString("");
            ObjectNode document = Json.object();
            document.set("cliVersion", run.path("cliVersion"));
            document.put("baseUrl", url);
            document.set("casePath", valid.path("casePath"));
            document.set("status", run.path("status"));
            document.put("runId", runId);
            document.set("runDir", run.path("runDir"));
            document.set("overall", checks.document().path("overall"));
            List<NextAction> next = new ArrayList<>();
            next.add(RunSteps.inspect(runId, Optional.empty()));
            next.add(RunSteps.readable(runId));
            next.add(NextAction.of("see the other jobs", "job", "cases"));
            next.add(NextAction.of("keep the demo API running, to run them against it", "demo", "serve"));
            return new CommandResult.Answer(
                    document, page -> write(page, run, checks.exitCode() == 0), next, checks.exitCode());
        }

        private static void write(Page page, JsonNode run, boolean passed) {
            page.end();
            page.line(
                    passed
                            ? "Done: a job of HTTP calls was validated, run, recorded and checked."
                            : "The job ran, but a check of its record failed.");
            page.line("The record is in " + run.path("runDir").asString(""));
        }
    }
}
