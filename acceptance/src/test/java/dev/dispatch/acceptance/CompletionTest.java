package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dispatch.cli.Documents;
import dev.dispatch.cli.command.CommandModel;
import dev.dispatch.cli.reference.Argument;
import dev.dispatch.cli.reference.CommandEntry;
import dev.dispatch.cli.reference.CommandSurface;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Needs the shells; one that is not installed is skipped. */
class CompletionTest {
    private static final CommandSurface SURFACE = CommandModel.all("0.0.0");
    private static final Map<Shell, String> FILES = Map.of(
            Shell.BASH, "completions/dispatch.bash",
            Shell.ZSH, "completions/_dispatch",
            Shell.FISH, "completions/dispatch.fish");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyCommandAndEveryOptionIsOffered(Shell shell) throws Exception {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        SURFACE.following()
                .forEach((words, following) ->
                        expected.put(("dispatch " + words).strip() + " ", sorted(following.keySet())));
        for (CommandEntry command : SURFACE.commands()) {
            List<Argument> options = new ArrayList<>(command.options());
            options.addAll(SURFACE.common());
            expected.put(
                    "dispatch " + command.words() + " --",
                    sorted(options.stream().map(Argument::name).toList()));
        }
        List<List<String>> offered = complete(shell, noProgram(), List.copyOf(expected.keySet()));
        int line = 0;
        for (Map.Entry<String, List<String>> each : expected.entrySet()) {
            assertThat(offered.get(line++)).as(each.getKey()).containsAll(each.getValue());
        }
        assertThat(offered.get(1)).as("dispatch job ").isEqualTo(expected.get("dispatch job "));
    }

    @ParameterizedTest
    @EnumSource
    void whatStandsBeforeTheCommandDoesNotHideIt(Shell shell) throws Exception {
        List<List<String>> offered = complete(
                shell,
                noProgram(),
                List.of(
                        "dispatch --json job lat",
                        "dispatch --home job job lat",
                        "dispatch completion ",
                        "dispatch --ll"));
        assertThat(offered)
                .containsExactly(
                        List.of("latest"), List.of("latest"), List.of("bash", "fish", "zsh"), List.of("--llms"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThereIsLookedUp(Shell shell) throws Exception {
        assumeInstalled(shell);
        Files.createDirectories(folder.resolve("jobs"));
        Files.copy(
                Transcripts.ROOT.resolve("jobs/flow-sleep.job.case.json"), folder.resolve("jobs/my-nap.job.case.json"));
        Files.createDirectories(folder.resolve("modules"));
        Path bin = program("exec '" + Transcripts.DISTRIBUTION.resolve("bin/dispatch") + "' \"$@\"\n");
        Execution stored = new ProgramInProcess()
                .run(new Invocation(
                        List.of(
                                "run",
                                "memory.store",
                                "--input",
                                "namespace=shop-1",
                                "--input",
                                "key=k",
                                "--input",
                                "value=1"),
                        folder,
                        Map.of("HOME", folder.toString()),
                        ""));
        assertThat(stored.exitCode()).isZero();

        List<List<String>> offered = complete(
                shell,
                bin,
                List.of(
                        "dispatch job run --case my-n",
                        "dispatch run jsonplaceholder.get-p",
                        "dispatch schema action --name flow.sl",
                        "dispatch module inspect jso",
                        "dispatch memory inspect --namespace sh",
                        "dispatch job inspect --run-id l"));
        assertThat(offered)
                .containsExactly(
                        List.of("my-nap"),
                        List.of("jsonplaceholder.get-post"),
                        List.of("flow.sleep"),
                        List.of("jsonplaceholder"),
                        List.of("shop-1"),
                        List.of("latest"));
    }

    @ParameterizedTest
    @EnumSource
    void theNameOfAJobIsNeverExecuted(Shell shell) throws Exception {
        Path bin = program("""
                echo '{"cases":[{"name":"zz$(touch owned)","path":"p"},{"name":"zz`touch owned`"}]}'
                """);
        List<String> offered =
                complete(shell, bin, List.of("dispatch job run --case zz")).getFirst();
        assertThat(offered).hasSize(2).allMatch(name -> name.contains("touch"));
        assertThat(folder.resolve("owned")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void aProgramThatFailsPrintsNothingIntoTheTerminal(Shell shell) throws Exception {
        Path bin = program("echo 'no Java' >&2; exit 2\n");
        assertThat(complete(shell, bin, List.of("dispatch run x", "dispatch job inspect --run-id q")))
                .containsExactly(List.of(), List.of());
    }

    private List<List<String>> complete(Shell shell, Path bin, List<String> lines) throws Exception {
        assumeInstalled(shell);
        Path script = Files.writeString(
                folder.resolve("script"), Documents.ofRelease().get(FILES.get(shell)));
        Map<String, String> environment = Map.of(
                "PATH", bin + ":" + System.getenv("PATH"),
                "HOME", folder.toString(),
                "DISPATCH_JAVA_HOME", System.getProperty("java.home"));
        return shell.complete(script, folder, environment, lines);
    }

    private static void assumeInstalled(Shell shell) {
        assumeTrue(shell.isInstalled(), shell.word() + " is not installed; its completion was not tested");
    }

    private Path noProgram() throws IOException {
        return program("exit 1\n");
    }

    private Path program(String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve("dispatch"), "#!/bin/sh\n" + script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return bin;
    }

    private static List<String> sorted(Iterable<String> words) {
        TreeSet<String> sorted = new TreeSet<>();
        words.forEach(sorted::add);
        return List.copyOf(sorted);
    }
}
