package dev.dispatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.TestRuns;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.record.RunRecord;
import dev.dispatch.record.RunStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;

/** What reports say of real runs. */
class RunReportTest {

    @TempDir
    private Path folder;

    private DemoApi api;
    private TestRuns runs;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
        runs = new TestRuns(folder, Map.of());
    }

    @AfterEach
    void stop() {
        runs.close();
        api.close();
    }

    private RunRecord run(String members, String steps) {
        String job = "{\"schemaVersion\": 1, \"jobType\": \"test\", \"http\": {\"baseUrl\": \"" + api.baseUri() + "\"},"
                + members + "\"scenario\": {\"steps\": [" + steps + "]}}";
        runs.run(runs.plan(job, Json.object()));
        return new RunStore(runs.output()).open("latest");
    }

    private static String get(String id, String path, String members) {
        return "{\"id\": \"" + id + "\", \"action\": \"http.request\", \"payload\": {\"path\": \"" + path + "\"}"
                + members + "}";
    }

    private RunRecord failed() {
        return run(
                "\"verification\": {\"path\": \"$.summary.status\", \"op\": \"eq\", \"value\": \"SUCCESS\"},",
                get("good", "/users/1", ", \"expect\": {\"path\": \"$.body.id\", \"op\": \"eq\", \"value\": 1}") + ","
                        + get("soft", "/status/404", ", \"continueOnError\": true") + ","
                        + get("each", "/status/${item}", ", \"forEach\": {\"items\": [200, 500, 200]}") + ","
                        + get("never", "/users/2", ""));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    @Test
    void junitCountsWhatItHoldsAndNamesCasesTheSameInEveryRun() throws Exception {
        Document document = XmlText.parse(WrittenRecord.report(failed(), ReportFormat.JUNIT));
        assertThat(elements(document, "testcase"))
                .extracting(test -> test.getAttribute("classname") + " " + test.getAttribute("name"))
                .containsExactly(
                        "test good",
                        "test soft",
                        "test each",
                        "test never",
                        "test.expect good: $.body.id eq 1",
                        "test.verification $.summary.status eq \"SUCCESS\"");
        assertThat(elements(document, "failure"))
                .extracting(Element::getTextContent)
                .containsExactly(
                        "3 passes, 1 failed; first each[1]: GET " + api.baseUri()
                                + "/status/500 answered 500, expected 2xx",
                        "$.summary.status eq \"SUCCESS\", actual \"FAILED\"");
        assertThat(elements(document, "skipped"))
                .extracting(skipped -> skipped.getAttribute("message"))
                .satisfiesExactly(
                        soft -> assertThat(soft).startsWith("failed, and the job goes on: "),
                        never -> assertThat(never).isEqualTo("not run"));
        for (String level : List.of("testsuites", "testsuite")) {
            Element counted = elements(document, level).getFirst();
            assertThat(counted.getAttribute("tests")).isEqualTo("6");
            assertThat(counted.getAttribute("failures")).isEqualTo("2");
            assertThat(counted.getAttribute("errors")).isEqualTo("0");
            assertThat(counted.getAttribute("time")).matches("\\d+\\.\\d{3}");
        }
        assertThat(elements(document, "testsuite").getFirst().getAttribute("skipped"))
                .isEqualTo("2");
    }

    /** What the schemas of the readers have in common: members in their order, and one outcome a case. */
    @Test
    void junitHasTheStructureThatReadersAskFor() throws Exception {
        Document document = XmlText.parse(WrittenRecord.report(failed(), ReportFormat.JUNIT));
        Element suite = elements(document, "testsuite").getFirst();
        List<String> children = new ArrayList<>();
        for (int i = 0; i < suite.getChildNodes().getLength(); i++) {
            if (suite.getChildNodes().item(i) instanceof Element child) {
                children.add(child.getTagName());
            }
        }
        assertThat(children.getFirst()).isEqualTo("properties");
        assertThat(children.getLast()).isEqualTo("system-out");
        assertThat(children.subList(1, children.size() - 1)).containsOnly("testcase");
        assertThat(suite.getAttribute("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        for (Element test : elements(document, "testcase")) {
            int outcomes = test.getElementsByTagName("failure").getLength()
                    + test.getElementsByTagName("error").getLength()
                    + test.getElementsByTagName("skipped").getLength();
            assertThat(outcomes).isLessThanOrEqualTo(1);
            assertThat(test.getAttribute("time")).matches("\\d+\\.\\d{3}");
        }
    }

    @Test
    void aRunThatWasKilledIsAnErrorInJunitAndReadsInEveryForm() throws Exception {
        RunRecord whole = run("", get("first", "/users/1", "") + "," + get("second", "/users/2", ""));
        Path journal = whole.runDir().resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, 8));
        Files.delete(whole.runDir().resolve("summary.json"));
        Files.delete(whole.runDir().resolve("step-results.json"));
        RunRecord killed = new RunStore(runs.output()).open("latest");
        Document junit = XmlText.parse(WrittenRecord.report(killed, ReportFormat.JUNIT));
        assertThat(elements(junit, "error")).hasSize(1);
        assertThat(WrittenRecord.report(killed, ReportFormat.MARKDOWN))
                .contains("INTERRUPTED")
                .contains("was killed");
        assertThat(WrittenRecord.report(killed, ReportFormat.HTML))
                .contains("\"e\":\"The run ended before the answer\"");
        assertThat(Json.parse(WrittenRecord.report(killed, ReportFormat.HAR))
                        .path("log")
                        .has("entries"))
                .isTrue();
    }

    @Test
    void thePhasesOfACallInAnArchiveAddUpToItsTime() throws Exception {
        RunRecord run = run("", get("binary", "/binary?bytes=2000", "") + "," + get("moved", "/redirect?to=/text", ""));
        JsonNode entries = Json.parse(WrittenRecord.report(run, ReportFormat.HAR))
                .path("log")
                .path("entries");
        assertThat(entries.size()).isEqualTo(3);
        for (JsonNode entry : entries) {
            BigDecimal sum = BigDecimal.ZERO;
            for (String phase : List.of("blocked", "dns", "connect", "send", "wait", "receive")) {
                sum = sum.add(entry.path("timings").path(phase).decimalValue().max(BigDecimal.ZERO));
            }
            assertThat(sum).isEqualByComparingTo(entry.path("time").decimalValue());
        }
        JsonNode binary = entries.path(0).path("response").path("content");
        assertThat(binary.path("encoding").stringValue()).isEqualTo("base64");
        assertThat(Base64.getDecoder().decode(binary.path("text").stringValue()))
                .hasSize(2_000);
        assertThat(entries.path(1).path("response").path("redirectURL").stringValue())
                .isEqualTo("/text");
        assertThat(entries.path(2).path("_path").stringValue()).isEqualTo("moved#1@1.1");
    }

    @Test
    void thePageHasEachAttemptPassAndTryAndSaysTheEssentialsWithoutScripts() throws Exception {
        String page = WrittenRecord.report(failed(), ReportFormat.HTML);
        assertThat(page)
                .contains("<h1>test</h1>")
                .contains("Failed at <strong>each[1]</strong>")
                .contains("<td class=\"s-not-run\">not run</td>");
        assertThat(page).contains("\"p\":\"each[1]\"").contains("\"p\":\"never\"");
        assertThat(page)
                .contains("default-src 'none'; script-src 'sha256-")
                .doesNotContain("src=")
                .doesNotContain("href=");
    }

    @Test
    void markdownSaysWhatFailedAndWhere() throws Exception {
        assertThat(WrittenRecord.report(failed(), ReportFormat.MARKDOWN))
                .contains("### ❌ `test` FAILED in ")
                .contains("4 steps: 1 ok, 2 failed, 1 not run. ")
                .contains("2 not as expected (1 × 404, 1 × 500)")
                .contains("**`each[1]`** `GET " + api.baseUri() + "/status/500 answered 500, expected 2xx`");
    }
}
