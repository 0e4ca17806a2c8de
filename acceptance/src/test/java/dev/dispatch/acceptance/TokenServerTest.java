package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program and a server of tokens that checks those it gave. */
class TokenServerTest {

    private static final String SECRET = "c1ient-secret+of the test";

    private final MockOAuth2Server server = new MockOAuth2Server();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.shutdown();
    }

    private Execution run(String more, String steps) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("tokens.job.case.json"), """
                {"schemaVersion": 1, "jobType": "tokens",
                 "credentials": {"client": {"fromEnv": {"id": "CLIENT_ID", "secret": "CLIENT_SECRET"}}},
                 "http": {"baseUrl": "${env.BASE}", "auth": {"type": "oauth2-client-credentials",
                   "tokenUrl": "${env.BASE}/shop/token", "clientId": "${credential.client.id}",
                   "clientSecret": "${credential.client.secret}"%s}},
                 "scenario": {"steps": [%s]}}
                """.formatted(more, steps));
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "DISPATCH_HOME", folder.resolve("home").toString(),
                "BASE",
                        server.baseUrl()
                                .newBuilder()
                                .host("127.0.0.1")
                                .build()
                                .toString()
                                .replaceAll("/$", ""),
                "CLIENT_ID", "shop-client",
                "CLIENT_SECRET", SECRET);
        return new PackagedProgram(folder)
                .run(new Invocation(
                        List.of("job", "run", "--case", "tokens.job.case.json", "--json"), folder, environment, ""));
    }

    /** The paths of that many requests, and no more of them came. */
    private List<String> asked(int count) {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asked.add(server.takeRequest(5, TimeUnit.SECONDS).getPath());
        }
        assertThatThrownBy(() -> server.takeRequest(1, TimeUnit.MILLISECONDS)).isInstanceOf(RuntimeException.class);
        return asked;
    }

    @Test
    void aTokenIsFetchedOnceTheServerTakesItAndNothingOfItIsKept() throws Exception {
        String look = "\"action\": \"http.request\", \"payload\": {\"path\": \"/shop/userinfo\"}";
        Execution run = run(
                ", \"scope\": \"orders:read\", \"audience\": \"https://shop.example\"",
                "{\"id\": \"first\", " + look + ", \"expect\": {\"path\": \"$.body.aud\", \"op\": \"exists\"}},"
                        + "{\"id\": \"second\", " + look + "}");
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(asked(3)).containsExactly("/shop/token", "/shop/userinfo", "/shop/userinfo");
        List<Path> calls = files().stream()
                .filter(file -> file.endsWith("http_calls.jsonl"))
                .toList();
        assertThat(calls).hasSize(1);
        assertThat(Files.readString(calls.getFirst())).contains("\"path\":\"!auth/first#1@1\"");
        for (Path file : files()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(SECRET, "c1ient-secret%2Bof", "eyJ");
        }
        assertThat(run.out() + run.err()).doesNotContain(SECRET, "eyJ");
    }

    @Test
    void clientAndSecretGoInTheBodyWhereTheJobSaysSo() throws Exception {
        Execution run = run(
                ", \"authStyle\": \"body\"",
                "{\"id\": \"look\", \"action\": \"http.request\", \"payload\": {\"path\": \"/shop/userinfo\"}}");
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    @Test
    void theServerRefusesWhatItDidNotGive() throws Exception {
        Execution run = run("", """
                {"id": "look", "action": "http.request", "payload": {"path": "/shop/userinfo",
                 "auth": {"type": "bearer", "token": "not-a-token-of-it"}, "expectStatus": "4xx"}}
                """);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(Json.parse(run.out()).path("status").stringValue()).isEqualTo("SUCCESS");
        assertThat(asked(1)).containsExactly("/shop/userinfo");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
