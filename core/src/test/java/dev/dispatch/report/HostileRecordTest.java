package dev.dispatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.record.RunRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;

/** Whatever stands in a record is text in every report of it. */
class HostileRecordTest {

    @TempDir
    private Path folder;

    private RunRecord record(String text) throws Exception {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new WrittenRecord(folder, text)
                .failedStep(text)
                .call(1, text + "#1@1", text, body, "json")
                .call(2, text + "#1@2", text, new byte[] {(byte) 0xC3, 0x28, 0, 1, (byte) 0xFF}, "txt")
                .call(3, "@@//##", text, new byte[] {0, 1, 2}, "png")
                .open();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "]]></failure><testcase name='x'>",
                "\u0000\u0008\u001b[31m\u2028\u2029\ufffe\uffff",
                "[*/]#1[",
                "' onload='alert(1)\" onload=\"alert(1)",
                "`code` | <img src=x> @everyone #1 [a](http://evil) ``` \n# head\n| a |",
                "__proto__",
                "!f/[0]#1/>/~p1",
                "&amp;&#60;\\|\\\\|",
            })
    void allReportsOfARecordStayWhole(String text) throws Exception {
        RunRecord run = record(text);
        String page = WrittenRecord.report(run, ReportFormat.HTML);
        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img");
        assertThat(page.substring(0, page.indexOf("id=\"data\"")))
                .doesNotContain("' onload")
                .doesNotContain("\" onload");
        assertThat(page.split("<script", -1)).as("its data and its own script").hasSize(3);
        assertThat(page.split("</script>", -1)).hasSize(3);
        JsonNode data = data(page);
        assertThat(data.path("rows").path(0).path("e").stringValue()).isEqualTo(text);
        assertThat(data.path("calls").size()).isEqualTo(3);
        Document junit = XmlText.parse(WrittenRecord.report(run, ReportFormat.JUNIT));
        assertThat(junit.getElementsByTagName("testcase").getLength()).isBetween(1, 2);
        JsonNode har = Json.parse(WrittenRecord.report(run, ReportFormat.HAR));
        assertThat(har.path("log").path("entries").size()).isEqualTo(3);
        assertThat(WrittenRecord.report(run, ReportFormat.MARKDOWN)).isNotEmpty();
    }

    private static JsonNode data(String page) throws Exception {
        int from = page.indexOf("id=\"data\">") + "id=\"data\">".length();
        return Json.parse(page.substring(from, page.indexOf("</script>", from)));
    }

    @Test
    void nothingInMarkdownIsAMentionALinkOrACell() throws Exception {
        String text = "`@everyone` | <img src=x> \\| #1 http://evil\n# head";
        String report = WrittenRecord.report(record(text), ReportFormat.MARKDOWN);
        for (String line : report.split("\n", -1)) {
            assertThat(line).doesNotStartWith("# head");
            assertThat(outsideOfCode(line))
                    .doesNotContain("@")
                    .doesNotContain("<")
                    .doesNotContain("http");
        }
        String row = report.lines()
                .filter(line -> line.contains("| failed |"))
                .findFirst()
                .orElseThrow();
        assertThat(row.replace("\\|", "").chars().filter(c -> c == '|').count()).isEqualTo(6);
    }

    /** A span ends at a run of as many backticks as it began with. */
    private static String outsideOfCode(String line) {
        StringBuilder outside = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != '`') {
                outside.append(line.charAt(i));
                continue;
            }
            int run = i;
            while (run < line.length() && line.charAt(run) == '`') {
                run++;
            }
            int length = run - i;
            int end = run;
            do {
                end = line.indexOf("`".repeat(length), end);
                assertThat(end).as(line).isNotNegative();
                int after = end;
                while (after < line.length() && line.charAt(after) == '`') {
                    after++;
                }
                if (after - end == length) {
                    i = after - 1;
                    break;
                }
                end = after;
            } while (true);
        }
        return outside.toString();
    }

    @Test
    void whatHasNoRoomIsLeftOutAndCounted() throws Exception {
        WrittenRecord written = new WrittenRecord(folder, "many").failedStep("step");
        byte[] body = "x".repeat(30_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 1; i <= 400; i++) {
            written.call(i, "step#1@" + i, "GET", body, "txt");
        }
        written.call(401, "step#1@401", "GET", "y".repeat(40_000).getBytes(StandardCharsets.UTF_8), "txt");
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        RunReport.Made made = RunReport.write(written.open(), ReportFormat.HTML, page);
        assertThat(made.calls()).isEqualTo(401);
        assertThat(page.size()).isBetween(3_000_000, 6_000_000);
        assertThat(made.leftOut().path("details").asInt()).isBetween(200, 300);
        assertThat(made.leftOut().path("bodies").asInt()).isEqualTo(1);
        assertThat(data(page.toString(StandardCharsets.UTF_8)).path("calls").size())
                .isEqualTo(401);
    }

    @Test
    void aPathThatNoJobHasIsCountedAndNotShown() throws Exception {
        WrittenRecord written = new WrittenRecord(folder, "deep").failedStep("a#1/".repeat(1_000));
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        RunReport.Made made = RunReport.write(written.open(), ReportFormat.HTML, page);
        assertThat(made.leftOut().path("steps").asInt()).isPositive();
        assertThat(data(page.toString(StandardCharsets.UTF_8)).path("rows").isEmpty())
                .isTrue();
    }

    @Test
    void aBodyThatIsMissingIsToldWhereItWould() throws Exception {
        RunRecord run = record("a");
        Files.delete(run.runDir().resolve("calls/2.txt"));
        assertThat(WrittenRecord.report(run, ReportFormat.HTML)).contains("calls/2.txt: the file is missing");
        assertThat(WrittenRecord.report(run, ReportFormat.HAR)).contains("calls/2.txt: the file is missing");
    }
}
