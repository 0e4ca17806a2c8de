package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.json.Json;
import dev.dispatch.record.RunEntry;
import dev.dispatch.record.RunStore;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;

/** {@code job list}: the newest runs of this workspace. */
final class JobListCommand implements Command {

    private static final String LIMIT = "--limit";
    private static final int USUAL_LIMIT = 20;
    private static final int GREATEST_LIMIT = 10_000;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job list", "List the newest runs of this workspace.");
        return spec.addOption(Options.text(LIMIT, "N", "at most this many; default " + USUAL_LIMIT));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        int limit = invocation.number(LIMIT, 1, GREATEST_LIMIT, USUAL_LIMIT);
        RunStore store = invocation.engine().runs();
        List<RunEntry> oneMore = store.list(limit + 1);
        List<RunEntry> shown = oneMore.subList(0, Math.min(limit, oneMore.size()));
        ArrayNode document = Json.array();
        shown.forEach(run -> document.add(RunListing.toJson(run)));
        return CommandResult.answer(document, page -> write(page, shown, oneMore.size() > limit, store), List.of());
    }

    private static void write(Page page, List<RunEntry> shown, boolean more, RunStore store) {
        if (shown.isEmpty()) {
            page.line("no runs in " + store.root());
            return;
        }
        String count = shown.size() + (shown.size() == 1 ? " run" : " runs");
        page.line((more ? "the newest " + count + ", there are more" : count) + " in " + store.root());
        page.table(RunListing.table(shown, "  "));
    }
}
