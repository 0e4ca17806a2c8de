package dev.dispatch.report;

import dev.dispatch.json.Json;
import dev.dispatch.record.RunRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run as one page that needs nothing else: outcome and steps as HTML, everything the timeline shows as JSON in it.
 *
 * <p>The page's policy allows its own script and style by their hashes and no connection at all, so that whatever a
 * record holds stays text.
 */
final class HtmlReport {

    private final OutputStream out;
    private boolean first = true;

    private HtmlReport(OutputStream out) {
        this.out = out;
    }

    /** Counts what it writes in the tally. */
    static void write(RunRecord record, OutputStream out, CallTally calls, LeftOut leftOut) throws IOException {
        try {
            new HtmlReport(out).write(record, calls, leftOut);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(RunRecord record, CallTally calls, LeftOut leftOut) throws IOException {
        String style = PageFrame.resource("page.css");
        String script = PageFrame.resource("page.js");
        TimeAxis axis = new TimeAxis(record.summary().path("startedAt").asString(""));
        ExecutionRows executions = new ExecutionRows(axis, leftOut);
        RunSummary run = RunSummary.of(record, executions::line);
        executions.others(run.steps());
        record.calls(calls::add);
        print(PageHead.of(
                run, calls, "script-src " + PageFrame.hash(script) + "; style-src " + PageFrame.hash(style), style));
        print("<script type=\"application/json\" id=\"data\">{\"duration\":" + run.durationMs() + ",\"rows\":[");
        executions.rows().forEach(this::item);
        print("\n],\"calls\":[");
        first = true;
        PageCalls pageCalls = new PageCalls(axis, leftOut);
        record.calls(call -> pageCalls.of(call).ifPresent(this::item));
        executions.openCalls().forEach(this::item);
        print("\n],\"left\":" + Json.compact(leftOut.toJson()) + "}</script>\n");
        print("<script>" + script + "</script>\n</body>\n</html>\n");
    }

    private void item(ObjectNode item) {
        print((first ? "\n" : ",\n") + ScriptJson.of(item));
        first = false;
    }

    private void print(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
