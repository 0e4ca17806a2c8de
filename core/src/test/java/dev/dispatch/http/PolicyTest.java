package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.policy.PolicyParser;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy forbids is not sent, whichever way the call came to it. */
class PolicyTest {

    static Policies policy(String text) {
        JsonSource source = JsonSource.read(text.replace('\'', '"'));
        IssueList issues = IssueList.about(source);
        PolicyParser parser = new PolicyParser();
        parser.parse(Members.of(source.root(), Pointer.ROOT, issues), Path.of("/policy.json"), issues);
        assertThat(issues.isEmpty()).isTrue();
        return parser.policies();
    }

    private static Sending sending(RawServer server, String policy) {
        return new Sending(settings -> settings.baseUrl(server.url()).policies(policy(policy)));
    }

    private static String rule(HttpFailure failure) {
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.POLICY);
        assertThat(failure.transient_()).isFalse();
        Denial denial = failure.denial();
        return denial == null ? "none" : denial.rule();
    }

    @Test
    void aHostThatIsNotAllowedIsNotCalled() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", "{}"));
                Sending sending = sending(server, "{'allowHosts': ['api.example.com']}")) {
            assertThat(rule(sending.failure(HttpCall.get("/")))).isEqualTo("allowHosts");
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aHostThatIsAllowedIsCalled() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", "{}"));
                Sending sending = sending(
                        server,
                        "{'allowHosts': ['127.0.0.1:" + server.port() + "'], 'methods': ['GET'], 'privateAddresses':"
                                + " 'allow'}")) {
            assertThat(sending.reply(HttpCall.get("/")).status()).isEqualTo(200);
            assertThat(rule(sending.failure(HttpCall.of("POST", "/")))).isEqualTo("methods");
            assertThat(server.seen()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "LOCALHOST.",
                "2130706433",
                "127.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "017700000001",
                "0177.0.0.1",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::1]",
                "１２７.0.0.1",
            })
    void noSpellingOfThisMachineGetsPastTheRuleForPrivateAddresses(String host) throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", "{}"));
                Sending sending = sending(server, "{'privateAddresses': 'deny'}")) {
            HttpFailure failure = sending.failure(HttpCall.get("http://" + host + ":" + server.port() + "/"));
            assertThat(failure.kind())
                    .isIn(HttpFailure.Kind.POLICY, HttpFailure.Kind.UNKNOWN_HOST, HttpFailure.Kind.INVALID_URL);
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aNameThatLeadsToThisMachineIsDeniedOnceItIsResolved() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", "{}"));
                Sending sending = sending(server, "{'privateAddresses': 'deny'}")) {
            assertThat(rule(sending.failure(HttpCall.get("http://localhost:" + server.port() + "/"))))
                    .isEqualTo("privateAddresses");
            assertThat(server.seen()).isEmpty();
        }
        try (RawServer server = RawServer.answering(RawServer.ok("", "{}"));
                Sending sending = sending(server, "{'denyHosts': ['127.0.0.0/8', '::1']}")) {
            assertThat(rule(sending.failure(HttpCall.get("http://localhost:" + server.port() + "/"))))
                    .isEqualTo("denyHosts");
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aRedirectToWhatIsForbiddenIsNotFollowed() throws IOException {
        try (RawServer target = RawServer.answering(RawServer.ok("", "{}"));
                RawServer server =
                        RawServer.answering(RawServer.redirect(302, "http://localhost:" + target.port() + "/"));
                Sending sending = sending(server, "{'allowHosts': ['127.0.0.1']}")) {
            HttpFailure failure = sending.failure(HttpCall.get("/"));
            assertThat(rule(failure)).isEqualTo("allowHosts");
            assertThat(failure.message()).contains("localhost:" + target.port(), "/policy.json");
            assertThat(server.seen()).hasSize(1);
            assertThat(target.seen()).isEmpty();
        }
    }

    @Test
    void theMethodThatARedirectMakesIsHeldAgainstTheRulesToo() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.redirect(303, "/next"), RawServer.ok("", "{}"));
                Sending sending = sending(server, "{'methods': ['POST']}")) {
            assertThat(rule(sending.failure(HttpCall.of("POST", "/")))).isEqualTo("methods");
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void anotherBaseUrlForSomeCallsKeepsThePolicy() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", "{}"));
                Sending sending =
                        new Sending(settings -> settings.policies(policy("{'allowHosts': ['api.example.com']}")))) {
            HttpResult result = sending.narrowed(server.url(), "x-a", "b")
                    .send(HttpCall.get("/"), sending.heard, sending.cancellation);
            assertThat(result)
                    .isInstanceOfSatisfying(
                            HttpResult.Unanswered.class,
                            unanswered -> assertThat(rule(unanswered.failure())).isEqualTo("allowHosts"));
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aPoolOfConnectionsThatWasFilledWithoutAPolicyIsNoWayAroundIt() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", "{}"));
                Sending open = Sending.to(server)) {
            String url = "http://localhost:" + server.port() + "/";
            assertThat(open.reply(HttpCall.get(url)).status()).isEqualTo(200);
            HttpTransport closed = new HttpTransport(
                    open.clients,
                    HttpSettings.of("dispatch/test").policies(policy("{'privateAddresses': 'deny'}")),
                    open.cookies,
                    java.time.InstantSource.system());
            assertThat(closed.send(HttpCall.get(url), open.heard, open.cancellation))
                    .isInstanceOfSatisfying(
                            HttpResult.Unanswered.class,
                            unanswered -> assertThat(rule(unanswered.failure())).isEqualTo("privateAddresses"));
            assertThat(server.seen()).hasSize(1);
        }
    }

    /** What is connected to is what was looked at; another answer a moment later is looked at again. */
    @Test
    void aNameThatChangesItsAddressGainsNothing() throws UnknownHostException {
        Deque<List<InetAddress>> answers = new ArrayDeque<>(List.of(
                List.of(InetAddress.ofLiteral("93.184.215.14")),
                List.of(InetAddress.ofLiteral("93.184.215.14"), InetAddress.ofLiteral("10.0.0.1"))));
        Dns dns = new PolicyDns(policy("{'privateAddresses': 'deny'}"), host -> answers.removeFirst());
        assertThat(dns.lookup("rebind.example")).hasSize(1);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> dns.lookup("rebind.example")))
                .isInstanceOf(DeniedAddressException.class)
                .hasMessageContaining("10.0.0.1");
    }
}
