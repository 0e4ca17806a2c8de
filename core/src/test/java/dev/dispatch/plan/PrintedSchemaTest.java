package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.SchemaViolation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The printed schema of a job says what preflight enforces, as far as a schema can say it. */
class PrintedSchemaTest {

    private static final String HEAD = "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [";
    private static final String LOG = "'action': 'flow.log', 'payload': {'message': 'm'}";

    @TempDir
    Path folder;

    private static List<SchemaViolation> violations(String job) throws IOException {
        try (InputStream in = JsonSchema.class.getResourceAsStream("job.schema.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            JsonSchema schema = ((JsonSchema.Compiled.Ok) JsonSchema.compile(Json.parse(text))).schema();
            return schema.validate(Json.parse(Checking.json(job)));
        }
    }

    private void bothAccept(String job) throws IOException {
        assertThat(violations(job)).isEmpty();
        assertThat(Checking.job(folder, job).validate().lines()).isEmpty();
    }

    private void bothRefuse(String job) throws IOException {
        assertThat(violations(job)).isNotEmpty();
        assertThat(Checking.job(folder, job).validate().lines()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'description': ''",
                "'metadata': null, '$schema': 5, 'x-a': []",
                "'inputs': {'a': {'type': 'integer', 'default': 1.0, 'enum': [1, 2]}}",
                "'inputs': {'a': {'type': 'object', 'default': {}, 'secret': true, 'required': false, 'description': ''}}",
                "'http': {'baseUrl': 'http://a', 'timeout': '5s', 'defaultHeaders': {'x': ''}}",
                "'http': {'timeout': '${env.T:-5s}'}",
                "'credentials': {'p': {'fromEnv': {'token': 'TOKEN'}}}",
                "'dependencies': {}",
                "'dependencies': {'modules': [{'name': 'flow', 'version': '1.x'}], 'memory': [], 'http': {'required': []}}",
                "'outputs': {'any name': 1}",
                "'verification': [{'path': '$.a', 'op': 'exists'}]",
                "'verification': {'mode': 'ANY', 'rules': [{'path': '$.a', 'op': 'in', 'value': [1]}]}",
            })
    void bothAcceptMembersOfAJob(String member) throws IOException {
        bothAccept(HEAD + "{" + LOG + "}]}, " + member + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'description': 1",
                "'other': 1",
                "'inputs': []",
                "'inputs': {'a b': {'type': 'string'}}",
                "'inputs': {'a': {}}",
                "'inputs': {'a': {'type': 'text'}}",
                "'inputs': {'a': {'type': 'string', 'enum': []}}",
                "'inputs': {'a': {'type': 'string', 'default': 5}}",
                "'inputs': {'a': {'type': 'string', 'extra': 5}}",
                "'inputs': {'a': {'type': 'string', 'required': 'x'}}",
                "'http': {'baseUrl': ''}",
                "'http': {'auth': {}}",
                "'http': {'timeout': '5'}",
                "'http': {'timeout': '0s'}",
                "'http': {'defaultHeaders': {'x': 1}}",
                "'credentials': {'p': {}}",
                "'credentials': {'p': {'fromEnv': {}}}",
                "'credentials': {'p': {'fromEnv': {'t': '${env.T}'}}}",
                "'credentials': {'p': {'fromEnv': {'t u': 'T'}}}",
                "'credentials': {'p q': {'fromEnv': {'t': 'T'}}}",
                "'dependencies': {'x': 1}",
                "'dependencies': {'modules': [{}]}",
                "'dependencies': {'modules': [{'name': 'A B'}]}",
                "'dependencies': {'modules': [{'name': 'flow', 'version': ''}]}",
                "'dependencies': {'memory': [{'namespace': '_', 'key': 'k'}]}",
                "'dependencies': {'memory': [{'namespace': 'n'}]}",
                "'dependencies': {'memory': [{'namespace': 'n', 'key': 'k', 'fill': {'module': 'm'}}]}",
                "'dependencies': {'http': {'required': ['']}}",
                "'outputs': []",
                "'verification': []",
                "'verification': {'path': '$.a', 'op': 'is'}",
                "'verification': {'path': '$.a', 'op': 'exists', 'value': 1}",
                "'verification': {'mode': 'ALL'}",
            })
    void bothRefuseMembersOfAJob(String member) throws IOException {
        bothRefuse(HEAD + "{" + LOG + "}]}, " + member + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'id': 'a-b_1'",
                "'id': 'step_x'",
                "'capture': {'a': 'response.message'}",
                "'result': null",
                "'when': {'path': '$.run.x', 'op': 'exists'}",
                "'expect': {'path': '$.message', 'op': 'regex', 'value': '^m'}",
                "'atRelative': '0ms'",
                "'atAbsolute': '2030-01-31T08:00:00.5+01:00'",
                "'retry': {}",
                "'retry': {'maxAttempts': 5, 'on': ['timeout', '429', 503, '5xx'], 'multiplier': 1, 'maxElapsed': '1m'}",
                "'timeout': '1s', 'continueOnError': false",
                "'forEach': {'items': []}",
                "'forEach': {'items': '${first(run.list, [])}', 'as': 'item', 'maxConcurrency': 500, 'maxItems': 1}",
                "'repeat': {'while': [{'path': '$.response', 'op': 'exists'}], 'maxTimes': 1}",
                "'repeat': {'while': {'path': '$.index', 'op': 'lt', 'value': 3}, 'maxTimes': 9, 'delay': '0ms', 'onLimit': 'fail'}",
            })
    void bothAcceptMembersOfAStep(String member) throws IOException {
        bothAccept(HEAD + "{" + LOG + ", " + member + "}]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'id': ''",
                "'id': 'step_3'",
                "'id': '3'",
                "'other': 1",
                "'retry': []",
                "'retry': {'maxAttempts': 0}",
                "'retry': {'maxAttempts': 1001}",
                "'retry': {'attempts': 3}",
                "'retry': {'multiplier': 0.9}",
                "'retry': {'multiplier': 101}",
                "'retry': {'initialDelay': 5}",
                "'retry': {'on': []}",
                "'retry': {'on': 'transient'}",
                "'retry': {'on': ['sometimes']}",
                "'retry': {'on': [99]}",
                "'retry': {'unsafe': 'yes'}",
                "'timeout': '0s'",
                "'timeout': '1d'",
                "'timeout': 5",
                "'continueOnError': 1",
                "'parallel': true",
                "'steps': []",
                "'forEach': []",
                "'forEach': {}",
                "'forEach': {'items': 'list'}",
                "'forEach': {'items': {}}",
                "'forEach': {'items': [], 'as': 'run'}",
                "'forEach': {'items': [], 'as': '1a'}",
                "'forEach': {'items': [], 'maxConcurrency': 0}",
                "'forEach': {'items': [], 'maxItems': 0}",
                "'forEach': {'items': [], 'limit': 5}",
                "'forEach': {'items': []}, 'capture': {'a': 'response.message'}",
                "'repeat': {}",
                "'repeat': {'maxTimes': 3}",
                "'repeat': {'while': {'path': '$.index', 'op': 'exists'}}",
                "'repeat': {'while': {'path': '$.index', 'op': 'exists'}, 'maxTimes': 1000001}",
                "'repeat': {'while': {'path': '$.index', 'op': 'exists'}, 'maxTimes': 1, 'onLimit': 'end'}",
                "'repeat': {'while': true, 'maxTimes': 1}",
                "'forEach': {'items': []}, 'repeat': {'while': {'path': '$.index', 'op': 'exists'}, 'maxTimes': 1}",
                "'credential': ''",
                "'credential': 5",
                "'capture': {'a': 'response'}",
                "'capture': {'a b': 'response.message'}",
                "'capture': {'runId': 'response.message'}",
                "'capture': 'response.message'",
                "'when': 5",
                "'atRelative': '1d'",
                "'atAbsolute': '2030-01-31'",
                "'atAbsolute': '2030-01-31T08:00Z'",
                "'atRelative': '1s', 'atAbsolute': '2030-01-31T08:00:00Z'",
            })
    void bothRefuseMembersOfAStep(String member) throws IOException {
        bothRefuse(HEAD + "{" + LOG + ", " + member + "}]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'schemaVersion': 0, 'jobType': 't', 'scenario': {'steps': [{'action': 'flow.log', 'payload': {'message': ''}}]}}",
                "{'schemaVersion': 2, 'jobType': 't', 'scenario': {'steps': [{'action': 'flow.log', 'payload': {'message': ''}}]}}",
                "{'schemaVersion': '1', 'jobType': 't', 'scenario': {'steps': [{'action': 'flow.log', 'payload': {'message': ''}}]}}",
                "{'schemaVersion': 1, 'jobType': ' ', 'scenario': {'steps': [{'action': 'flow.log', 'payload': {'message': ''}}]}}",
                "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': []}}",
                "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [5]}}",
                "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [{}]}}",
                "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [{'action': 'log'}]}}",
                "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [{'action': 'flow.log', 'payload': []}]}}",
            })
    void bothRefuseWholeJobs(String job) throws IOException {
        bothRefuse(job);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'steps': [{%s}]}",
                "{'steps': [{%s}], 'parallel': true}",
                "{'steps': [{%s}, {%s}], 'parallel': 500, 'timeout': '1s', 'retry': {}, 'continueOnError': true}",
                "{'steps': [{'steps': [{%s}], 'parallel': false}], 'result': '${response.step_2}'}",
                "{'steps': [{%s}], 'forEach': {'items': [1]}}",
            })
    void bothAcceptBlocks(String step) throws IOException {
        bothAccept(HEAD + step.replace("%s", LOG) + "]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'steps': []}",
                "{'steps': {}}",
                "{'steps': [5]}",
                "{'steps': [{}]}",
                "{'steps': [{%s, 'other': 1}]}",
                "{'steps': [{%s}], 'action': 'flow.log'}",
                "{'steps': [{%s}], 'payload': {}}",
                "{'steps': [{%s}], 'credential': 'p'}",
                "{'steps': [{%s}], 'parallel': 0}",
                "{'steps': [{%s}], 'parallel': 501}",
                "{'steps': [{%s}], 'parallel': 'true'}",
                "{'steps': [{%s}], 'parallel': null}",
                "{'steps': [{%s}], 'repeat': {}}",
                "{'parallel': true}",
            })
    void bothRefuseBlocks(String step) throws IOException {
        bothRefuse(HEAD + step.replace("%s", LOG) + "]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'finally': [{%s}]", "'finally': [{'steps': [{%s}]}], 'timeout': '1h'", "'timeout': '1ms'"})
    void bothAcceptMembersOfAScenario(String members) throws IOException {
        bothAccept(HEAD + "{" + LOG + "}], " + members.replace("%s", LOG) + "}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'finally': []",
                "'finally': {}",
                "'finally': [{}]",
                "'timeout': '0ms'",
                "'timeout': 5",
                "'timeout': 'soon'",
                "'finaly': [{%s}]",
            })
    void bothRefuseMembersOfAScenario(String members) throws IOException {
        bothRefuse(HEAD + "{" + LOG + "}], " + members.replace("%s", LOG) + "}}");
    }

    @Test
    void bothAcceptAVersionWrittenWithAFraction() throws IOException {
        bothAccept("{'schemaVersion': 1.0, 'jobType': 't', 'scenario': {'steps': [{" + LOG + "}]}}");
    }
}
