package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a job file alone: each fault is found where it stands, and told once. */
class JobStructureTest {

    private static final String LOG = "{'action': 'flow.log', 'payload': {'message': 'm'}}";

    @TempDir
    Path folder;

    private List<String> ofJob(String text) {
        return Checking.job(folder, text).lines();
    }

    private List<String> ofMember(String member) {
        return Checking.steps(folder, LOG, member).lines();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | SCHEMA_ERROR ",
                "5 | SCHEMA_ERROR ",
            })
    void aDocumentThatIsNoObjectIsOneIssue(String text, String expected) {
        assertThat(ofJob(text)).containsExactly(expected + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 | SCHEMA_ERROR schemaVersion",
                "-3 | SCHEMA_ERROR schemaVersion",
                "'1' | SCHEMA_ERROR schemaVersion",
                "1.5 | SCHEMA_ERROR schemaVersion",
                "null | SCHEMA_ERROR schemaVersion",
                "2 | UNSUPPORTED_SCHEMA_VERSION schemaVersion",
                "1e40 | UNSUPPORTED_SCHEMA_VERSION schemaVersion",
            })
    void aSchemaVersionOtherThanOneIsAnIssue(String version, String expected) {
        assertThat(ofJob("{'schemaVersion': " + version + ", 'jobType': 't', 'scenario': {'steps': [" + LOG + "]}}"))
                .containsExactly(expected);
    }

    @Test
    void oneWithAFractionOfZeroIsOne() {
        assertThat(ofJob("{'schemaVersion': 1.0, 'jobType': 't', 'scenario': {'steps': [" + LOG + "]}}"))
                .isEmpty();
    }

    @Test
    void whatIsMissingAtTheTopIsToldAtOnce() {
        List<Issue> issues = Checking.job(folder, "{}").issues();
        assertThat(issues)
                .extracting(Issue::message)
                .containsExactly(
                        "the document needs the member 'schemaVersion'",
                        "the document needs the member 'jobType'",
                        "the document needs the member 'scenario'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'htttp': {} | UNKNOWN_FIELD htttp | http",
                "'inputs': {'a': {'typ': 'string', 'type': 'string'}} | UNKNOWN_FIELD inputs.a.typ | ",
                "'inputs': {'a': {'type': 'string', 'requird': true}} | UNKNOWN_FIELD inputs.a.requird | required",
                "'credentials': {'p': {'fromEnv': {'k': 'K'}, 'fromEnvv': 1}} | UNKNOWN_FIELD credentials.p.fromEnvv | ",
                "'dependencies': {'memroy': []} | UNKNOWN_FIELD dependencies.memroy | memory",
                "'dependencies': {'modules': [{'name': 'flow', 'versoin': '1'}]} | UNKNOWN_FIELD dependencies.modules[0].versoin | version",
                "'dependencies': {'http': {'requird': []}} | UNKNOWN_FIELD dependencies.http.requird | required",
                "'http': {'baseUrll': 'http://a'} | UNKNOWN_FIELD http.baseUrll | baseUrl",
                "'verification': {'path': '$.a', 'opp': 'exists', 'op': 'exists'} | UNKNOWN_FIELD verification.opp | ",
                "'finally': [] | UNKNOWN_FIELD finally | ",
            })
    void anUnknownMemberIsAnIssueAtItsNameWithAFreeNearName(String member, String expected, String near) {
        List<Issue> issues = Checking.steps(folder, LOG, member).issues();
        assertThat(Checking.lines(issues)).contains(expected);
        Issue issue = issues.stream()
                .filter(found -> expected.endsWith(" " + found.path()))
                .findFirst()
                .orElseThrow();
        if (near != null) {
            assertThat(issue.suggestions()).containsExactly(near);
        }
    }

    @Test
    void anUnknownMemberIsPlacedAtItsName() {
        Issue issue = Checking.job(
                        folder,
                        "{'schemaVersion': 1, 'jobType': 't',\n  'scenario': {'steps': [\n    {'id': 'a',\n     'paylod': {}, 'action': 'flow.log', 'payload': {'message': ''}}]}}")
                .issues()
                .getFirst();
        assertThat(issue.position()).hasToString("4:6");
        assertThat(issue.pointer().text()).isEqualTo("/scenario/steps/0/paylod");
        assertThat(issue.stepId()).isEqualTo("a");
    }

    @Test
    void metadataAndMembersForOthersAreCarried() {
        assertThat(Checking.steps(folder, LOG, "'$schema': 's'", "'metadata': [1]", "'x-owner': null")
                        .lines())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'inputs': [] | inputs",
                "'inputs': {'a': 1} | inputs.a",
                "'inputs': {'a': {'type': 1}} | inputs.a.type",
                "'inputs': {'a': {'type': 'text'}} | inputs.a.type",
                "'inputs': {'a': {'type': 'string', 'required': 'yes'}} | inputs.a.required",
                "'inputs': {'a': {'type': 'string', 'enum': 'a'}} | inputs.a.enum",
                "'inputs': {'a': {'type': 'string', 'enum': []}} | inputs.a.enum",
                "'inputs': {'a': {'type': 'string', 'enum': ['a', 2]}} | inputs.a.enum[1]",
                "'inputs': {'a': {'type': 'integer', 'default': '1'}} | inputs.a.default",
                "'inputs': {'a': {'type': 'string', 'enum': ['a'], 'default': 'b'}} | inputs.a.default",
                "'inputs': {'a b': {'type': 'string'}} | inputs.a b",
                "'http': [] | http",
                "'http': {'baseUrl': 5} | http.baseUrl",
                "'http': {'baseUrl': ''} | http.baseUrl",
                "'http': {'baseUrl': 'http://a', 'defaultHeaders': {'x': 1}} | http.defaultHeaders.x",
                "'credentials': null | credentials",
                "'credentials': {'p': {}} | credentials.p",
                "'credentials': {'p': {'fromEnv': {}}} | credentials.p.fromEnv",
                "'credentials': {'p': {'fromEnv': []}} | credentials.p.fromEnv",
                "'dependencies': {'modules': {}} | dependencies.modules",
                "'dependencies': {'modules': [{}]} | dependencies.modules[0]",
                "'dependencies': {'modules': ['flow']} | dependencies.modules[0]",
                "'dependencies': {'memory': [{'namespace': 'Bad Name', 'key': 'k'}]} | dependencies.memory[0].namespace",
                "'dependencies': {'memory': [{'namespace': 'n', 'key': ''}]} | dependencies.memory[0].key",
                "'dependencies': {'http': {'required': 'baseUrl'}} | dependencies.http.required",
                "'dependencies': {'http': {'required': ['']}} | dependencies.http.required[0]",
                "'outputs': [] | outputs",
                "'description': 1 | description",
            })
    void aWrongTypeIsOneIssueAtItsPlace(String member, String path) {
        assertThat(Checking.steps(folder, LOG, member).validate().lines()).containsExactly("SCHEMA_ERROR " + path);
    }

    @Test
    void aMemberWrittenTwiceIsAnIssueAtTheSecond() {
        Issue issue = Checking.job(
                        folder,
                        "{'schemaVersion': 1, 'jobType': 't',\n'jobType': 'u',\n'scenario': {'steps': [" + LOG + "]}}")
                .issues()
                .getFirst();
        assertThat(issue.code()).hasToString("DUPLICATE_MEMBER");
        assertThat(issue.position()).hasToString("2:1");
    }

    @Test
    void anExpressionIsNoDefaultOfAnInput() {
        assertThat(ofMember("'inputs': {'a': {'type': 'string', 'default': '${env.A}'}}"))
                .containsExactly("INVALID_INTERPOLATION inputs.a.default");
    }

    @Test
    void aTextThatOnlyLooksLikeAnExpressionMayBeADefault() {
        assertThat(ofMember("'inputs': {'a': {'type': 'string', 'default': 'Hello ${name}!'}}"))
                .isEmpty();
    }

    @Test
    void anExpressionInAMemoryKeyOrInTheJobTypeIsAnIssue() {
        assertThat(ofMember("'dependencies': {'memory': [{'namespace': 'n', 'key': 'u.${input.id}'}]}"))
                .containsExactly("INVALID_INTERPOLATION dependencies.memory[0].key");
        assertThat(ofJob("{'schemaVersion': 1, 'jobType': '${input.a}', 'scenario': {'steps': [" + LOG + "]}}"))
                .containsExactly("INVALID_INTERPOLATION jobType");
    }

    @Test
    void aDescriptionIsLiteral() {
        assertThat(ofMember("'description': 'posts for ${input.user}'")).isEmpty();
        assertThat(ofMember("'description': ''")).isEmpty();
    }

    @Test
    void aCredentialWrittenAsAnExpressionIsMendedToTheNameOfTheVariable() {
        Issue issue = Checking.steps(folder, LOG, "'credentials': {'p': {'fromEnv': {'token': '${env.API_TOKEN}'}}}")
                .validate()
                .issues()
                .getFirst();
        assertThat(issue.suggestions()).containsExactly("API_TOKEN");
    }

    @Test
    void aSecretInPlaceOfAVariableIsNotRepeated() {
        List<Issue> issues = Checking.steps(folder, LOG, "'credentials': {'p': {'fromEnv': {'token': 'sk-12345/abc'}}}")
                .validate()
                .issues();
        assertThat(issues).hasSize(1);
        assertThat(issues.toString()).doesNotContain("sk-12345");
    }

    @Test
    void faultsOfManyKindsAreToldInOneReport() {
        List<String> lines = Checking.job(
                        folder,
                        "{'schemaVersion': 1, 'jobType': 't', 'inputs': {'a': {'type': 'integer', 'required': true}},"
                                + " 'dependencies': {'memory': [{'namespace': 'n', 'key': 'k'}]},"
                                + " 'credentials': {'p': {'fromEnv': {'token': 'TOKEN'}}},"
                                + " 'http': {'baseUrl': 'ftp://x'}, 'extra': 1, 'scenario': {'steps': ["
                                + " {'id': 'a', 'action': 'flow.lgo', 'payload': {'message': '${inptu.a}', 'b': '${input.c}'}},"
                                + " {'id': 'b', 'action': 'flow.log', 'payload': {'massage': '${step.c.response}'}}]},"
                                + " 'outputs': {'o': '${step.zz.response'}}")
                .lines();
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "MISSING_INPUT inputs.a",
                        "UNKNOWN_FIELD extra",
                        "MALFORMED_INTERPOLATION outputs.o",
                        "INVALID_HTTP_CONFIG http.baseUrl",
                        "UNKNOWN_ACTION scenario.steps[0].action",
                        "INVALID_INTERPOLATION scenario.steps[0].payload.message",
                        "INVALID_INTERPOLATION scenario.steps[0].payload.b",
                        "MODULE_VALIDATION_ERROR scenario.steps[1].payload",
                        "UNKNOWN_FIELD scenario.steps[1].payload.massage",
                        "UNKNOWN_STEP_REFERENCE scenario.steps[1].payload.massage",
                        "MISSING_MEMORY_DEPENDENCY dependencies.memory[0]",
                        "MISSING_CREDENTIAL_ENV credentials.p.fromEnv.token");
    }
}
