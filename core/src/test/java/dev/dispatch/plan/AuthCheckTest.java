package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthCheckTest {

    private static final String GET = "{'action': 'http.request', 'payload': {'path': '/'}}";

    @TempDir
    Path folder;

    private List<String> ofJob(String auth) {
        return Checking.steps(folder, GET, "'http': {'baseUrl': 'http://127.0.0.1:9', 'auth': " + auth + "}")
                .lines();
    }

    private List<Issue> ofRequest(String auth) {
        return Checking.steps(
                        folder,
                        "{'action': 'http.request', 'payload': {'url': 'http://127.0.0.1:9', 'auth': " + auth + "}}")
                .issues();
    }

    private static String oauth(String tokenUrl) {
        return "{'type': 'oauth2-client-credentials', 'tokenUrl': '" + tokenUrl
                + "', 'clientId': 'c', 'clientSecret': 's'}";
    }

    @Test
    void everyTypeIsTaken() {
        for (String auth : List.of(
                "'none'",
                "{'type': 'none'}",
                "{'type': 'bearer', 'token': '${run.token}'}",
                "{'type': 'basic', 'username': 'u', 'password': ''}",
                "{'type': 'api-key', 'name': 'k', 'value': 'v', 'in': 'query'}",
                oauth("https://login.example.com/token")
                        .replace("}", ", 'scope': 'a', 'audience': 'b', 'authStyle': 'body'}"),
                "{'type': 'aws-sigv4', 'region': 'r', 'service': 's3', 'accessKeyId': 'a', 'secretAccessKey': 's',"
                        + " 'sessionToken': 't'}")) {
            assertThat(ofJob(auth)).as(auth).isEmpty();
            assertThat(ofRequest(auth)).as(auth).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'oauth2'} | SCHEMA_ERROR http.auth.type",
                "{'token': 't'} | SCHEMA_ERROR http.auth",
                "{'type': 'bearer', 'tokn': 't'} | UNKNOWN_FIELD http.auth.tokn",
                "{'type': 'basic', 'username': 'u', 'password': 5} | SCHEMA_ERROR http.auth.password",
                "{'type': 'api-key', 'name': 'k', 'value': 'v', 'in': 'body'} | SCHEMA_ERROR http.auth.in",
                "'token' | SCHEMA_ERROR http.auth",
                "5 | SCHEMA_ERROR http.auth",
            })
    void whatIsWrongIsToldAtItsPlace(String auth, String line) {
        assertThat(ofJob(auth)).contains(line);
        assertThat(Checking.lines(ofRequest(auth)))
                .contains(line.replace("http.auth", "scenario.steps[0].payload.auth"));
    }

    @ParameterizedTest
    @CsvSource({"oauth2, oauth2-client-credentials", "berer, bearer", "aws, aws-sigv4", "apikey, api-key"})
    void aTypeThatWasMeantIsSuggested(String written, String meant) {
        assertThat(ofRequest("{'type': '" + written + "'}"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.suggestions()).containsExactly(meant));
    }

    @Test
    void aPayloadMayLeaveItsTypeToAnExpression() {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'http.request', 'payload': {'url': 'http://127.0.0.1:9',"
                                        + " 'auth': {'type': '${input.kind}', 'token': 't'}}}",
                                "'inputs': {'kind': {'type': 'string', 'default': 'bearer'}}")
                        .lines())
                .isEmpty();
    }

    @Test
    void aUrlForTokensThatIsNoneIsFoundBeforeTheRun() {
        assertThat(ofJob(oauth("login/token"))).containsExactly("INVALID_HTTP_CONFIG http.auth.tokenUrl");
        assertThat(Checking.lines(ofRequest(oauth("http://u:p@h/t"))))
                .containsExactly("INVALID_HTTP_CONFIG scenario.steps[0].payload.auth.tokenUrl");
    }

    @Test
    void withoutABaseUrlTheAuthOfAJobCountsForNobody() {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'http.request', 'payload': {'url': 'http://127.0.0.1:9/'}}",
                                "'http': {'auth': {'type': 'bearer', 'token': 't'}}")
                        .warnings())
                .extracting(issue -> issue.pointer().text())
                .containsExactly("/http/auth");
    }
}
