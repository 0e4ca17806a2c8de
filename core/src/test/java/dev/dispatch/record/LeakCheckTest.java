package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.TestRuns;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakCheckTest {

    private static final String VALUE = "correct horse & battery";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("ACCOUNT", VALUE, "SHOP_TOKEN", "s-0123456789", "PIN_SECRET", "12", "HOST", "shop.example");

    @TempDir
    Path folder;

    private TestRuns.Recorded run;

    @BeforeEach
    void record() throws IOException {
        try (DemoApi api = DemoApi.start(0);
                TestRuns runs = new TestRuns(folder, whenItRan())) {
            String credentials = "\"credentials\": { \"a\": { \"fromEnv\": { \"name\": \"ACCOUNT\" } } },";
            String job = Jobs.with(
                    api.baseUri().toString(),
                    credentials,
                    Jobs.post("send", "/echo?host=${env.HOST}", "{ \"who\": \"${credential.a.name}\" }"),
                    "{ \"id\": \"auth\", \"action\": \"http.request\", \"payload\": { \"path\": \"/echo\","
                            + " \"headers\": { \"x-api-key\": \"${env.SHIP_CODE}\" } } }");
            run = runs.run(runs.plan(job, Json.object()));
        }
    }

    private static Map<String, String> whenItRan() {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("SHIP_CODE", "gone by now");
        return environment;
    }

    private RunRecord open() {
        return new RunStore(folder.resolve("run-output")).open("latest");
    }

    private LeakReport check() {
        return LeakCheck.check(open(), ENVIRONMENT);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(run.folder().resolve(name), content);
    }

    private List<String> found() throws IOException {
        LeakReport report = check();
        Schemas.assertFits("job-leak-check", report.toJson(Extent.WHOLE));
        assertThat(report.passed()).isFalse();
        assertThat(Json.compact(report.toJson(Extent.WHOLE))).doesNotContain(VALUE, "battery", "s-0123456789");
        return report.findings().stream()
                .map(found -> found.file() + " " + found.place() + " " + found.variable() + " " + found.forms())
                .toList();
    }

    @Test
    void aRecordOfThisProgramIsClean() throws IOException {
        LeakReport report = check();
        assertThat(report.passed()).as("%s", report.findings()).isTrue();
        assertThat(report.files()).isGreaterThan(8);
        Schemas.assertFits("job-leak-check", report.toJson(Extent.BRIEF));
    }

    @Test
    void theVariablesAreThoseOfTheJobAndThoseWithSecretNames() {
        LeakReport report = check();
        assertThat(report.searched())
                .extracting(variable -> variable.name() + " " + variable.because())
                .containsExactly("ACCOUNT credential", "SHOP_TOKEN name");
        assertThat(report.notSearched())
                .extracting(variable -> variable.name() + " " + variable.because() + " " + variable.reason())
                .containsExactly(
                        "HOST expression neither its name nor its place says it is secret",
                        "SHIP_CODE expression not set",
                        "PIN_SECRET name too short or too common a word to be told from chance");
    }

    @Test
    void aVariableThatIsNamedIsTheOnlyOneAndNeedsNoSecretName() {
        LeakReport report = LeakCheck.check(open(), ENVIRONMENT, List.of("HOST"));
        assertThat(report.searched()).extracting(LeakReport.Variable::name).containsExactly("HOST");
        assertThat(report.findings())
                .extracting(LeakReport.Finding::file)
                .contains("http_calls.jsonl", "journal.jsonl", "calls/001_http.request.response.json");
    }

    @Test
    void aFindingHasTheFileThePlaceTheVariableAndTheForm() throws IOException {
        write("notes.txt", "one\ntwo s-0123456789\n");
        write("value.json", "{\"a/b\":[1,{\"c\":\"q=correct+horse+%26+battery\"}]}");
        write("lines.jsonl", "{}\n{\"d\":\"s-0123456789\"}\n{\"torn\":\"s-01234567");
        write("torn.jsonl", "{}\n{\"torn\":\"s-0123456789");
        write("s-0123456789.txt", "");
        Files.write(run.folder().resolve("binary.png"), VALUE.getBytes(StandardCharsets.UTF_16BE));
        write("member.json", "{\"s-0123456789\":true}");
        assertThat(found())
                .containsExactlyInAnyOrder(
                        "notes.txt Line[line=2] SHOP_TOKEN [PLAIN]",
                        "value.json Value[line=0, pointer=/a~1b/1/c] ACCOUNT [FORM]",
                        "lines.jsonl Value[line=2, pointer=/d] SHOP_TOKEN [PLAIN]",
                        "torn.jsonl Line[line=2] SHOP_TOKEN [PLAIN]",
                        "[REDACTED].txt Name[] SHOP_TOKEN [PLAIN]",
                        "binary.png Offset[offset=1] ACCOUNT [UTF_16]",
                        "member.json Value[line=0, pointer=/[REDACTED]] SHOP_TOKEN [PLAIN]");
    }

    @Test
    void aKilledRunIsSearchedToo() throws IOException {
        Files.delete(run.folder().resolve("summary.json"));
        Files.delete(run.folder().resolve("step-results.json"));
        write(
                "activity.log",
                "Basic " + Base64.getEncoder().encodeToString(("ada:" + VALUE).getBytes(StandardCharsets.UTF_8)));
        assertThat(found()).containsExactly("activity.log Line[line=1] ACCOUNT [BASE64]");
    }

    @Test
    void whatCannotBeReadIsNotTakenForClean() throws IOException {
        Files.createSymbolicLink(run.folder().resolve("link"), folder);
        LeakReport report = check();
        assertThat(report.findings()).isEmpty();
        assertThat(report.passed()).isFalse();
        assertThat(report.unread()).containsExactly(new LeakReport.Unread("link", "it is not a file"));
    }
}
