package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.RunText;
import dev.dispatch.cli.output.Sizes;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.json.Listing;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.RunPruning;
import dev.dispatch.record.RunStore;
import dev.dispatch.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job prune}: removes old runs. */
final class JobPruneCommand implements Command {

    private static final String KEEP = "--keep";
    private static final String OLDER_THAN = "--older-than";
    private static final String DRY_RUN = "--dry-run";

    private static final int GREATEST = 1_000_000;
    private static final int MOST_DIGITS_OF_DAYS = 5;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "job prune",
                "Remove old runs of this workspace; one that is in progress stays, and memory is not touched.");
        spec.addOption(Options.text(KEEP, "N", "all but the N newest runs; latest stays, unless N is 0"));
        spec.addOption(Options.text(OLDER_THAN, "D", "those that started longer ago, such as 12h or 30d"));
        return spec.addOption(Options.flag(DRY_RUN, "only say what would be removed"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        RunPruning.Rule rule = rule(invocation);
        boolean dryRun = invocation.flag(DRY_RUN);
        RunStore store = invocation.engine().runs();
        RunPruning.Pruned pruned = RunPruning.prune(store, rule, dryRun);
        ObjectNode document = Json.object();
        document.put("root", store.root().toString());
        document.put("dryRun", dryRun);
        document.put("kept", pruned.kept());
        document.put("inProgress", pruned.inProgress());
        document.put("leftovers", pruned.leftovers());
        document.put("bytesFreed", pruned.bytes());
        List<RunPruning.Removed> shown =
                Listing.add(document, "removed", pruned.removed(), invocation.extent(), JobPruneCommand::toJson);
        if (pruned.failures().isEmpty()) {
            return CommandResult.answer(document, page -> write(page, pruned, shown, store, dryRun), List.of());
        }
        return CommandResult.failure(Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        pruned.removed().size() + " runs were removed from " + store.root()
                                + ", but not everything could be: "
                                + pruned.failures().getFirst())
                .details(Json.object()
                        .put("root", store.root().toString())
                        .set("failures", Json.texts(pruned.failures()))));
    }

    private static RunPruning.Rule rule(Invocation invocation) {
        Optional<String> age = invocation.text(OLDER_THAN);
        if (age.isPresent() == invocation.text(KEEP).isPresent()) {
            throw invocation.usage("Say which runs go: either " + KEEP + " N or " + OLDER_THAN + " D"
                    + (age.isPresent() ? ", not both" : ""));
        }
        if (age.isEmpty()) {
            return new RunPruning.Rule.Keep(invocation.number(KEEP, 0, GREATEST, 0));
        }
        Duration duration = duration(age.get())
                .orElseThrow(() -> invocation.usage("Option " + OLDER_THAN
                        + " takes <n>d, <n>h, <n>m or <n>s, such as 30d or 12h, not '" + age.get() + "'"));
        Instant now = invocation.session().settings().clock().instant();
        return new RunPruning.Rule.StartedBefore(now.minus(duration));
    }

    private static Optional<Duration> duration(String text) {
        String days = text.endsWith("d") ? text.substring(0, text.length() - 1) : "";
        boolean number = !days.isEmpty()
                && days.length() <= MOST_DIGITS_OF_DAYS
                && days.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Duration.ofDays(Integer.parseInt(days))) : Durations.parse(text);
    }

    private static ObjectNode toJson(RunPruning.Removed removed) {
        return RunListing.toJson(removed.run()).put("bytes", removed.bytes());
    }

    private static void write(
            Page page, RunPruning.Pruned pruned, List<RunPruning.Removed> shown, RunStore store, boolean dryRun) {
        int count = pruned.removed().size();
        String size = count == 0 ? "" : ", " + Sizes.show(pruned.bytes());
        page.add(Tone.GOOD, dryRun ? "would remove" : "removed")
                .line("  " + Counted.of(shown.size(), count, "run") + size + "  from " + store.root());
        Table table = new Table("  ").whole(1);
        for (RunPruning.Removed removed : shown) {
            table.row(List.of(
                    Table.toned(
                            RunText.tone(removed.run().status()),
                            removed.run().status().name()),
                    Table.plain(removed.run().runId()),
                    Table.plain(removed.run().jobType()),
                    Table.plain(Sizes.show(removed.bytes()))));
        }
        page.table(table);
        page.line("kept: " + pruned.kept()
                + (pruned.inProgress() == 0 ? "" : ", of them only because in progress: " + pruned.inProgress()));
        if (pruned.leftovers() > 0) {
            page.line("leftovers of earlier removals: " + pruned.leftovers());
        }
    }
}
