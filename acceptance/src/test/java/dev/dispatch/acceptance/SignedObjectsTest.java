package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import dev.dispatch.testkit.NeedsServer;
import dev.dispatch.testkit.RealServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program and a server of objects that checks each signature with code of its own. */
@NeedsServer(
        value = "npm",
        install = "install Node.js 20, which brings it; it fetches the server that is named in acceptance/servers")
class SignedObjectsTest {

    /** The pair that this server knows. */
    private static final String KEY = "S3RVER";

    private static Process server;
    private static String base;

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Throwable {
        Path installed = NodePackages.install("servers", "@20minutes/s3rver");
        server = new ProcessBuilder("node", installed.resolve("objects.js").toString(), data.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            int port = line.lastIndexOf("127.0.0.1:");
            if (port >= 0) {
                base = "http://" + line.substring(port).strip();
                Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
                return;
            }
        }
        throw RealServers.missing("s3rver", "it ended before it listened");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.destroy();
        }
    }

    private Execution run(String secret, String steps) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("objects.job.case.json"), """
                {"schemaVersion": 1, "jobType": "objects",
                 "credentials": {"aws": {"fromEnv": {"id": "AWS_ID", "secret": "AWS_SECRET"}}},
                 "http": {"baseUrl": "${env.BASE}", "auth": {"type": "aws-sigv4", "region": "eu-west-1", "service": "s3",
                   "accessKeyId": "${credential.aws.id}", "secretAccessKey": "${credential.aws.secret}"}},
                 "scenario": {"steps": [%s]}}
                """.formatted(steps));
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "DISPATCH_HOME", folder.resolve("home").toString(),
                "BASE", base,
                "AWS_ID", KEY,
                "AWS_SECRET", secret);
        return new PackagedProgram(folder)
                .run(new Invocation(
                        List.of("job", "run", "--case", "objects.job.case.json", "--json"), folder, environment, ""));
    }

    @Test
    void whatIsWrittenReadAndListedIsSignedRightWhateverItsName() throws Exception {
        Execution run = run(KEY, """
                {"id": "write", "action": "http.request", "payload": {"method": "PUT",
                  "path": "/shelf/a%20b/(1)+%C3%BC~'!$&.txt", "text": "content"}},
                {"id": "read", "action": "http.request", "payload": {"path": "/shelf/a%20b/(1)+%C3%BC~'!$&.txt"},
                  "expect": {"path": "$.body._raw", "op": "eq", "value": "content"}},
                {"id": "list", "action": "http.request", "payload": {"path": "/shelf",
                  "query": {"prefix": "a b/", "list-type": "2", "max-keys": 5, "delimiter": "+&=/"}},
                  "expect": {"path": "$.body._raw", "op": "contains", "value": "a b/"}},
                {"id": "json", "action": "http.request", "payload": {"method": "PUT", "path": "/shelf/j.json",
                  "headers": {"x-amz-meta-note": "  a note  "}, "body": {"a": [1, "\\u00fc"]}}},
                {"id": "gone", "action": "http.request", "payload": {"method": "DELETE", "path": "/shelf/j.json",
                  "expectStatus": 204}}
                """);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(Json.parse(run.out()).path("status").stringValue()).isEqualTo("SUCCESS");
    }

    @Test
    void anotherSecretIsRefusedByTheServer() throws Exception {
        Execution run = run("not-the-secret", """
                {"id": "read", "action": "http.request", "payload": {"path": "/shelf", "expectStatus": 403},
                 "expect": {"path": "$.body._raw", "op": "contains", "value": "SignatureDoesNotMatch"}},
                {"id": "open", "action": "http.request", "payload": {"path": "/shelf/x", "auth": "none",
                 "expectStatus": [403, 404]}}
                """);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out() + run.err()).doesNotContain("not-the-secret");
    }
}
