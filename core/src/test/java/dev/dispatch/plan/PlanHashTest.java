package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.module.LoadedModule;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanHashTest {

    private static final String JOB = """
            {'schemaVersion': 1, 'jobType': 't',
             'inputs': {'sku': {'type': 'string', 'default': 'a'}, 'pin': {'type': 'string', 'secret': true}},
             'http': {'baseUrl': 'http://127.0.0.1:9/${env.REGION:-eu}'},
             'credentials': {'shop': {'fromEnv': {'key': 'SHOP_KEY'}}},
             'scenario': {'steps': [
               {'id': 'item', 'action': 'shop.item', 'payload': {'sku': '${input.sku}'}},
               {'id': 'own', 'action': 'http.request', 'payload': {'path': '/x', 'headers': {'X-Pin': '${input.pin:-0}', 'X-Key': '${credential.shop.key}'}}}]}}
            """;

    private static final String MODULE = """
            {'name': 'shop', 'version': '1.0.0', 'http': {'defaultHeaders': {'X-Tenant': '${env.TENANT:-none}'}},
             'actions': {'item': {'description': 'd', 'effect': 'read', 'input': {'type': 'object', 'properties': {'sku': {}}},
               'request': {'method': 'GET', 'path': '/items/${input.sku}', 'query': {'lang': '${env.LANGUAGE_TAG:-en}'}}}}}
            """;

    @TempDir
    private Path folder;

    private int tries;

    private String hash(String job, String module, UnaryOperator<Checking> given) {
        Path own = folder.resolve("try-" + tries++);
        Checking checking = Checking.job(own, job).env("SHOP_KEY", "k-1234").module("shop", module);
        if (!(given.apply(checking).result() instanceof PreflightResult.Ready(Plan plan, var _))) {
            throw new AssertionError("not ready");
        }
        Secrets secrets = new Secrets();
        plan.secrets().forEach(secrets::add);
        return PlanHash.of(plan, new Redactor(secrets), LoadedModule::hash);
    }

    private String hash(UnaryOperator<Checking> given) {
        return hash(JOB, MODULE, given);
    }

    private String usual() {
        return hash(UnaryOperator.identity());
    }

    @Test
    void itIsTheSameInAnotherFolderAndAtAnotherTime() {
        assertThat(usual()).isEqualTo(usual()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void whatDecidesNothingIsNoPartOfIt() {
        assertThat(hash(JOB.replace("\n", "\n  "), MODULE, UnaryOperator.identity()))
                .as("white space")
                .isEqualTo(usual());
        assertThat(hash(given -> given.env("HOME", "/else/where")))
                .as("a variable that nobody reads")
                .isEqualTo(usual());
        assertThat(hash(given -> given.input("sku", "a")))
                .as("a default that was given")
                .isEqualTo(usual());
        assertThat(hash(given -> given.input("sku", "b").input("pin", "1")))
                .as("the order of inputs")
                .isEqualTo(hash(given -> given.input("pin", "1").input("sku", "b")));
    }

    @Test
    void noValueOfASecretIsPartOfIt() {
        assertThat(hash(given -> given.env("SHOP_KEY", "k-5678"))).isEqualTo(usual());
        assertThat(hash(given -> given.input("pin", "1111"))).isEqualTo(hash(given -> given.input("pin", "2222")));
    }

    @Test
    void eachPartChangesIt() {
        assertThat(hash(JOB.replace("'/x'", "'/y'"), MODULE, UnaryOperator.identity()))
                .as("job")
                .isNotEqualTo(usual());
        assertThat(hash(given -> given.input("sku", "b"))).as("input").isNotEqualTo(usual());
        assertThat(hash(given -> given.env("REGION", "us")))
                .as("variable of the job")
                .isNotEqualTo(usual());
        assertThat(hash(given -> given.env("TENANT", "t")))
                .as("header of a module")
                .isNotEqualTo(usual());
        assertThat(hash(given -> given.env("LANGUAGE_TAG", "de")))
                .as("variable of an action")
                .isNotEqualTo(usual());
        assertThat(hash(given -> given.baseUrl("http://127.0.0.1:8/")))
                .as("base URL")
                .isNotEqualTo(usual());
        assertThat(hash(JOB, MODULE.replace("'GET'", "'HEAD'"), UnaryOperator.identity()))
                .as("module")
                .isNotEqualTo(usual());
    }

    @Test
    void aVariableCountsHoweverTheJobSpellsItsName() {
        String escaped = JOB.replace("'/x'", "'/${\\u0065nv.TARGET:-x}'");
        assertThat(hash(escaped.replace("env.REGION", "input.sku"), MODULE, given -> given.env("TARGET", "other")))
                .isNotEqualTo(hash(escaped.replace("env.REGION", "input.sku"), MODULE, UnaryOperator.identity()));
    }

    @Test
    void aVariableInStoredDefaultsCounts() {
        UnaryOperator<Checking> stored =
                given -> given.defaults("http.request", "{'headers': {'X-To': '${env.TARGET:-none}'}}");
        assertThat(hash(given -> stored.apply(given).env("TARGET", "other"))).isNotEqualTo(hash(stored));
    }

    @Test
    void theOrderOfMembersCountsSinceItDecidesOnTheBytesOfABody() {
        String body = JOB.replace("'path': '/x'", "'path': '/x', 'method': 'POST', 'body': {'a': 1, 'b': 2}");
        String turned = JOB.replace("'path': '/x'", "'path': '/x', 'method': 'POST', 'body': {'b': 2, 'a': 1}");
        assertThat(hash(body, MODULE, UnaryOperator.identity()))
                .isNotEqualTo(hash(turned, MODULE, UnaryOperator.identity()));
    }

    @Test
    void aHashIsReadWithItsPrefixAndWithoutIt() {
        String digits = "0123456789abcdef".repeat(4);
        assertThat(PlanHash.read(digits)).contains("sha256:" + digits);
        assertThat(PlanHash.read("sha256:" + digits)).contains("sha256:" + digits);
        for (String other : new String[] {"", "sha256:", digits + "0", "md5:" + digits, digits.replace('a', 'g')}) {
            assertThat(PlanHash.read(other)).as(other).isEmpty();
        }
    }

    @Test
    void theContentOfAFileThatIsSentIsPartOfIt() throws IOException {
        String job = JOB.replace("'path': '/x'", "'method': 'PUT', 'file': '../data.txt', 'path': '/x'");
        Path file = Files.writeString(folder.resolve("data.txt"), "one");
        String one = hash(job, MODULE, UnaryOperator.identity());
        assertThat(hash(job, MODULE, UnaryOperator.identity())).isEqualTo(one);
        Files.writeString(file, "two");
        assertThat(hash(job, MODULE, UnaryOperator.identity())).isNotEqualTo(one);
    }
}
