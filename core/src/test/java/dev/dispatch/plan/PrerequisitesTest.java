package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions, modules, memory and base URLs that a job needs before its first step. */
class PrerequisitesTest {

    private static final String LOG = "{'action': 'flow.log', 'payload': {'message': 'm'}}";
    private static final String BASED = "'http': {'baseUrl': 'http://127.0.0.1:9'}";

    @TempDir
    Path folder;

    private static String shop(String http) {
        return "{'name': 'shop', 'version': '0.2.0', " + http
                + "'actions': {'list': {'description': 'd', 'effect': 'read', 'request': {'method': 'GET', 'path': '/orders'}}}}";
    }

    private Checking needs(String dependencies) {
        return Checking.steps(folder, LOG, "'dependencies': {" + dependencies + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "flow.lgo | Module 'flow' has no action 'lgo' | flow.log",
                "shpo.list | There is no module 'shpo' | shop.list",
                "zzz.qqq | There is no module 'zzz' | ",
            })
    void anUnknownActionNamesNearOnes(String action, String message, String near) {
        List<Issue> issues = Checking.steps(folder, "{'action': '" + action + "'}")
                .module("shop", shop(""))
                .issues();
        assertThat(issues).extracting(Issue::message).containsExactly(message);
        assertThat(issues.getFirst().suggestions()).isEqualTo(near == null ? List.of() : List.of(near));
    }

    @Test
    void anActionOfABrokenModuleIsOneIssueThatNamesTheCause() {
        List<Issue> issues = Checking.steps(folder, "{'action': 'shop.list'}")
                .module("shop", "{'name': 'shop', 'version': '0.2.0',\n 'actions': []}")
                .issues();
        assertThat(issues).hasSize(1);
        assertThat(issues.getFirst().message()).contains("could not be loaded", "module.json 2:2 (actions)", "array");
    }

    @Test
    void anActionWithABrokenSchemaIsToldOnce() {
        List<Issue> issues = Checking.steps(folder, "{'action': 'shop.list'}, {'action': 'shop.list'}", BASED)
                .module("shop", shop("").replace("'effect'", "'input': {'type': 'objekt'}, 'effect'"))
                .issues();
        assertThat(Checking.lines(issues)).containsExactly("MODULE_LOAD_FAILED scenario.steps[0].action");
    }

    @Test
    void aCaseThatChangesMemorySuggestsTheNameOfASeed() {
        String store = "{'action': 'memory.store', 'payload': {'namespace': 'n', 'key': 'k', 'value': 1}}";
        Issue issue = Checking.steps(folder, store)
                .file("users.job.case.json")
                .issues()
                .getFirst();
        assertThat(issue.code()).hasToString("DISALLOWED_MEMORY_MUTATION");
        assertThat(issue.suggestions()).containsExactly("rename the file to users.job.seed.json");
        assertThat(Checking.steps(folder, store)
                        .file("users.json")
                        .issues()
                        .getFirst()
                        .suggestions())
                .containsExactly("rename the file to users.job.seed.json");
        assertThat(Checking.steps(folder, store).seed().lines()).isEmpty();
    }

