package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Table;
import dev.dispatch.engine.CaseFile;
import dev.dispatch.json.Json;
import dev.dispatch.json.Listing;
import dev.dispatch.problem.NextAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job cases}: the jobs that can be run from here. */
final class JobCasesCommand implements Command {

    /** A job file with what it says of itself. */
    private record Listed(CaseFile file, JobHead head) {}

    @Override
    public CommandSpec spec() {
        return Options.command("job cases", "List the jobs that can be run from here.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        List<Listed> listed = new ArrayList<>();
        for (CaseFile file : invocation.engine().cases()) {
            listed.add(new Listed(file, JobHead.read(file.path())));
        }
        Path root = invocation.engine().casesRoot();
        ObjectNode document = Json.object();
        document.put("root", root.toString());
        List<Listed> shown = Listing.add(document, "cases", listed, invocation.extent(), JobCasesCommand::toJson);
        return CommandResult.answer(document, page -> write(page, shown, listed.size(), root), next(listed));
    }

    private static ObjectNode toJson(Listed listed) {
        ObjectNode json = Json.object();
        json.put("name", listed.file().name());
        json.put("path", listed.file().path().toString());
        json.put("kind", listed.file().kind().word());
        put(json, "jobType", listed.head().text("jobType"));
        put(json, "description", listed.head().text("description"));
        if (listed.file().module() != null) {
            json.put("module", listed.file().module());
        }
        put(json, "problem", listed.head().problem());
        return json;
    }

    private static void put(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }

    private static List<NextAction> next(List<Listed> listed) {
        for (Listed each : listed) {
            if (each.head().problem().isEmpty()) {
                return List.of(NextAction.of(
                        "check one of them",
                        "job",
                        "validate",
                        Options.CASE,
                        each.file().name()));
            }
        }
        return List.of();
    }

    private static void write(Page page, List<Listed> listed, int total, Path root) {
        if (listed.isEmpty()) {
            page.line("no jobs in " + root);
            return;
        }
        page.line(Counted.of(listed.size(), total, "job"));
        Table table = new Table("  ").wrapping();
        for (Listed each : listed) {
            String module = each.file().module();
            String problem = each.head().problem();
            table.row(
                    each.file().name(),
                    each.file().kind().word(),
                    module == null ? "" : module,
                    problem.isEmpty() ? each.head().text("description") : problem);
        }
        page.table(table);
    }
}
