package dev.dispatch.report;

import dev.dispatch.batch.BatchRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Makes the report of a batch, of whatever state and size; all it says comes from its record, which is redacted. */
public final class BatchReport {

    /**
     * What was made.
     *
     * @param status how far the batch is
     * @param overall {@code PASS} or {@code FAIL}; empty for a batch that has no end
     * @param runs that ended
     * @param calls of all of them
     * @param leftOut runs that there was no room for as a case of their own
     */
    public record Made(String status, String overall, long runs, long calls, long leftOut) {}

    private BatchReport() {}

    /**
     * Writes a report in UTF-8.
     *
     * @param format not HAR, which holds the calls of one run
     * @throws dev.dispatch.problem.ProblemException a record that cannot be used
     * @throws IOException of the stream
     */
    public static Made write(BatchRecord record, ReportFormat format, OutputStream out) throws IOException {
        BatchSummary batch = BatchSummary.of(record);
        long leftOut = 0;
        String text;
        switch (format) {
            case HTML -> text = BatchPage.text(batch);
            case MARKDOWN -> text = BatchMarkdown.text(batch);
            case JUNIT -> {
                BatchJunit junit = new BatchJunit(batch);
                record.runs(junit::add);
                text = junit.text();
                leftOut = junit.leftOut();
            }
            default -> throw new IllegalArgumentException("no report of a batch: " + format);
        }
        out.write(text.getBytes(StandardCharsets.UTF_8));
        return new Made(batch.text("status"), batch.text("overall"), batch.ended(), batch.calls(), leftOut);
    }
}
