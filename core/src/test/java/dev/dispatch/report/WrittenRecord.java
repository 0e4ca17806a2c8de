package dev.dispatch.report;

import dev.dispatch.json.Json;
import dev.dispatch.record.RunRecord;
import dev.dispatch.record.RunStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** A record that somebody wrote by hand, with whatever texts. */
final class WrittenRecord {

    private static final String ID = "20260306-162116-job-run-0427a1b";
    private static final String AT = "2026-03-06T16:21:16.042Z";

    private final Path root;
    private final Path folder;
    private final StringBuilder journal = new StringBuilder();
    private final StringBuilder calls = new StringBuilder();
    private final ObjectNode summary = Json.object()
            .put("cliVersion", "0.1.0")
            .put("status", "FAILED")
            .put("runId", ID)
            .put("startedAt", AT)
            .put("endedAt", AT)
            .put("durationMs", 1_234);

    WrittenRecord(Path root, String jobType) throws IOException {
        this.root = root;
        this.folder = Files.createDirectories(root.resolve(ID));
        Files.createDirectories(folder.resolve("calls"));
        summary.put("jobType", jobType);
        summary.putObject("outputs").put(jobType, jobType);
        summary.putArray("steps");
    }

    /** A step that failed with this message after one call, and whose every text is this one. */
    WrittenRecord failedStep(String text) {
        summary.withArray("/steps")
                .addObject()
                .put("stepId", text)
                .put("path", text + "#1")
                .put("action", text)
                .put("status", "FAILED")
                .put("attempts", 1)
                .put("durationMs", 7);
        ObjectNode error = Json.object().put("message", text).put("reason", text);
        error.putArray("issues")
                .addObject()
                .put("path", text)
                .put("expected", text)
                .put("actual", text);
        summary.set("error", error);
        summary.putObject("failedStep").put("id", text);
        ObjectNode exit = line("exit", text + "#1")
                .put("stepId", text)
                .put("action", text)
                .put("status", "FAILED");
        exit.put("startedAt", AT).put("durationMs", 7).put("detail", text).set("error", error);
        exit.putObject("expectation")
                .putArray("rules")
                .addObject()
                .put("path", text)
                .put("op", text)
                .put("expected", text)
                .put("actual", text)
                .put("held", false);
        journal.append(Json.compact(
                        line("enter", text + "#1").put("stepId", text).put("action", text)))
                .append('\n');
        journal.append(Json.compact(exit)).append('\n');
        return this;
    }

    /** A call whose every text is this one; the body is written as it is. */
    WrittenRecord call(int idx, String path, String text, byte[] body, String extension) throws IOException {
        String file = "calls/" + idx + "." + extension;
        Files.write(folder.resolve(file), body);
        ObjectNode call = Json.object()
                .put("idx", idx)
                .put("path", path)
                .put("stepId", text)
                .put("name", text);
        call.put("startedAt", AT).put("method", text).put("url", "http://127.0.0.1/?" + text + "=%zz&a=b%20c");
        call.put("httpCode", 500).put("expected", false).put("durationMs", 5).put("responseFile", file);
        call.putObject("timings")
                .put("wait", 2.5)
                .put("tls", 1.25)
                .put("send", -7)
                .put("receive", text);
        call.putObject("requestHeaders").put(text, text);
        call.putObject("responseHeaders")
                .put("content-type", text)
                .putArray("x")
                .add(text)
                .add(text);
        calls.append(Json.compact(call.put("curl", text).put("protocol", text))).append('\n');
        return this;
    }

    RunRecord open() throws IOException {
        Files.writeString(folder.resolve("summary.json"), Json.pretty(summary));
        Files.writeString(
                folder.resolve("meta.json"), Json.compact(Json.object().put("runId", ID)));
        Files.writeString(folder.resolve("job.case.input.json"), "{}");
        Files.writeString(folder.resolve("journal.jsonl"), journal.toString());
        Files.writeString(folder.resolve("http_calls.jsonl"), calls.toString());
        return new RunStore(root).open("latest");
    }

    static String report(RunRecord run, ReportFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RunReport.write(run, format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ObjectNode line(String type, String path) {
        return Json.object().put("type", type).put("at", AT).put("path", path);
    }
}
