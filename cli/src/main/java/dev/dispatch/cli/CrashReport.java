package dev.dispatch.cli;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.redact.Redactor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Turns a fault of the program into a problem; the stack trace goes into a file and never to a terminal. */
final class CrashReport {

    private CrashReport() {}

    /**
     * Writes the trace below the home folder, or into the temporary folder where that does not work.
     *
     * @param home whose folder {@code errors} takes the file
     * @param redactor takes out what a message may repeat
     */
    static Problem of(Throwable fault, Path home, Instant at, Redactor redactor) {
        String message = fault.getMessage();
        String shown =
                fault.getClass().getSimpleName() + (message == null ? "" : ": " + firstLine(redactor.said(message)));
        ObjectNode details = Json.object();
        String file = write(redactor.said(trace(fault)), home, at);
        if (!file.isEmpty()) {
            details.put("stackTraceFile", file);
        }
        return Problem.of(ProblemCode.INTERNAL_ERROR, "dispatch has a fault: " + shown)
                .details(details);
    }

    private static String trace(Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static String write(String trace, Path home, Instant at) {
        String name = "error-" + at.toEpochMilli() + "-";
        try {
            Path folder = Files.createDirectories(home.resolve("errors"));
            return write(Files.createTempFile(folder, name, ".txt"), trace);
        } catch (IOException e) {
            return writeToTemporaryFolder(name, trace);
        }
    }

    private static String writeToTemporaryFolder(String name, String trace) {
        try {
            return write(Files.createTempFile("dispatch-" + name, ".txt"), trace);
        } catch (IOException e) {
            // With nowhere to write there is nothing left but the message.
            return "";
        }
    }

    private static String write(Path file, String text) throws IOException {
        return Files.writeString(file, text).toString();
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}
