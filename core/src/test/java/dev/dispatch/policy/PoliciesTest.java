package dev.dispatch.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {

    @TempDir
    Path folder;

    private Policies policies(String... texts) {
        PolicyParser parser = new PolicyParser();
        int number = 0;
        for (String text : texts) {
            assertThat(parse(parser, text, "p" + ++number + ".json")).isEmpty();
        }
        return parser.policies();
    }

    private List<Issue> parse(PolicyParser parser, String text, String name) {
        JsonSource source = JsonSource.read(text.replace('\'', '"'));
        IssueList issues = IssueList.about(source);
        parser.parse(Members.of(source.root(), Pointer.ROOT, issues), folder.resolve(name), issues);
        return issues.issues();
    }

    private static String rule(Optional<Denial> denial) {
        return denial.map(Denial::rule).orElse("allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'allowHosts': ['api.example.com']} | api.example.com | allowed",
                "{'allowHosts': ['api.example.com']} | evil.example.com | allowHosts",
                "{'allowHosts': []} | api.example.com | allowHosts",
                "{'allowHosts': ['*.example.com'], 'denyHosts': ['evil.example.com']} | evil.example.com | denyHosts",
                "{'allowHosts': ['*.example.com'], 'denyHosts': ['evil.example.com']} | good.example.com | allowed",
                "{'privateAddresses': 'deny'} | 127.0.0.1 | privateAddresses",
                "{'privateAddresses': 'deny', 'allowHosts': ['127.0.0.1']} | 127.0.0.1 | privateAddresses",
                "{'privateAddresses': 'allow'} | 127.0.0.1 | allowed",
                "{'privateAddresses': 'deny'} | ::ffff:a9fe:a9fe | privateAddresses",
                "{'privateAddresses': 'deny'} | 2130706433 | privateAddresses",
                "{'privateAddresses': 'deny'} | 127.1 | privateAddresses",
                "{'privateAddresses': 'deny'} | 0177.0.0.1 | privateAddresses",
                "{'privateAddresses': 'deny'} | 8.8.8.8 | allowed",
                "{'denyHosts': ['169.254.0.0/16']} | 169.254.169.254 | denyHosts",
                "{'denyHosts': ['127.0.0.1']} | 2130706433 | denyHosts",
                "{} | anything.example.com | allowed",
                "{'allowHosts': ['8.8.8.8']} | ::ffff:8.8.8.8 | allowed",
                "{'allowHosts': ['8.8.8.8']} | 2002:808:808::1 | allowHosts",
                "{'allowHosts': ['8.8.8.8']} | 64:ff9b::808:808 | allowHosts",
                "{'denyHosts': ['8.8.8.8']} | 2002:808:808::1 | denyHosts",
                "{'denyHosts': ['8.8.8.8']} | 64:ff9b::808:808 | denyHosts",
            })
    void aHostIsHeldAgainstEveryRule(String policy, String host, String rule) {
        assertThat(rule(policies(policy).host(host, 443))).isEqualTo(rule);
    }

    @Test
    void theStricterOfSeveralWinsInEachOrder() {
        String strict = "{'allowHosts': ['a.example'], 'methods': ['GET'], 'effects': ['read'], 'env': ['API_*']}";
        String loose = "{'allowHosts': ['a.example', 'b.example'], 'methods': ['get', 'POST'], 'effects': ['read',"
                + " 'write'], 'env': ['*'], 'privateAddresses': 'allow', 'codeModules': 'allow'}";
        for (Policies both : List.of(policies(strict, loose), policies(loose, strict))) {
            assertThat(rule(both.host("a.example", 80))).isEqualTo("allowed");
            assertThat(rule(both.host("b.example", 80))).isEqualTo("allowHosts");
            assertThat(rule(both.method("GET"))).isEqualTo("allowed");
            assertThat(rule(both.method("POST"))).isEqualTo("methods");
            assertThat(rule(both.effect("read", ""))).isEqualTo("allowed");
            assertThat(rule(both.effect("write", ""))).isEqualTo("effects");
            assertThat(rule(both.variable("API_URL"))).isEqualTo("allowed");
            assertThat(rule(both.variable("HOME"))).isEqualTo("env");
        }
        assertThat(rule(policies("{'codeModules': 'deny'}", loose).codeModule("m")))
                .isEqualTo("codeModules");
        assertThat(rule(policies("{'privateAddresses': 'deny'}", loose).host("10.0.0.1", 80)))
                .isEqualTo("privateAddresses");
    }

    @Test
    void aDenialSaysWhichRuleInWhichFileAndWhatIsAllowed() {
        Denial denial = policies("{}", "{'allowHosts': ['a.example', '*.b.example']}")
                .host("evil.example", 443)
                .orElseThrow();
        assertThat(denial.message())
                .isEqualTo("The policy does not allow the host evil.example:443: rule allowHosts in "
                        + folder.resolve("p2.json"));
        Issue issue = denial.issue(Pointer.ROOT);
        assertThat(issue.code()).isEqualTo(IssueCode.POLICY_DENIED);
        assertThat(issue.expected()).isEqualTo("one of a.example, *.b.example");
        assertThat(issue.toJson().path("rule").asString()).isEqualTo("allowHosts");
        assertThat(issue.toJson().path("file").asString())
                .isEqualTo(folder.resolve("p2.json").toString());
    }

    @Test
    void theAddressThatANameIsResolvedToIsHeldAgainstTheRulesToo() throws IOException {
        InetAddress metadata = InetAddress.getByName("169.254.169.254");
        InetAddress open = InetAddress.getByName("93.184.215.14");
        Policies closed = policies("{'privateAddresses': 'deny'}");
        assertThat(closed.watchAddresses()).isTrue();
        assertThat(rule(closed.host("metadata.example", 80))).isEqualTo("allowed");
        assertThat(rule(closed.address("metadata.example", metadata))).isEqualTo("privateAddresses");
        assertThat(rule(closed.address("metadata.example", open))).isEqualTo("allowed");
        Policies named = policies("{'denyHosts': ['169.254.169.254:80', 'x.example']}");
        assertThat(named.watchAddresses()).isTrue();
        assertThat(rule(named.address("metadata.example", metadata))).isEqualTo("denyHosts");
        assertThat(policies("{'denyHosts': ['x.example']}").watchAddresses()).isFalse();
    }

    @Test
    void programsThatFetchCodeAreCodeToo() {
        assertThat(rule(policies("{'codeModules': 'deny'}").program("npx"))).isEqualTo("codeModules");
        assertThat(rule(policies("{'allowHosts': []}").program("npx"))).isEqualTo("allowed");
    }

    @Test
    void jobsSeeOnlyTheVariablesTheyMayRead() {
        Map<String, String> environment = Map.of("API_URL", "u", "API", "x", "HOME", "/", "TOKEN", "t");
        assertThat(policies("{'env': ['API_*', 'TOKEN']}").readable(environment))
                .containsOnlyKeys("API_URL", "TOKEN");
        assertThat(policies("{'env': []}").readable(environment)).isEmpty();
        assertThat(policies("{}").readable(environment)).isEqualTo(environment);
    }

    @Test
    void aFileIsWhereItsLinksLeadTo() throws IOException {
        Path allowed = Files.createDirectories(folder.resolve("data"));
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "s");
        Files.createSymbolicLink(allowed.resolve("way-out"), outside);
        Files.createSymbolicLink(allowed.resolve("nowhere"), folder.resolve("gone"));
        Files.createSymbolicLink(folder.resolve("way-in"), allowed);
        Policies policies = policies("{'files': ['data']}");
        assertThat(rule(policies.file(allowed.resolve("a/b/new.json")))).isEqualTo("allowed");
        assertThat(rule(policies.file(folder.resolve("way-in/x")))).isEqualTo("allowed");
        assertThat(rule(policies.file(allowed))).isEqualTo("allowed");
        for (String out : List.of(
                "way-out/secret", "way-out/new", "nowhere", "../outside/secret", "missing/../../outside/secret")) {
            assertThat(rule(policies.file(allowed.resolve(out)))).as(out).isEqualTo("files");
        }
        assertThat(rule(policies.file(folder.resolve("data-of-others")))).isEqualTo("files");
        assertThat(rule(policies("{'files': []}").file(allowed))).isEqualTo("files");
        assertThat(rule(policies("{}").file(outside))).isEqualTo("allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'allowHosts': 'a.example'}",
                "{'allowHosts': [1]}",
                "{'allowHosts': ['${env.HOST}']}",
                "{'denyHosts': ['https://a.example']}",
                "{'methods': ['GET ']}",
                "{'methods': ['*']}",
                "{'effects': ['reed']}",
                "{'privateAddresses': false}",
                "{'privateAddresses': 'block'}",
                "{'codeModules': 'no'}",
                "{'env': ['A*B']}",
                "{'env': ['']}",
                "{'files': ['${env.HOME}']}",
                "{'files': [null]}",
                "[]",
            })
    void whatIsNotUnderstoodIsAnIssueWithItsPlace(String text) {
        List<Issue> issues = parse(new PolicyParser(), text, "p.json");
        assertThat(issues).hasSize(1);
        assertThat(issues.getFirst().position()).isNotNull();
        assertThat(issues.getFirst().expected()).isNotBlank();
    }

    @Test
    void nearWordsAreSuggested() {
        assertThat(parse(new PolicyParser(), "{'effects': ['reed']}", "p.json")
                        .getFirst()
                        .suggestions())
                .containsExactly("read");
    }
}
