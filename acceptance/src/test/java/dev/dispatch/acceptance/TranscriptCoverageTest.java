package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.testkit.Entry;
import dev.dispatch.testkit.Transcript;
import dev.dispatch.testkit.TranscriptSession;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads the transcripts has seen each command succeed and fail, as a person and as a program. */
class TranscriptCoverageTest {

    /**
     * It goes on until a signal ends it (DistributionTest), prints hundreds of lines (PrintedSchemasTest,
     * CompletionTest, SkillTest), starts another program (SkillCommandsTest of the command line), or shows how long things
     * took and little else (ManyRunsTest).
     */
    private static final Set<String> SHOWN_ELSEWHERE = Set.of(
            "job batch-inspect: success",
            "job batch-inspect: success --json",
            "demo serve: success",
            "demo serve: success --json",
            "completion: success",
            "completion: success --json",
            "skill print: success",
            "skill update: success",
            "skill update: success --json",
            "schema case: success",
            "schema module: success",
            "schema expressions: success");

    @TempDir
    private Path folder;

    @Test
    void eachCommandHasASuccessAndAFailureForPeopleAndForPrograms() throws Exception {
        List<String> names = names();
        assertThat(names).hasSizeGreaterThan(20);
        Set<String> missing = new TreeSet<>();
        for (String name : names) {
            for (String kind : List.of("success", "failure", "success --json", "failure --json")) {
                missing.add(name + ": " + kind);
            }
        }
        missing.removeAll(SHOWN_ELSEWHERE);
        for (Transcript transcript : Transcripts.all()) {
            for (Entry.Command command : transcript.commands()) {
                List<String> arguments =
                        List.of(command.line().replaceFirst("dispatch *", "").split(" +"));
                String kind = command.exitCode().orElse(0) == 0 ? "success" : "failure";
                missing.remove(
                        nameOf(arguments, names) + ": " + kind + (arguments.contains("--json") ? " --json" : ""));
            }
        }
        assertThat(missing).isEmpty();
    }

    /** The jobs of jobs/ are examples that people copy. */
    @Test
    void eachShippedJobRunsAndIsToldOfInTheGuide() throws Exception {
        List<String> run = Transcripts.all().stream()
                .flatMap(transcript -> transcript.commands().stream())
                .map(Entry.Command::line)
                .filter(line -> line.startsWith("dispatch job run "))
                .toList();
        String guide = Files.readString(Transcripts.ROOT.resolve("docs/guide/writing-a-job.md"));
        Set<String> missing = new TreeSet<>();
        int jobs = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Transcripts.ROOT.resolve("jobs"), "*.json")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replaceFirst("\\.job\\.(case|seed)\\.json$", "");
                jobs++;
                if (run.stream().noneMatch(line -> (line + " ").contains("--case " + name + " "))) {
                    missing.add(name + ": no transcript");
                }
                if (!guide.contains("| `jobs/" + name + "`")) {
                    missing.add(name + ": not in the guide");
                }
            }
        }
        assertThat(jobs).isGreaterThan(10);
        assertThat(missing).isEmpty();
    }

    /** The longest name that the command line begins with. */
    private static String nameOf(List<String> arguments, List<String> names) {
        String found = "";
        for (String name : names) {
            List<String> words = List.of(name.split(" "));
            boolean begins = arguments.size() >= words.size()
                    && arguments.subList(0, words.size()).equals(words);
            if (begins && name.length() > found.length()) {
                found = name;
            }
        }
        return found;
    }

    private List<String> names() throws Exception {
        try (TranscriptSession session =
                new TranscriptSession(new ProgramInProcess(), Transcripts.DISTRIBUTION, folder)) {
            List<String> names = new ArrayList<>();
            Json.parse(session.execute("dispatch --help --json", "").out())
                    .path("commands")
                    .forEach(command -> names.add(command.path("command").asString("")));
            return names;
        }
    }
}
