package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillCommandsTest {

    private static final String SKILL = """
            ---
            name: dispatch
            description: Run API workflows.
            metadata:
              version: "1.2.0"
            ---
            # dispatch
            """;

    @TempDir
    private Path folder;

    private Path distribution;
    private Path work;
    private Terminal terminal;

    @BeforeEach
    void aDistributionWithASkill() throws IOException {
        distribution = Files.createDirectory(folder.resolve("dist"));
        Files.writeString(distribution.resolve("SKILL.md"), SKILL);
        work = Files.createDirectory(folder.resolve("work"));
        terminal = new Terminal(work).shippedIn(distribution);
    }

    @Test
    void theShippedDocumentIsPrintedAsItIs() {
        assertThat(terminal.run("skill", "print")).isEqualTo(new Terminal.Outcome(0, SKILL, ""));
        assertThat(terminal.json("skill", "print").json().toString())
                .contains("\"name\":\"dispatch\"", "\"skillVersion\":\"1.2.0\"", "# dispatch\\n");
    }

    @Test
    void aDistributionWithoutADocumentSaysSo() throws IOException {
        Files.delete(distribution.resolve("SKILL.md"));
        Terminal.Outcome outcome = terminal.json("skill", "print");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.json().get("message").stringValue()).contains("SKILL.md", "not part of this distribution");
        Files.writeString(distribution.resolve("SKILL.md"), "# no head\n");
        assertThat(terminal.run("skill", "print").err()).contains("the first line is not ---");
    }

    @Test
    void itIsInstalledOnceAndThenSaidToBeThere() throws IOException {
        Path file = work.resolve(".agents/skills/dispatch/SKILL.md");
        Terminal.Outcome first = terminal.json("skill", "install");
        assertThat(first.json().get("change").stringValue()).isEqualTo("installed");
        assertThat(first.json().get("path").stringValue()).isEqualTo(file.toString());
        assertThat(Files.readString(file)).isEqualTo(SKILL);
        assertThat(terminal.run("skill", "install").out()).startsWith("unchanged  ");
    }

    @Test
    void whatSomebodyChangedIsReplacedOnlyByForce() throws IOException {
        Path file = work.resolve("skills/dispatch/SKILL.md");
        terminal.run("skill", "install", "--into", "skills");
        Files.writeString(file, SKILL + "Our own rule.\n");
        Terminal.Outcome refused = terminal.json("skill", "install", "--into", "skills");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(Files.readString(file)).contains("Our own rule.");
        assertThat(refused.json().get("next").get(0).get("command").stringValue())
                .isEqualTo("dispatch skill install --into skills --force");
        assertThat(terminal.run("skill", "install", "--into", "skills", "--force")
                        .out())
                .startsWith("replaced  ");
        assertThat(Files.readString(file)).isEqualTo(SKILL);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(work.resolve("skills"), "a file");
        Terminal.Outcome outcome = terminal.run("skill", "install", "--into", "skills");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("skills");
    }

    @Test
    void theSkillsOfAModuleAreAddedByTheInstallerWithoutAShellAndWithoutTelemetry() throws IOException {
        config("{\"modules\": {\"shop\": {\"repo\": \"acme/shop-skills\", \"version\": \"v2\"}, \"tax\": {\"repo\":"
                + " \"git@example.org:tax.git\"}}}");
        npx("echo \"$#:$*:$DISABLE_TELEMETRY:$(pwd)\" >> calls; echo 'Added it'; echo 'a warning' >&2");
        Terminal.Outcome outcome = terminal.json("skill", "install", "--all");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .isEqualTo("{\"installed\":[{\"name\":\"shop\",\"repo\":\"acme/shop-skills\",\"version\":\"v2\"},"
                        + "{\"name\":\"tax\",\"repo\":\"git@example.org:tax.git\"}]}\n");
        assertThat(outcome.err()).contains("Added it\n", "a warning\n");
        assertThat(Files.readString(work.resolve("calls")))
                .isEqualTo("5:--yes skills@1.7.4 add acme/shop-skills#v2 --yes:1:" + work + "\n"
                        + "5:--yes skills@1.7.4 add git@example.org:tax.git --yes:1:" + work + "\n");
        assertThat(terminal.run("skill", "update", "shop").out()).isEqualTo("updated  shop  acme/shop-skills#v2\n");
    }

    @Test
    void whatTheInstallerSaidLastExplainsItsFailure() throws IOException {
        config("{\"modules\": {\"a\": {\"repo\": \"acme/a\"}, \"b\": {\"repo\": \"acme/b\"}}}");
        npx("case $4 in acme/b) echo 'fetching'; printf '\\033[31mno such repository\\033[0m\\n' >&2; exit 7;; esac");
        Terminal.Outcome outcome = terminal.json("skill", "install", "--all");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.json().get("code").stringValue()).isEqualTo("RUNTIME_ERROR");
        assertThat(outcome.json().get("message").stringValue())
                .contains("'b' (acme/b)", "exit code 7", "fetching / no such repository");
        assertThat(outcome.json().get("details").get("installed").size()).isEqualTo(1);
    }

    @Test
    void whatTheInstallerPrintsOfItsEnvironmentIsRedactedWhateverColoursItHas() throws IOException {
        config("{\"modules\": {\"a\": {\"repo\": \"acme/a\"}}}");
        npx("printf 'has corre\\033[31mct-horse\\n%01990d correct-horse\\n' 0; echo \"$SHOP_TOKEN\" | base64; exit 7");
        Terminal.Outcome outcome = terminal.with("SHOP_TOKEN", "correct-horse").run("skill", "install", "a");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out() + outcome.err())
                .contains("has [REDACTED]")
                .doesNotContain("correct", "corre", "Y29ycmVjdC");
    }

    @Test
    void theInstallerIsNotCalledWhereAPolicyDeniesCode() throws IOException {
        config("{\"modules\": {\"a\": {\"repo\": \"acme/a\"}}, \"policy\": {\"codeModules\": \"deny\"}}");
        npx("echo called >> calls");
        Terminal.Outcome outcome = terminal.json("skill", "install", "a");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.json().get("code").stringValue()).isEqualTo("POLICY_DENIED");
        assertThat(work.resolve("calls")).doesNotExist();
    }

    @Test
    void withoutNpxNothingIsInstalledAndTheWayIsShown() throws IOException {
        config("{\"modules\": {\"a\": {\"repo\": \"acme/a\"}}}");
        Terminal.Outcome outcome = terminal.with("PATH", work.toString()).run("skill", "install", "a");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("no npx on the PATH", "Node.js", "acme/a");
    }

    @Test
    void theProjectsFileIsOverTheUsersAndCountsForFoldersBelowIt() throws IOException {
        Files.createDirectories(work.resolve("home"));
        Files.writeString(
                work.resolve("home/config.json"),
                "{\"modules\": {\"a\": {\"repo\": \"user/a\"}, \"u\": {\"repo\": \"user/u\"}}}");
        config("{\"modules\": {\"a\": {\"repo\": \"acme/a\"}}}");
        npx("echo $4");
        assertThat(terminal.run("skill", "install", "--all").out())
                .isEqualTo("installed  a  acme/a\ninstalled  u  user/u\n");
        Path below = Files.createDirectory(work.resolve("below"));
        assertThat(new Terminal(below)
                        .with("PATH", terminalPath())
                        .run("skill", "install", "a")
                        .out())
                .isEqualTo("installed  a  acme/a\n");
    }

    @Test
    void aConfigurationThatCannotBeReadIsNamed() throws IOException {
        config("{\"modules\": [");
        assertThat(terminal.run("skill", "install", "a").err()).contains("dispatch.config.json", "not JSON");
        config("{\"modules\": {\"a\": {\"repo\": 1}}}");
        assertThat(terminal.run("skill", "install", "a").err()).contains("modules.a", "repo");
    }

    @Test
    void everyDocumentHasItsForm() throws IOException {
        config("{\"modules\": {\"a\": {\"repo\": \"acme/a\", \"version\": \"v1\"}}}");
        npx("exit 0");
        assertHasForm("skill-print", terminal.json("skill", "print"));
        assertHasForm("skill-install", terminal.json("skill", "install"));
        assertHasForm("skill-install", terminal.json("skill", "install", "a"));
        assertHasForm("skill-update", terminal.json("skill", "update", "--all"));
        assertHasForm("error", terminal.json("skill", "update", "b"));
    }

    private static void assertHasForm(String schema, Terminal.Outcome outcome) throws IOException {
        Path file = Terminal.ROOT.resolve("docs/reference/" + schema + ".schema.json");
        assertThat(JsonSchema.compile(Json.parse(Files.readString(file))))
                .isInstanceOfSatisfying(
                        JsonSchema.Compiled.Ok.class,
                        ok -> assertThat(ok.schema().validate(outcome.json())).isEmpty());
    }

    private void config(String text) throws IOException {
        Files.writeString(work.resolve("dispatch.config.json"), text);
    }

    private void npx(String script) throws IOException {
        Path npx = Files.createDirectories(folder.resolve("bin")).resolve("npx");
        Files.writeString(npx, "#!/bin/sh\n" + script + "\n");
        assertThat(npx.toFile().setExecutable(true)).isTrue();
        terminal.with("PATH", terminalPath());
    }

    private String terminalPath() {
        return folder.resolve("bin") + ":/usr/bin:/bin";
    }
}
