package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShellText;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code demo serve}: keeps the demo API running until a signal comes. */
final class DemoServeCommand implements Command {

    private static final String PORT = "--port";
    private static final int GREATEST_PORT = 65_535;
    private static final Duration LONG = Duration.ofDays(1);

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("demo serve", "Serve the demo API on loopback until it is interrupted.");
        return spec.addOption(Options.text(PORT, "N", "the port; a free one is taken without it"));
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public CommandResult run(Invocation invocation) {
        int port = invocation.number(PORT, 1, GREATEST_PORT, 0);
        try (DemoApi api = DemoServer.start(port)) {
            String url = api.baseUri().toString();
            ObjectNode document = Json.object();
            document.put("baseUrl", url);
            document.put("port", api.baseUri().getPort());
            invocation.session().writer().write(CommandResult.answer(document, page -> write(page, url), List.of()));
            Cancellation cancellation = invocation.session().cancellation();
            while (!cancellation.await(LONG)) {
                // Nothing else ends it.
            }
        }
        return new CommandResult.Shown(ProblemCode.INTERRUPTED.exitCode());
    }

    private static void write(Page page, String url) {
        page.line("The demo API answers at " + url + " until you press Ctrl-C.");
        page.line("The shipped jobs use it in a shell where you typed:");
        for (String variable : DemoServer.BASE_URL_VARIABLES) {
            page.line("  export " + variable + "=" + ShellText.quote(url));
        }
    }
}
