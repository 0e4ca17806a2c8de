package dev.dispatch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.report.BatchReport;
import dev.dispatch.report.ReportFormat;
import dev.dispatch.run.RunStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What a report of a batch tells, whatever its size, its state and the texts in it. */
class BatchReportTest {

    private static final String HOSTILE = "</title><script>alert(1)</script> | `x` ]]> \"' onload=\"a";

    @TempDir
    Path root;

    private interface Runs {
        BatchRun run(int index);
    }

    private BatchRecord batch(int count, boolean finish, Runs runs) throws Exception {
        Path folder = Files.createDirectories(root.resolve(BatchRuns.BATCH));
        BatchStats stats = new BatchStats();
        try (BatchLedger ledger = BatchLedger.create(folder, BatchRuns.head(count), stats)) {
            for (int i = 1; i <= count - (finish ? 0 : 1); i++) {
                ledger.add(runs.run(i), stats.tally());
            }
            if (finish) {
                ledger.finish(BatchRuns.START.plusSeconds(60), 0);
            }
        }
        return new BatchStore(root, root).open("latest");
    }

    private static Runs usual() {
        Random random = new Random(7);
        return index -> BatchRuns.run(index, random);
    }

    private static String report(BatchRecord batch, ReportFormat format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BatchReport.write(batch, format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Element junit(String text) throws Exception {
        return (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("testsuite")
                .item(0);
    }

    @Test
    void aPageShowsBothPlotsAndRunsNoScript() throws Exception {
        String page = report(batch(500, true, usual()), ReportFormat.HTML);
        assertThat(page)
                .contains("aria-label=\"How long the runs took\"", "aria-label=\"Runs that ended, over time\"")
                .contains("450 of 500 passed, 50 failed", "p95 ", "Why runs failed", "Slowest runs")
                .doesNotContain("<script");
    }

    @Test
    void reportsOfAHundredThousandRunsAreBounded() throws Exception {
        BatchRecord batch = batch(100_000, true, usual());
        assertThat(report(batch, ReportFormat.HTML)).hasSizeLessThan(400_000);
        assertThat(report(batch, ReportFormat.MARKDOWN)).hasSizeLessThan(65_536);
        Element suite = junit(report(batch, ReportFormat.JUNIT));
        assertThat(suite.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("tests")))
                .isEqualTo(10_002);
        assertThat(suite.getAttribute("failures")).isEqualTo("5001");
    }

    @Test
    void aKilledBatchIsNoSuccess() throws Exception {
        BatchRecord batch = batch(10, false, index -> run(index, null));
        assertThat(report(batch, ReportFormat.HTML)).contains("interrupted", "9 of 9 passed, 1 remaining");
        assertThat(report(batch, ReportFormat.MARKDOWN)).contains("interrupted").doesNotContain("✅");
        Element suite = junit(report(batch, ReportFormat.JUNIT));
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("tests")).isEqualTo("10");
    }

    @Test
    void aBatchOfOneRunAndOneOfNoneHaveReports() throws Exception {
        BatchRecord one = batch(1, true, index -> run(index, null));
        for (ReportFormat format : new ReportFormat[] {ReportFormat.HTML, ReportFormat.MARKDOWN, ReportFormat.JUNIT}) {
            assertThat(report(one, format)).contains("1 of 1 passed").doesNotContain("NaN", "Infinity");
        }
        BatchRecord none = batch(1, false, index -> run(index, null));
        assertThat(none.folder()).isEqualTo(one.folder());
        Files.delete(BatchLedger.summaryFile(one.folder()));
        assertThat(report(new BatchStore(root, root).open("latest"), ReportFormat.HTML))
                .contains("0 of 0 passed")
                .doesNotContain("<svg", "NaN");
    }

    @Test
    void textOfAServiceStaysText() throws Exception {
        BatchRecord batch =
                batch(3, true, index -> run(index, new BatchRun.Failure(HOSTILE, "STEP_FAILED", HOSTILE, HOSTILE)));
        assertThat(report(batch, ReportFormat.HTML)).doesNotContain("<script", "</title><s", "\" onload");
        assertThat(report(batch, ReportFormat.MARKDOWN)).contains("`` ");
        assertThat(junit(report(batch, ReportFormat.JUNIT)).getAttribute("failures"))
                .isEqualTo("3");
    }

    private static BatchRun run(int index, BatchRun.@Nullable Failure failure) {
        return new BatchRun(
                index,
                "20260306-162116-job-run-" + String.format(java.util.Locale.ROOT, "%03d", index) + "0a1b",
                failure == null ? RunStatus.SUCCESS : RunStatus.FAILED,
                BatchRuns.START.plusMillis(index),
                Duration.ofMillis(20),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMillis(15),
                1,
                1,
                false,
                Json.object(),
                Json.object(),
                null,
                failure);
    }
}
