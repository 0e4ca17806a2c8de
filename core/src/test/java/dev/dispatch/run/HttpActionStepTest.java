package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dispatch.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a step makes of the answer to an HTTP action, and what of its request is in the record. */
class HttpActionStepTest {

    @TempDir
    private Path folder;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private RunFixture fixture;
    private int status = 200;
    private String contentType = "application/json";
    private String answer = "{\"data\":{\"id\":\"i-1\"},\"total\":2}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::answer);
        server.start();
        fixture = new RunFixture(folder)
                .environment("API", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        lines.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        if (!contentType.isEmpty()) {
            exchange.getResponseHeaders().add("Content-Type", contentType);
        }
        if (status >= 300 && status < 400) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        boolean none = exchange.getRequestMethod().equals("HEAD") || status == 204 || body.length == 0;
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private RunResult call(String action) {
        return call(action, "{}");
    }

    private RunResult call(String action, String payload) {
        fixture.module(
                "shop",
                Json.compact(Json.parse(("{'name': 'shop', 'version': '1.0.0', 'http': {'baseUrl': '${env.API}'},"
                                + " 'actions': {'do': {'description': 'd', 'input': {}, " + action + "}}}")
                        .replace('\'', '"'))));
        return fixture.steps("{\"id\":\"a\",\"action\":\"shop.do\",\"payload\":" + payload.replace('\'', '"') + "}");
    }

    @Test
    void anAnswerWithoutABodyIsTheEmptyObjectAndHasNoExports() {
        status = 204;
        RunResult result = call("'request': {'method': 'DELETE', 'path': '/x'}, 'expectStatus': [200, 204],"
                + " 'response': '$.data', 'exports': {'id': '$.data.id'}, 'detail': 'gone'");
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(response(result, "a")).isEqualTo(Json.object());
        assertThat(step(result, "a").outcome().output().exports()).isEqualTo(Json.object());
        assertThat(step(result, "a").outcome().output().detail()).isEqualTo("gone");
    }

    @Test
    void theAnswerToHeadHasNoBodyEither() {
        RunResult result = call("'request': {'method': 'HEAD', 'path': '/x'}, 'response': '$.data'");
        assertThat(response(result, "a")).isEqualTo(Json.object());
        assertThat(lines).containsExactly("HEAD /x");
    }

    @Test
    void anExportThatIsRequiredAndNotThereFailsTheStepAfterTheCall() {
        String action = "'request': {'method': 'GET', 'path': '/x'}, 'exports': {'id': '$.data.id', 'next': '$.next'},"
                + " 'exportsSchema': {'type': 'object', 'properties': {'id': {'type': 'string'}, 'next': {}}, 'required': ['id'";
        RunResult open = call(action + "]}");
        assertThat(step(open, "a").outcome().output().exports()).isEqualTo(Json.parse("{\"id\":\"i-1\"}"));

        fixture = new RunFixture(folder.resolve("2"))
                .environment("API", "http://127.0.0.1:" + server.getAddress().getPort());
        RunResult strict = call(action + ", 'next']}");
        assertThat(failure(strict).reason()).isEqualTo("INVALID_EXPORTS");
        assertThat(failure(strict).message()).contains("next");
        assertThat(response(strict, "a").has("data")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/html | <p>no</p> | a text that is not JSON, and so without anything at $.data",
                "application/json | {\"data | a text that is not JSON, and so without anything at $.data",
                "application/json | {\"dat\":1} | answered without anything at $.data",
                "application/json | [1] | answered without anything at $.data",
            })
    void aResponseThatIsNotThereFailsTheStepAndIsKept(String type, String body, String why) {
        contentType = type;
        answer = body;
        RunResult result = call("'request': {'method': 'GET', 'path': '/x'}, 'response': '$.data'");
        assertThat(failure(result).reason()).isEqualTo("INVALID_EXPORTS");
        assertThat(failure(result).message()).contains("GET ", why);
        assertThat(step(result, "a").outcome().output().response()).isNotNull();
    }

    @Test
    void aTextThatIsNotJsonCanBeTheResponse() {
        contentType = "text/plain";
        answer = "pong";
        RunResult result = call("'request': {'method': 'GET', 'path': '/x'}, 'response': '$._raw',"
                + " 'responseSchema': {'const': 'pong'}, 'checkResponse': true, 'detail': 'said ${response}'");
        assertThat(response(result, "a").stringValue()).isEqualTo("pong");
        assertThat(step(result, "a").outcome().output().detail()).isEqualTo("said pong");
    }

    @Test
    void aRedirectThatIsSuccessIsNotFollowed() {
        status = 302;
        RunResult result = call("'request': {'method': 'POST', 'path': '/login'}, 'expectStatus': 302");
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(lines).containsExactly("POST /login");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "201 | true",
                "'2xx' | true",
                "'201' | true",
                "[200, 201] | true",
                "['4xx', 201] | true",
                "200 | false",
                "['4xx', '200'] | false",
            })
    void expectStatusHasThreeForms(String expected, boolean succeeds) {
        status = 201;
        RunResult result = call("'request': {'method': 'POST', 'path': '/x'}, 'expectStatus': " + expected);
        assertThat(result.status()).isEqualTo(succeeds ? RunStatus.SUCCESS : RunStatus.FAILED);
        if (!succeeds) {
            assertThat(failure(result).reason()).isEqualTo("UNEXPECTED_STATUS");
            assertThat(response(result, "a").has("data")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'headers': {'x-a': '${input.v}'} | {'v': 'a\\r\\nx-b: c'} | line break",
                "'headers': '${input.v}' | {'v': {'x\\r\\ny': 'z'}} | is no header name",
                "'headers': {'content-length': '${input.v}'} | {'v': 5} | follows from the body",
                "'query': {'q': '${input.v}'} | {'v': {'a': 1}} | must be text",
            })
    void whatCannotBeSentIsAFaultOfThePayload(String request, String payload, String why) {
        RunResult result = call("'request': {'method': 'POST', 'path': '/x', " + request + "}", payload);
        assertThat(failure(result).reason()).isEqualTo("MODULE_VALIDATION_ERROR");
        assertThat(failure(result).message()).contains(why);
        assertThat(failure(result).issues().getFirst().pointer().text()).isEqualTo("/scenario/steps/0/payload");
        assertThat(lines).isEmpty();
    }

    @Test
    void awkwardValuesArriveAsTheyWereGiven() {
        RunResult result = call(
                "'request': {'method': 'POST', 'path': '/p/${input.p}', 'query': {'q': '${input.q}'}, 'form': {'f': '${input.f}'}}",
                "{'p': 'a/b c', 'q': ['', '\u00e4&=', true], 'f': [1.50, 'x y', false]}");
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(lines).containsExactly("POST /p/a%2Fb%20c?q=&q=%C3%A4%26%3D&q=true");
        assertThat(bodies).containsExactly("f=1.5&f=x+y&f=false");
    }

    private CallRecord upload(String parts, String payload) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        RunResult result = call("'request': {'method': 'POST', 'path': '/files', 'multipart': " + parts + "}", payload);
        assertThat(result.status()).as(String.valueOf(result.failure())).isEqualTo(RunStatus.SUCCESS);
        return fixture.events(RunEvent.CallFinished.class).getFirst().call();
    }

