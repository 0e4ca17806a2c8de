package dev.dispatch.cli.command;

import dev.dispatch.cli.output.RunText;
import dev.dispatch.cli.output.Table;
import dev.dispatch.json.Json;
import dev.dispatch.record.RunEntry;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Runs as lists show them. */
final class RunListing {

    private RunListing() {}

    static ObjectNode toJson(RunEntry run) {
        ObjectNode json = Json.object();
        json.put("runId", run.runId());
        json.put("jobType", run.jobType());
        json.put("startedAt", run.startedAt().toString());
        json.put("status", run.status().name());
        if (run.inProgress()) {
            json.put("inProgress", true);
        }
        json.put("runDir", run.runDir().toString());
        return json;
    }

    static Table table(List<RunEntry> runs, String indent) {
        Table table = new Table(indent).whole(1);
        for (RunEntry run : runs) {
            table.row(List.of(
                    Table.toned(RunText.tone(run.status()), RunText.word(run.status(), run.inProgress())),
                    Table.plain(run.runId()),
                    Table.plain(run.startedAt().toString()),
                    Table.plain(run.jobType())));
        }
        return table;
    }
}
