package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Answers that are written to files. */
class SaveToTest {

    @TempDir
    private Path folder;

    private final MockWebServer server = new MockWebServer();
    private RunFixture fixture;

    @BeforeEach
    void start() throws IOException {
        server.start();
        fixture = new RunFixture(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "text/csv; charset=utf-8")
                .body(body)
                .build());
    }

    private RunResult run(String... steps) {
        return fixture.run("\"http\":{\"baseUrl\":\"" + server.url("/") + "\"},", steps);
    }

    private static String get(String id, String members) {
        return "{\"id\":\"" + id + "\",\"action\":\"http.request\",\"payload\":{\"path\":\"/\"," + members + "}}";
    }

    private void assertNothingIsLeftBeside(Path file) throws IOException {
        try (Stream<Path> all = Files.list(file.resolveSibling("."))) {
            assertThat(all.map(each -> each.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void theBodyIsInTheFileAndTheResponseSaysWhatItIs() throws IOException {
        answers(200, "a;b\n1;2\n");
        RunResult result = run(get("a", "\"saveTo\":\"out/deep/report.csv\""));
        Path file = folder.resolve("out/deep/report.csv");
        assertThat(file).hasContent("a;b\n1;2\n");
        byte[] bytes = Files.readAllBytes(file);
        JsonNode response = response(result, "a");
        assertThat(response.propertyNames())
                .containsExactly("status", "headers", "body", "durationMs", "size", "sha256");
        assertThat(response.get("body"))
                .isEqualTo(Json.object()
                        .set(
                                "_file",
                                Json.object()
                                        .put("path", file.toString())
                                        .put("mediaType", "text/csv")
                                        .put("size", (long) bytes.length)
                                        .put("sha256", Json.sha256(bytes))));
        assertThat(response.get("size").intValue()).isEqualTo(bytes.length);
        assertThat(response.get("sha256").stringValue()).isEqualTo(Json.sha256(bytes));
        CallRecord call = fixture.events(RunEvent.CallFinished.class).getFirst().call();
        assertThat(call.responseBody()).isEqualTo(new CallBody.JsonText(Json.compact(response.get("body"))));
        assertNothingIsLeftBeside(file);
    }

    @Test
    void aFileThatIsThereIsReplacedByAnExpectedAnswerAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("report.csv"), "old");
        answers(404, "no such report");
        RunResult refused = run(get("a", "\"saveTo\":\"report.csv\""));
        assertThat(failure(refused).reason()).isEqualTo("UNEXPECTED_STATUS");
        assertThat(response(refused, "a").at("/body/_raw").stringValue()).isEqualTo("no such report");
        assertThat(file).hasContent("old");
        answers(200, "new");
        run(get("a", "\"saveTo\":\"report.csv\""));
        assertThat(file).hasContent("new");
    }

    @Test
    void anAnswerThatBreaksOffLeavesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("report.csv"), "old");
        server.enqueue(new MockResponse.Builder()
                .body("half")
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .setHeader("Content-Length", "1000")
                .build());
        assertThat(failure(run(get("a", "\"saveTo\":\"report.csv\""))).reason()).isEqualTo("CONNECTION_FAILED");
        assertThat(file).hasContent("old");
        assertNothingIsLeftBeside(file);
    }

    @Test
    void moreThanFitsIntoMemoryFitsIntoAFile() throws IOException {
        byte[] chunk = "0123456789abcdef".repeat(4096).getBytes(StandardCharsets.UTF_8);
        Buffer body = new Buffer();
        for (int i = 0; i < 1100; i++) {
            body.write(chunk);
        }
        server.enqueue(new MockResponse.Builder().body(body).build());
        RunResult result = run(get("a", "\"saveTo\":\"big.bin\""));
        assertThat(response(result, "a").get("size").longValue()).isEqualTo(1100L * chunk.length);
        assertThat(folder.resolve("big.bin")).hasSize(1100L * chunk.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link.csv          | is a symbolic link",
                "taken             | is a folder",
                "new/              | is no name of a file",
                "/proc/self/status | is no regular file",
                "/dev/null         | is no regular file",
            })
    void whatCannotBeAFileIsRefusedBeforeAnythingIsSent(String name, String why) throws IOException {
        Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve("elsewhere.csv"));
        Files.createDirectory(folder.resolve("taken"));
        fixture.action("name", (_, _) -> ActionResult.response(Json.text(name)));
        RunResult result =
                run("{\"id\":\"n\",\"action\":\"test.name\"}", get("a", "\"saveTo\":\"${step.n.response}\""));
        assertThat(failure(result).message()).containsAnyOf(why, "leads out of the folder");
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${step.n.response}         | a.csv          | true",
                "${step.n.response}         | ../a.csv       | false",
                "${step.n.response}         | /tmp/a.csv     | false",
                "out/${step.n.response}     | x/a.csv        | true",
                "out/${step.n.response}     | ../a.csv       | false",
                "out/r-${step.n.response}   | /../../a.csv   | false",
                "../out/${step.n.response}  | ../../a.csv    | false",
            })
    void anAnswerChoosesNoPlaceOutsideTheWrittenFolder(String written, String answered, boolean allowed) {
        fixture.action("name", (_, _) -> ActionResult.response(Json.text(answered)));
        answers(200, "x");
        RunResult result = run("{\"id\":\"n\",\"action\":\"test.name\"}", get("a", "\"saveTo\":\"" + written + "\""));
        assertThat(result.status()).isEqualTo(allowed ? RunStatus.SUCCESS : RunStatus.FAILED);
        if (!allowed) {
            assertThat(failure(result).message()).contains("'saveTo' leads out of the folder");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void theCallerMayNameAnyFile() {
        answers(200, "x");
        Path file = folder.resolve("elsewhere/a.csv");
        fixture.environment("TARGET", file.toString());
        assertThat(run(get("a", "\"saveTo\":\"${env.TARGET}\"")).status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(file).hasContent("x");
    }

    @Test
    void aPolicyKeepsFilesFromAnswers() {
        fixture.policy("{\"files\": [\"" + folder.resolve("allowed") + "\"]}")
                .action("name", (_, _) -> ActionResult.response(Json.text("a.csv")));
        RunResult result =
                run("{\"id\":\"n\",\"action\":\"test.name\"}", get("a", "\"saveTo\":\"out/${step.n.response}\""));
        assertThat(failure(result).reason()).isEqualTo("POLICY_DENIED");
        assertThat(server.getRequestCount()).isZero();
    }
}