    @Test
    void theRecordOfAFormSaysWhatItsPartsAreAndHoldsNoBytes() throws IOException {
        CallRecord call = upload(
                "{'note': '${input.note}', 'password': '${input.note}', 'doc': {'file': '${input.path}', 'type': 'text/csv'}}",
                "{'note': 'n\u00e9', 'path': 'a.csv'}");
        assertThat(((CallBody.Multipart) call.requestBody()).parts())
                .isEqualTo(Json.parse(("{'note':'n\u00e9','password':'[REDACTED]','doc':{'filename':'a.csv',"
                                + "'type':'text/csv','size':5,"
                                + "'sha256':'cb1fc74bfd2d0d4cc06fcd2d0ce0eda7c4a5f3aa0ce66d6f6ce4fa7a4c9d9b5e'}}")
                        .replace('\'', '"')
                        .replace(
                                "cb1fc74bfd2d0d4cc06fcd2d0ce0eda7c4a5f3aa0ce66d6f6ce4fa7a4c9d9b5e",
                                Json.sha256("id\n1\n".getBytes(StandardCharsets.UTF_8)))));
        assertThat(bodies.getFirst())
                .contains("name=\"note\"", "n\u00e9", "filename=\"a.csv\"", "Content-Type: text/csv", "id\n1\n");
    }

