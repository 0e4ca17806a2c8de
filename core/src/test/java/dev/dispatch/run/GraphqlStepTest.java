package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GraphqlStepTest {

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
                .addHeader("Content-Type", "application/json")
                .body(body.replace('\'', '"'))
                .build());
    }

    private RunResult run(String payload) {
        return fixture.run(
                "\"http\":{\"baseUrl\":\"" + server.url("/") + "\"},",
                "{\"id\":\"a\",\"action\":\"http.graphql\",\"payload\":{\"path\":\"/graphql\"," + payload + "}}");
    }

    @Test
    void anOperationIsSentAsJsonAndItsDataIsTheResponse() throws InterruptedException {
        answers(200, "{'data': {'order': {'id': 'o1'}}, 'extensions': {'cost': 3}}");
        RunResult result = run("\"query\":\"query Q($id: ID!) { order(id: $id) { id } }\",\"operationName\":\"Q\","
                + "\"variables\":{\"id\":\"o1\"}");
        JsonNode response = response(result, "a");
        assertThat(response.at("/data/order/id").stringValue()).isEqualTo("o1");
        assertThat(response.at("/extensions/cost").intValue()).isEqualTo(3);
        assertThat(response.has("errors")).isFalse();
        var request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(request.getHeaders().get("Accept")).contains("application/graphql-response+json");
        assertThat(Json.parse(request.getBody().utf8()))
                .isEqualTo(Json.parse("{\"query\":\"query Q($id: ID!) { order(id: $id) { id } }\","
                        + "\"operationName\":\"Q\",\"variables\":{\"id\":\"o1\"}}"));
    }

    @Test
    void errorsInAnAnswerOf200FailTheStepAndItKeepsTheAnswer() {
        answers(
                200,
                "{'data': {'a': null}, 'errors': [{'message': 'no such order', 'path': ['order', 0, 'id']},"
                        + " {'message': 'second'}, {}, {'message': 'fourth'}]}");
        RunResult result = run("\"query\":\"{ a }\"");
        assertThat(failure(result).code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(failure(result).message())
                .contains("answered 4 GraphQL errors: no such order (at order.0.id); second; an error without a"
                        + " message; ...");
        assertThat(response(result, "a").path("errors").size()).isEqualTo(4);
    }

    @Test
    void aLongMessageIsCutBetweenWordsSoThatNoHalfSecretIsLeft() {
        answers(200, "{'errors': [{'message': '" + "x".repeat(190) + " token-0123456789abcdef'}]}");
        assertThat(failure(run("\"query\":\"{ a }\"")).message())
                .contains("x".repeat(190) + "...")
                .doesNotContain("token-");
    }

    @Test
    void expectedErrorsAreNoFailure() {
        answers(400, "{'errors': [{'message': 'bad'}]}");
        RunResult result = run("\"query\":\"{ a }\",\"expectErrors\":true");
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(response(result, "a").at("/errors/0/message").stringValue()).isEqualTo("bad");
        assertThat(response(result, "a").get("status").intValue()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {'errors': [{'message': 'bad'}]} | answered 500, expected 2xx, with 1 GraphQL error: bad",
                "503 | busy                             | answered 503, expected 2xx",
                "200 | {'status': 'ok'}                 | answered no GraphQL",
                "200 | <html>                           | answered no GraphQL",
                "200 | {'errors': []}                   | answered no GraphQL",
            })
    void whatIsNoAnswerToAnOperationFails(int status, String body, String message) {
        answers(status, body);
        RunResult result = run("\"query\":\"{ a }\"");
        assertThat(failure(result).message()).contains(message);
        assertThat(response(result, "a").get("status").intValue()).isEqualTo(status);
    }

    @Test
    void aFailureThatMayPassIsTransient() {
        answers(503, "busy");
        assertThat(failure(run("\"query\":\"{ a }\"")).code()).isEqualTo(ProblemCode.TRANSIENT_ERROR);
    }
}