    @Test
    void aCaseMayNotPollAnActionThatChangesMemory() {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'flow.poll', 'payload': {'action': 'memory.forget',"
                                        + " 'payload': {'namespace': 'n', 'all': true}, 'conditions': {'path': '$', 'op': 'exists'}}}")
                        .lines())
                .containsExactly("DISALLOWED_MEMORY_MUTATION scenario.steps[0].payload.action");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'action': 'flow.poll', 'conditions': {'path': '$', 'op': 'exists'} | FLOW_POLL_VALIDATION_ERROR scenario.steps[0].payload.action",
                "'action': '${run.x}', 'conditions': {'path': '$', 'op': 'exists'} | FLOW_POLL_VALIDATION_ERROR scenario.steps[0].payload.action",
                "'action': 'flow.log', 'payload': {'message': 'm'}, 'conditions': 'x' | FLOW_POLL_VALIDATION_ERROR scenario.steps[0].payload.conditions",
                "'action': 'flow.log', 'payload': {'message': 'm'} | FLOW_POLL_VALIDATION_ERROR scenario.steps[0].payload",
                "'action': 'flow.log', 'conditions': {'path': '$', 'op': 'exists'} | FLOW_POLL_VALIDATION_ERROR scenario.steps[0].payload.payload",
                "'action': 'flow.log', 'payload': {'message': 'm'}, 'intervalMs': 1, 'conditions': {'path': '$', 'op': 'exists'} | FLOW_POLL_VALIDATION_ERROR scenario.steps[0].payload.intervalMs",
            })
    void aPollThatCannotWorkIsOneIssue(String payload, String expected) {
        assertThat(Checking.steps(folder, "{'action': 'flow.poll', 'payload': {" + payload + "}}")
                        .lines())
                .containsExactly(expected);
    }

    @Test
    void aMissingModuleOrVersionIsADependencyIssueWithItsFacts() {
        PreflightResult.Rejected rejected = needs("'modules': [{'name': 'shpo'}, {'name': 'shop', 'version': '^1.0.0'},"
                        + " {'name': 'shop', 'version': '~0.2'}, {'name': 'flow', 'version': 'latest || x'}]")
                .module("shop", shop(""))
                .rejected();
        assertThat(Checking.lines(rejected.dependencyIssues()))
                .containsExactly(
                        "MISSING_MODULE_DEPENDENCY dependencies.modules[0]",
                        "MODULE_VERSION_MISMATCH dependencies.modules[1]",
                        "SCHEMA_ERROR dependencies.modules[3].version");
        assertThat(rejected.dependencyIssues().getFirst().suggestions()).containsExactly("shop");
        assertThat(rejected.dependencyIssues().get(1).attributes().toString())
                .isEqualTo(
                        "{\"dependencyType\":\"module\",\"moduleName\":\"shop\",\"requiredVersion\":\"^1.0.0\",\"actualVersion\":\"0.2.0\"}");
        assertThat(rejected.next())
                .extracting(NextAction::arguments)
                .containsExactly(List.of("module", "list"), List.of("module", "inspect", "shop"));
    }

    @Test
    void aMissingKeyOfMemoryNamesTheJobThatFillsIt() {
        PreflightResult.Rejected rejected = needs(
                        "'memory': [{'namespace': 'n', 'key': 'k', 'fill': {'module': 'shop', 'job': 'users'}}]")
                .module("shop", shop(""), "users.job.case.json", "users.job.seed.json")
                .rejected();
        assertThat(Checking.lines(rejected.dependencyIssues()))
                .containsExactly("MISSING_MEMORY_DEPENDENCY dependencies.memory[0]");
        assertThat(rejected.fillable())
                .singleElement()
                .satisfies(missing -> assertThat(missing.job().path()).hasFileName("users.job.seed.json"));
        assertThat(rejected.planOnceFilled()).isPresent();
    }

    @Test
    void aJobThatLacksMoreThanMemoryHasNoPlanAndNamesBoth() {
        PreflightResult.Rejected rejected = needs(
                        "'memory': [{'namespace': 'n', 'key': 'k', 'fill': {'module': 'shop', 'job': 'users'}},"
                                + " {'namespace': 'n', 'key': 'other'}]")
                .module("shop", shop(""), "users.job.seed.json")
                .rejected();
        assertThat(rejected.planOnceFilled()).isEmpty();
        assertThat(rejected.fillable()).hasSize(1);
        assertThat(Checking.lines(rejected.withoutFillable().issues()))
                .containsExactly("MISSING_MEMORY_DEPENDENCY dependencies.memory[1]");
    }

    @Test
    void aHeaderIsFoundInAnyCaseAndItsNameMayHaveDots() {
        assertThat(Checking.steps(
                                folder,
                                LOG,
                                "'dependencies': {'http': {'required': ['defaultHeaders.x-TENANT', 'defaultHeaders.a.b']}}",
                                "'http': {'baseUrl': 'http://127.0.0.1:9', 'defaultHeaders': {'X-Tenant': 't', 'A.B': 'c'}}")
                        .lines())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http.baseUrl | baseUrl",
                "baseURL | baseUrl",
                "timeout | \"http\": {\"timeout\":\"<value>\"}",
                "defaultHeaders.X-Tenant | \"http\": {\"defaultHeaders\":{\"X-Tenant\":\"<value>\"}}",
            })
    void aMissingPathOfHttpSaysWhatToWrite(String path, String way) {
        assertThat(Checking.steps(folder, LOG, "'dependencies': {'http': {'required': ['" + path + "']}}", BASED)
                        .issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.suggestions()).containsExactly(way));
    }

    @Test
    void theActionComesFromAVersionThatTheJobAsksFor() {
        String needed = "'dependencies': {'modules': [{'name': 'shop', 'version': '%s'}]}";
        for (String range : List.of("^1", "~1.3", ">=1 <2")) {
            assertThat(versionOf(needed.formatted(range))).as(range).isEqualTo("1.3.0");
        }
        assertThat(versionOf(needed.formatted("*"))).isEqualTo("2.0.0");
        assertThat(versionOf("'metadata': {}")).isEqualTo("2.0.0");
    }

    @Test
    void rangesThatNoVersionSatisfiesTogetherAreAMismatch() {
        Checking both = versions("'dependencies': {'modules': [{'name': 'shop', 'version': '^1'},"
                + " {'name': 'shop', 'version': '^2'}]}");
        assertThat(both.lines()).containsExactly("MODULE_VERSION_MISMATCH dependencies.modules[1]");
        Checking none = versions("'dependencies': {'modules': [{'name': 'shop', 'version': '^3'}]}");
        assertThat(none.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("version 2.0.0, 1.3.0, the job needs ^3"));
    }

    private Checking versions(String member) {
        return Checking.steps(folder, "{'action': 'shop.list'}", member, BASED)
                .module("shipped", shop("").replace("0.2.0", "1.3.0"))
                .module("own", shop("").replace("0.2.0", "2.0.0"));
    }

    private String versionOf(String member) {
        PreflightResult result = versions(member).result();
        assertThat(result).isInstanceOf(PreflightResult.Ready.class);
        Node.Leaf node = ((PreflightResult.Ready) result).plan().leaves().getFirst();
        return node.target().provided().module().version();
    }

    @Test
    void aFillThatIsNotThereIsAnIssueWhereItIsNeeded() {
        String needed = "'memory': [{'namespace': 'n', 'key': 'k', 'fill': {'module': 'shop', 'job': 'usres'}}]";
        Checking missing = needs(needed).module("shop", shop(""), "users.job.seed.json");
        assertThat(missing.lines())
                .containsExactly(
                        "MISSING_MEMORY_DEPENDENCY dependencies.memory[0]",
                        "INVALID_FILL_JOB dependencies.memory[0].fill");
        assertThat(missing.issues().getLast().suggestions()).containsExactly("users");
        Checking filled = needs(needed).module("shop", shop("")).remember("n", "k");
        assertThat(filled.lines()).isEmpty();
        assertThat(Checking.lines(filled.warnings())).containsExactly("INVALID_FILL_JOB dependencies.memory[0].fill");
    }

    @Test
    void aRequiredPathOfHttpMustBeWritten() {
        String needed = "'dependencies': {'http': {'required': ['baseUrl', 'defaultHeaders.x', 'timeout']}}";
        assertThat(Checking.steps(folder, LOG, needed, BASED).lines())
                .containsExactly(
                        "MISSING_HTTP_DEPENDENCY dependencies.http.required[1]",
                        "MISSING_HTTP_DEPENDENCY dependencies.http.required[2]");
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'shop.list'}",
                                "'dependencies': {'http': {'required': ['baseUrl']}}")
                        .module("shop", shop("'http': {'baseUrl': 'http://127.0.0.1:9'}, "))
                        .lines())
                .isEmpty();
        assertThat(needs("'http': {'required': ['baseUrl']}")
                        .baseUrl("http://127.0.0.1:9")
                        .lines())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'baseUrl': '127.0.0.1' | INVALID_HTTP_CONFIG http.baseUrl",
                "'baseUrl': 'http://a/?q=1' | INVALID_HTTP_CONFIG http.baseUrl",
                "'baseUrl': '${env.URL}' | MISSING_ENV http.baseUrl",
                "'baseUrl': '${env.URL:-}' | INVALID_HTTP_CONFIG http.baseUrl",
                "'baseUrl': '${step.a.response}' | INVALID_INTERPOLATION http.baseUrl",
                "'baseUrl': '${run.x}' | INVALID_INTERPOLATION http.baseUrl",
                "'baseUrl': '${input.no}' | INVALID_INTERPOLATION http.baseUrl",
                "'baseUrl': '${input.host}' | UNRESOLVED_REFERENCE http.baseUrl",
                "'baseUrl': '${env.URL' | MALFORMED_INTERPOLATION http.baseUrl",
                "'baseUrl': 'http://a', 'timeout': '5' | INVALID_HTTP_CONFIG http.timeout",
                "'baseUrl': 'http://a', 'timeout': '0s' | INVALID_HTTP_CONFIG http.timeout",
                "'baseUrl': 'http://a', 'defaultHeaders': {'x': '${env.X}'} | MISSING_ENV http.defaultHeaders.x",
            })
    void aFaultInHttpIsOneIssueAlsoWhereItIsRequired(String http, String expected) {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'http.request', 'payload': {'path': '/x'}}",
                                "'inputs': {'host': {'type': 'string'}}",
                                "'dependencies': {'http': {'required': ['baseUrl']}}",
                                "'http': {" + http + "}")
                        .validate()
                        .lines())
                .containsExactly(expected);
    }

    @Test
    void aUserNameInABaseUrlIsNotRepeated() {
        List<Issue> issues = Checking.steps(folder, LOG, "'http': {'baseUrl': 'http://me:hunter2@127.0.0.1'}")
                .issues();
        assertThat(issues).hasSize(1);
        assertThat(issues.toString()).doesNotContain("hunter2");
    }

    @Test
    void aRelativePathWithoutAnyBaseUrlIsOneIssueBeforeTheRun() {
        List<Issue> issues = Checking.steps(
                        folder,
                        "{'id': 'a', 'action': 'http.request', 'payload': {'path': '/x'}}, {'action': 'shop.list'},"
                                + " {'action': 'http.request', 'payload': {'url': 'posts/1'}}")
                .module("shop", shop(""))
                .issues();
        assertThat(Checking.lines(issues)).containsExactly("INVALID_HTTP_CONFIG scenario.steps[0].payload.path");
        assertThat(issues.getFirst().message()).contains("'a' (and 2 more)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'action': 'http.request', 'payload': {'url': 'http://127.0.0.1:9/x'}}",
                "{'action': 'http.request', 'payload': {'url': '${env.URL:-http://a}/x'}}",
                "{'action': 'based.list'}",
                "{'action': 'flow.poll', 'payload': {'action': 'based.list', 'conditions': {'path': '$', 'op': 'exists'}}}",
            })
    void aCallThatMayHaveAUrlIsNoIssue(String step) {
        assertThat(Checking.steps(folder, step)
                        .module(
                                "based",
                                shop("'http': {'baseUrl': 'http://127.0.0.1:9'}, ")
                                        .replace("'shop'", "'based'"))
                        .lines())
                .isEmpty();
    }

    @Test
    void aPollOfARelativePathNeedsABaseUrlToo() {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'flow.poll', 'payload': {'action': 'http.request', 'payload': {'path': '/x'},"
                                        + " 'conditions': {'path': '$', 'op': 'exists'}}}")
                        .lines())
                .containsExactly("INVALID_HTTP_CONFIG scenario.steps[0].payload.payload.path");
    }

    @Test
    void whatIsWrongWithTheHttpOfAModuleIsToldOnce() {
        String steps = "{'action': 'shop.list'}, {'action': 'shop.list'}";
        Checking open = Checking.steps(folder, steps).module("shop", shop("'http': {'baseUrl': '${env.SHOP}'}, "));
        assertThat(open.lines()).containsExactly("MISSING_ENV scenario.steps[0].action");
        assertThat(open.env("SHOP", "nonsense").lines())
                .containsExactly("INVALID_HTTP_CONFIG scenario.steps[0].action");
        Checking covered =
                Checking.steps(folder, steps, BASED).module("shop", shop("'http': {'baseUrl': '${env.SHOP}'}, "));
        assertThat(covered.lines()).isEmpty();
    }

    @Test
    void defaultHeadersWithoutAnyBaseUrlAreAWarning() {
        assertThat(Checking.lines(Checking.steps(
                                folder,
                                "{'action': 'http.request', 'payload': {'url': 'http://127.0.0.1:9/x'}}",
                                "'http': {'defaultHeaders': {'x': 'y'}}")
                        .warnings()))
                .containsExactly("INVALID_HTTP_CONFIG http.defaultHeaders");
    }
}