    @Test
    void aRequestOfTheJobSendsPartsAndFiles() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        String http = "\"action\":\"http.request\",\"payload\":{\"method\":\"PUT\",\"url\":\"${env.API}/f\",";
        RunResult result = fixture.steps(
                "{\"id\":\"parts\"," + http
                        + "\"multipart\":{\"n\":1.0,\"doc\":[{\"file\":\"a.csv\",\"filename\":\"b.csv\"},\"text\"]}}}",
                "{\"id\":\"whole\"," + http + "\"file\":\"a.csv\",\"headers\":{\"content-type\":\"text/csv\"}}}");
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(bodies.getFirst()).contains("name=\"n\"\r\n\r\n1\r\n", "filename=\"b.csv\"", "id\n1\n");
        assertThat(bodies.getLast()).isEqualTo("id\n1\n");
    }

    @Test
    void anAnswerThatLooksLikeAFilePartSendsNoFile() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "very secret");
        answer = "{\"note\":{\"file\":\"secret.txt\"}}";
        for (String note : List.of(
                "\"${step.get.response.body.note}\"",
                "[\"x\",\"${step.get.response.body.note}\"]",
                "[{\"file\":\"secret.txt\"},\"${step.get.response.body.note}\"]")) {
            bodies.clear();
            RunResult result = fixture.steps(
                    "{\"id\":\"get\",\"action\":\"http.request\",\"payload\":{\"url\":\"${env.API}/\"}}",
                    "{\"id\":\"send\",\"action\":\"http.request\",\"payload\":{\"method\":\"POST\",\"url\":\"${env.API}/\","
                            + "\"multipart\":{\"note\":" + note + "}}}");
            assertThat(failure(result).message()).contains("The part 'note' is an object that an expression gives");
            assertThat(bodies).hasSize(1);
        }
    }

    @Test
    void anAnswerThatLooksLikeAFilePartSendsNoFileWhereTheAnswerIsSavedEither() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "very secret");
        answer = "{\"note\":{\"file\":\"secret.txt\"}}";
        RunResult result = fixture.steps(
                "{\"id\":\"get\",\"action\":\"http.request\",\"payload\":{\"url\":\"${env.API}/\"}}",
                "{\"id\":\"send\",\"action\":\"http.request\",\"payload\":{\"method\":\"POST\",\"url\":\"${env.API}/\","
                        + "\"multipart\":{\"note\":\"${step.get.response.body.note}\"},\"saveTo\":\"out.txt\"}}");
        assertThat(failure(result).message()).contains("The part 'note' is an object that an expression gives");
        assertThat(bodies).hasSize(1);
    }

    @Test
    void aFileThatIsGoneWhenItIsSentFailsTheStepBeforeTheCall() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "x");
        fixture.listening(event -> {
            if (event instanceof RunEvent.RunStarted) {
                assertThat(file.toFile().delete()).isTrue();
            }
        });
        RunResult result = call(
                "'request': {'method': 'POST', 'path': '/', 'multipart': {'doc': {'file': '${input.path}'}}}",
                "{'path': 'a.csv'}");
        assertThat(failure(result).reason()).isEqualTo("MODULE_VALIDATION_ERROR");
        assertThat(failure(result).message()).contains("The file 'a.csv' is not there");
        assertThat(lines).isEmpty();
    }
}
