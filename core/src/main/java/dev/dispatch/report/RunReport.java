package dev.dispatch.report;

import dev.dispatch.record.RunRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Makes the report of a recorded run; all it says comes from the record, which is redacted. */
public final class RunReport {

    /**
     * What was made.
     *
     * @param calls how many the run made
     * @param leftOut what there was no room for: numbers of {@code steps, calls, details, bodies}; empty for nothing
     */
    public record Made(int calls, ObjectNode leftOut) {}

    private RunReport() {}

    /**
     * Writes a report in UTF-8.
     *
     * @throws dev.dispatch.problem.ProblemException a record that cannot be used
     * @throws IOException of the stream
     */
    public static Made write(RunRecord run, ReportFormat format, OutputStream out) throws IOException {
        CallTally calls = new CallTally();
        LeftOut leftOut = new LeftOut();
        switch (format) {
            case HTML -> HtmlReport.write(run, out, calls, leftOut);
            case HAR -> HarReport.write(run, out, calls, leftOut);
            case JUNIT -> {
                run.calls(calls::add);
                print(out, JunitReport.text(run));
            }
            case MARKDOWN -> {
                run.calls(calls::add);
                print(out, MarkdownReport.text(run, calls));
            }
        }
        return new Made(calls.count(), leftOut.toJson());
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
