package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller and the environment bring, held against what a job declares. */
class InputsAndCredentialsTest {

    private static final String LOG = "{'action': 'flow.log', 'payload': {'message': 'm'}}";
    private static final String BANK =
            "{'name': 'bank', 'version': '0.1.0', 'http': {'baseUrl': 'http://127.0.0.1:9'}, 'actions': {"
                    + "'pay': {'description': 'd', 'effect': 'write', 'request': {'method': 'POST', 'path': '/pay'},"
                    + " 'credential': {'type': 'object', 'properties': {'token': {'type': 'string'}}, 'required': ['token'],"
                    + " 'additionalProperties': false}}}}";

    @TempDir
    Path folder;

    private Checking with(String inputs) {
        return Checking.steps(folder, LOG, "'inputs': {" + inputs + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string | 5",
                "string | ",
                "integer | 5",
                "integer | 5.0",
                "integer | -3e2",
                "number | 1.25",
                "boolean | false",
                "object | {\"a\": 1}",
                "array | [1, null]",
            })
    void aTypedTextIsReadByTheDeclaredType(String type, String text) {
        assertThat(with("'a': {'type': '" + type + "'}")
                        .input("a", text == null ? "" : text)
                        .lines())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "integer | 5.5",
                "integer | five",
                "integer | ",
                "integer | \"5\"",
                "number | NaN",
                "number | 0x10",
                "boolean | TRUE",
                "boolean | 1",
                "object | []",
                "object | {a: 1}",
                "array | a,b",
            })
    void aTextOfAnotherTypeIsOneIssue(String type, String text) {
        List<Issue> issues = with("'a': {'type': '" + type + "', 'required': true}")
                .input("a", text == null ? "" : text)
                .issues();
        assertThat(Checking.lines(issues)).containsExactly("INVALID_INPUT inputs.a");
        assertThat(issues.getFirst().expected()).isEqualTo(type);
    }

    @Test
    void valuesOfADocumentAreHeldAgainstTheTypes() {
        assertThat(with("'a': {'type': 'string'}, 'b': {'type': 'integer'}")
                        .values("{'a': 5, 'b': 2.5, 'c': 1}")
                        .lines())
                .containsExactlyInAnyOrder(
                        "INVALID_INPUT inputs.a", "INVALID_INPUT inputs.b", "UNKNOWN_INPUT inputs.c");
    }

    @Test
    void missingUnknownRepeatedAndForbiddenInputsAreToldAtOnce() {
        List<Issue> issues =
                with("'user': {'type': 'string', 'required': true}, 'mode': {'type': 'string', 'enum': ['a', 'b']}, 'n': {'type': 'integer'}")
                        .input("usr", "x")
                        .input("mode", "c")
                        .input("n", "1")
                        .input("n", "2")
                        .issues();
        assertThat(issues)
                .extracting(Issue::message)
                .containsExactlyInAnyOrder(
                        "Input 'usr' is not declared by this job",
                        "Input 'mode' must be one of \"a\", \"b\"",
                        "Input 'n' was given more than once",
                        "Required input 'user' was not provided");
        assertThat(issues.getFirst().suggestions()).containsExactly("user");
    }

    @Test
    void aDefaultMakesARequiredInputWhole() {
        assertThat(with("'a': {'type': 'string', 'required': true, 'default': 'x'}")
                        .lines())
                .isEmpty();
    }

    @Test
    void aSecretIsNeverRepeated() {
        List<Issue> issues =
                with("'pin': {'type': 'integer', 'secret': true}, 'key': {'type': 'string', 'secret': true, 'enum': ['x']},"
                                + " 'doc': {'type': 'object', 'secret': true}")
                        .input("pin", "hunter2-pin")
                        .input("key", "hunter2-key")
                        .values("{'doc': 'hunter2-doc'}")
                        .issues();
        assertThat(issues).hasSize(3);
        assertThat(issues.toString()).doesNotContain("hunter2");
    }

    @Test
    void anInputThatIsCalledLikeASecretIsOneWithoutSayingSo() {
        List<Issue> issues = with("'password': {'type': 'string', 'enum': ['x']}, 'apiKey': {'type': 'integer'}")
                .input("password", "hunter2-password")
                .input("apiKey", "hunter2-key")
                .issues();
        assertThat(issues).hasSize(2);
        assertThat(issues.toString()).doesNotContain("hunter2");
    }

    @Test
    void aBaseUrlMadeOfASecretIsNotRepeated() {
        List<Issue> issues = Checking.steps(
                        folder,
                        LOG,
                        "'inputs': {'key': {'type': 'string', 'secret': true}}",
                        "'http': {'baseUrl': 'http://${input.key}'}")
                .input("key", "hunter2 hunter2")
                .issues();
        assertThat(Checking.lines(issues)).containsExactly("INVALID_HTTP_CONFIG http.baseUrl");
        assertThat(issues.toString()).doesNotContain("hunter2");
    }

    private Checking pay(String step, String credentials) {
        return Checking.steps(
                        folder,
                        "{'id': 'pay', 'action': 'bank.pay'" + step + "}",
                        "'credentials': {" + credentials + "}")
                .module("bank", BANK)
                .env("T", "t")
                .env("U", "u");
    }

    @Test
    void anActionThatNeedsACredentialSuggestsOnlyProfilesThatFit() {
        Issue issue = pay("", "'good': {'fromEnv': {'token': 'T'}}, 'bad': {'fromEnv': {'user': 'U'}}")
                .issues()
                .getFirst();
        assertThat(issue.code()).hasToString("ACTION_REQUIRES_CREDENTIAL");
        assertThat(issue.message()).isEqualTo("Action 'bank.pay' requires a credential profile");
        assertThat(issue.suggestions()).containsExactly("\"credential\": \"good\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'god' | 'good': {'fromEnv': {'token': 'T'}} | MISSING_CREDENTIAL_PROFILE | good",
                "'good' | 'good': {'fromEnv': {'tokn': 'T'}} | INVALID_CREDENTIAL_BINDING | token",
                "'good' | 'good': {'fromEnv': {'token': 'NOT_SET'}} | MISSING_CREDENTIAL_ENV | export NOT_SET=<token>",
            })
    void aCredentialThatDoesNotFitIsAnIssue(String bound, String profiles, String code, String way) {
        List<Issue> issues = pay(", 'credential': " + bound, profiles).issues();
        assertThat(issues).extracting(issue -> issue.code().name()).contains(code);
        assertThat(issues).flatExtracting(Issue::suggestions).contains(way);
    }

    @Test
    void aCredentialThatFitsIsNoIssue() {
        assertThat(pay(", 'credential': 'good'", "'good': {'fromEnv': {'token': 'T'}}")
                        .lines())
                .isEmpty();
    }

    private Checking charge(String fields) {
        return Checking.steps(
                        folder,
                        "{'id': 'one', 'action': 'bank.pay', 'credential': 'p'},"
                                + " {'id': 'two', 'action': 'bank.pay', 'credential': 'p'}",
                        "'credentials': {'p': {'fromEnv': {" + fields + "}}}")
                .module(
                        "bank",
                        BANK.replace(
                                "'token': {'type': 'string'}",
                                "'token': {'type': 'string',"
                                        + " 'pattern': '^sk_', 'minLength': 8}, 'port': {'type': 'integer', 'maximum': 65535},"
                                        + " 'zone': {'enum': ['eu', 'us']}, 'url': {'type': 'string', 'format': 'uri'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "token | hunter2-hunter2 | token: text that matches ^sk_",
                "token | sk_hun | token: at least 8 characters",
                "port | hunter2 | port: integer",
                "port | 99999 | port: at most 65535",
                "zone | hunter2 | zone: one of \"eu\", \"us\"",
                "url | hunter2 | url: an absolute URI",
            })
    void aValueThatDoesNotFitIsNamedByItsRuleAndNeverShown(String field, String value, String rule) {
        String others = field.equals("token") ? "" : "'token': 'TOKEN', ";
        Checking checking = charge(others + "'" + field + "': 'WRONG'")
                .env("TOKEN", "sk_12345678")
                .env("WRONG", value);
        Issue issue = checking.issues().getFirst();
        assertThat(Checking.lines(checking.issues()))
                .containsExactly("INVALID_CREDENTIAL_BINDING credentials.p.fromEnv." + field);
        assertThat(issue.expected()).isEqualTo(rule);
        assertThat(issue.attributes().toString())
                .isEqualTo("{\"profile\":\"p\",\"field\":\"" + field + "\",\"env\":\"WRONG\"}");
        assertThat(issue.toJson().toString()).doesNotContain(value);
        assertThat(checking.validate().lines()).isEmpty();
        assertThat(Checking.lines(checking.warnings()))
                .containsExactly("INVALID_CREDENTIAL_BINDING credentials.p.fromEnv." + field);
    }

    @Test
    void aNumberInTheEnvironmentFitsWhereANumberIsAskedFor() {
        assertThat(charge("'token': 'TOKEN', 'port': 'PORT', 'zone': 'ZONE'")
                        .env("TOKEN", "sk_12345678")
                        .env("PORT", "8080")
                        .env("ZONE", "eu")
                        .lines())
                .isEmpty();
    }

    @Test
    void aRuleOverTheWholeCredentialIsToldWhereTheProfileIsBound() {
        Checking checking = Checking.steps(
                        folder,
                        "{'id': 'pay', 'action': 'bank.pay', 'credential': 'p'}",
                        "'credentials': {'p': {'fromEnv': {'token': 'T'}}}")
                .module("bank", BANK.replace("'required': ['token']", "'minProperties': 2"))
                .env("T", "hunter2");
        assertThat(Checking.lines(checking.issues()))
                .containsExactly("INVALID_CREDENTIAL_BINDING scenario.steps[0].credential");
        assertThat(checking.issues().getFirst().expected()).isEqualTo("fields that fit: at least 2 members");
    }

    @Test
    void anActionWithoutCredentialTakesNone() {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'flow.log', 'payload': {'message': 'm'}, 'credential': 'p'}",
                                "'credentials': {'p': {'fromEnv': {'t': 'T'}}}")
                        .env("T", "t")
                        .lines())
                .containsExactly("UNEXPECTED_CREDENTIAL_BINDING scenario.steps[0].credential");
    }

    @Test
    void aMissingVariableOfACredentialIsAWarningBeforeARun() {
        Checking checking = pay(", 'credential': 'good'", "'good': {'fromEnv': {'token': 'NOT_SET'}}");
        assertThat(checking.issues())
                .extracting(Issue::message)
                .containsExactly("Missing required environment variable 'NOT_SET' for credential profile 'good'");
        assertThat(checking.validate().lines()).isEmpty();
        assertThat(Checking.lines(checking.warnings()))
                .containsExactly("MISSING_CREDENTIAL_ENV credentials.good.fromEnv.token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${credential.p.tokn} | INVALID_CREDENTIAL_BINDING",
                "${credential.p} | INVALID_CREDENTIAL_BINDING",
                "${credential.q.token} | MISSING_CREDENTIAL_PROFILE",
            })
    void aReferenceToACredentialIsChecked(String message, String code) {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'flow.log', 'payload': {'message': '" + message + "'}}",
                                "'credentials': {'p': {'fromEnv': {'token': 'T'}}}")
                        .env("T", "t")
                        .lines())
                .containsExactly(code + " scenario.steps[0].payload.message");
    }
}
