package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextForPeopleTest {

    @TempDir
    private Path folder;

    private Terminal terminal;

    @BeforeEach
    void openATerminal() {
        terminal = new Terminal(folder);
    }

    @Test
    void aValidJobShowsItsPrerequisites() {
        assertThat(out("job", "validate", "--case", "jsonplaceholder-kitchen-sink"))
                .startsWith("valid  jsonplaceholder-kitchen-sink  case, 5 steps\n")
                .contains("HTTP deps:\n  http.baseUrl\n")
                .contains("next:\n  dispatch job run --case jsonplaceholder-kitchen-sink  # run the job\n");
    }

    @Test
    void aMissingMemoryKeyIsNamedWithTheCommandThatStoresIt() {
        Terminal.Outcome outcome = terminal.run("job", "validate", "--case", "jsonplaceholder-from-memory");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("error: job case validation failed  USAGE_ERROR\n")
                .contains("MISSING_MEMORY_DEPENDENCY", "seed-user-1-reference.job.seed.json");
    }

    @Test
    void anIssueSaysWhereItIsAndWhatToDo() throws IOException {
        Files.writeString(folder.resolve("typo.job.case.json"), """
                {"schemaVersion": 1, "jobType": "typo",
                 "scenario": {"steps": [{"id": "a", "action": "flow.slep", "payload": {"duration": "1s"}}]}}
                """);
        String err = terminal.run("job", "run", "--case", "typo.job.case.json").err();
        assertThat(err.split("typo.job.case.json", -1)).hasSize(2);
        assertThat(err)
                .contains(
                        "  typo.job.case.json\n  UNKNOWN_ACTION  2:37  scenario.steps[0].action\n",
                        "    try: flow.sleep\n");
    }

    @Test
    void warningsOfARefusedJobStandUnderAHeading() throws IOException {
        Files.writeString(folder.resolve("two.job.case.json"), """
                {"schemaVersion": 1, "jobType": "two", "credentials": {"p": {"fromEnv": {"key": "NOT_SET_ANYWHERE"}}},
                 "scenario": {"steps": [{"id": "a", "action": "flow.slep", "payload": {"duration": "1s"}}]}}
                """);
        assertThat(terminal.run("job", "validate", "--case", "two").err())
                .containsSubsequence("UNKNOWN_ACTION", "warnings:\n  MISSING_CREDENTIAL_ENV", "next:\n");
    }

    @Test
    void anActionThatFailedSaysWhyAndWhereItsRecordIsOnce() {
        Terminal.Outcome failed = terminal.run("run", "flow.fail", "--input", "message=no luck");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat((failed.out() + failed.err()).split("no luck", -1)).hasSize(2);
        assertThat(failed.out()).startsWith("FAILED  flow.fail  ").contains("record: ");
        assertThat(failed.err()).startsWith("error: no luck").doesNotContain("runDir");
    }

    @Test
    void aDamagedInstallationShowsEveryPartAndWhichIsBroken() throws IOException {
        Path module = Files.createDirectories(folder.resolve("dist/modules/shop"));
        Files.writeString(module.resolve("module.json"), "{");
        Terminal.Outcome outcome = terminal.shippedIn(folder.resolve("dist")).run("self-check");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .startsWith("10 checks, 1 failed\n  ok    built-in modules")
                .contains("  fail  shipped modules", module + ": module.json 1:2: This is not JSON");
        assertThat(outcome.err()).startsWith("error: self-check failed  RUNTIME_ERROR\nnext:\n  dispatch doctor");
    }

    @Test
    void runsThatMayHaveBeenMeantAreListed() {
        out("job", "run", "--case", "flow-sleep");
        out("job", "run", "--case", "flow-sleep");
        assertThat(out("job", "latest")).startsWith("SUCCESS  ");
        Terminal.Outcome ambiguous = terminal.run("job", "inspect", "--run-id", "job-run");
        assertThat(ambiguous.exitCode()).isEqualTo(4);
        assertThat(ambiguous.err().lines().filter(line -> line.startsWith("  try: 2026")))
                .hasSize(2);
    }

    @Test
    void aModuleShowsWhatItsJobsNeedItsHashAndWhatNobodyReads() throws IOException {
        Path module = Files.createDirectories(folder.resolve("modules/shop/jobs"));
        Files.writeString(
                module.resolveSibling("module.json"),
                "{\"name\": \"shop\", \"version\": \"1.0.0\", \"colour\": \"red\", \"actions\": {}}");
        Files.writeString(module.resolve("order.job.case.json"), """
                {"schemaVersion": 1, "jobType": "order", "dependencies": {
                   "modules": [{"name": "users", "version": "^1.2.0"}],
                   "memory": [{"namespace": "shop", "key": "a.b", "fill": {"module": "shop", "job": "stock"}}],
                   "http": {"required": ["baseUrl"]}},
                 "scenario": {"steps": []}}
                """);
        assertThat(out("module", "inspect", "shop"))
                .contains("\n  sha256:", "warnings:\n  UNKNOWN_FIELD", "colour")
                .contains(
                        "    module: users ^1.2.0\n    memory: shop.a.b (seed: shop:stock)\n    http: http.baseUrl\n");
        assertThat(out("module", "list")).contains("warnings:\n  UNKNOWN_FIELD", "colour");
    }

    @Test
    void aModuleShowsItsActionsAndItsJobs() {
        assertThat(out("module", "inspect", "jsonplaceholder"))
                .contains("jsonplaceholder.list-posts  read\n", "  input: userId?:integer, limit?:integer\n")
                .contains("  exports: postIds:array\n", "Case Jobs:\n", "Seed Jobs:\n  seed-user-1-reference  ");
    }

    @Test
    void memoryShowsWhatItHolds() {
        assertThat(out("memory", "list")).startsWith("memory is empty: ");
        out("run", "memory.store", "--input", "namespace=shop", "--input", "key=a.b", "--input", "value=7");
        assertThat(out("memory", "list")).startsWith("1 namespace in ").contains("\n  shop\n");
        assertThat(out("memory", "inspect", "--namespace", "shop")).endsWith("{\n  \"a\": {\n    \"b\": 7\n  }\n}\n");
    }

    @Test
    void runsAreListedAndLookedInto() {
        assertThat(out("job", "list")).startsWith("no runs in ");
        out("job", "run", "--case", "flow-sleep");
        out("job", "run", "--case", "flow-sleep");
        assertThat(out("job", "list")).startsWith("2 runs in ");
        assertThat(out("job", "list", "--limit", "1")).startsWith("the newest 1 run, there are more in ");
        assertThat(out("job", "latest")).contains("SUCCESS", "flow-sleep", "record: ");
        assertThat(out("job", "inspect", "--run-id", "latest")).startsWith("SUCCESS  flow-sleep  ");
        assertThat(out("job", "inspect", "--run-id", "latest", "--step", "1")).contains("payload: {\"duration\":");
        assertThat(out("job", "assert", "--run-id", "latest"))
                .startsWith("PASS  ")
                .contains("  PASS  run-succeeded\n");
    }

    @Test
    void whatAnActionSaysCannotReachTheTerminalRaw() {
        String out = out("run", "flow.log", "--input", "message=\u001b[2J\u009b1m\u202eend");
        assertThat(out).contains("\\u001b[2J\\u009b1m\\u202eend").doesNotContain("\u001b", "\u009b", "\u202e");
        assertThat(terminal.json("run", "flow.log", "--input", "message=\u001b[2J\u009b1m")
                        .out())
                .doesNotContain("\u001b", "\u009b");
    }

    @Test
    void theDemoShowsEachCommandAndEndsWithWhatToTryNext() {
        Terminal.Outcome demo = terminal.run("demo");
        assertThat(demo.exitCode()).as(demo.toString()).isZero();
        assertThat(demo.err()).isEmpty();
        assertThat(demo.out())
                .containsSubsequence(
                        "demo API at http://127.0.0.1:",
                        " dispatch job validate --case jsonplaceholder-kitchen-sink\nvalid  ",
                        " dispatch job run --case jsonplaceholder-kitchen-sink\nSUCCESS  ",
                        "$ dispatch job assert --run-id ",
                        "Done: ",
                        "The record is in ",
                        "next:\n  dispatch job inspect --run-id ");
    }

    private String out(String... arguments) {
        Terminal.Outcome outcome = terminal.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome.out();
    }
}
