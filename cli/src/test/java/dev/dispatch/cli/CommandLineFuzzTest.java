package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is typed gets an answer: an exit code of those that are documented, never a fault of the program, with
 * {@code --json} always a document, and within a second. {@code -Dfuzz.seed} and {@code -Dfuzz.number} try one line again.
 */
class CommandLineFuzzTest {

    /** Of {@code fuzz.inputs}, which are all given to the readers of core, this part comes on top. */
    private static final long PART = 20;

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Set<Integer> EXIT_CODES = Set.of(0, 1, 2, 3, 4, 130);

    /** Linux passes on no longer ones. */
    private static final int LONGEST_WORD = 128 * 1024;

    /** These wait, open sockets, compile, or write elsewhere than below the working folder. */
    private static final Set<String> NOT_TRIED = Set.of(
            "run", "demo", "serve", "doctor", "self-check", "install", "update", "bootstrap", "init", "override");

    private static final List<String> LINES = List.of(
            "job validate --case order-poll --input item=book --input quantity=3 --json",
            "job plan --case typed-inputs --input count=7 --json",
            "job plan --case customer-overview --inputs-file -",
            "job inspect --run-id latest --step 1 --json --full",
            "job inspect --run-id latest --show-curl --fields runId,summary.status --json",
            "job assert --run-id latest --check calls-count-min --param min=1 --strict-params --json",
            "job assert --run-id latest --rule {\"path\":\"$.summary.status\",\"op\":\"eq\",\"value\":\"SUCCESS\"}",
            "job readable --run-id latest --out readable.txt",
            "job dump --run-id latest --json",
            "job list --limit 5 --json",
            "job latest --json",
            "job cases --json",
            "job export --run-id latest --out exported.job.case.json --force",
            "job import --file exported.job.case.json --json",
            "module list --json",
            "module inspect jsonplaceholder --json",
            "module validate --path modules/shop --json",
            "schema case --print",
            "schema action --name jsonplaceholder.list-posts --json",
            "schema module --json",
            "schema expressions --json",
            "memory list --json",
            "memory inspect --namespace n --prefix a --json",
            "memory export --namespace n --out memory.json",
            "memory import --file memory.json --replace --json",
            "memory diff --file - --namespace n",
            "defaults set --action http.request --file - --json",
            "defaults show --action http.request --json",
            "defaults unset --action http.request",
            "runtime set user.id=7 --json",
            "runtime show --json",
            "runtime unset user --all",
            "skill print",
            "explain UNKNOWN_FIELD --json",
            "explain --help",
            "completion bash",
            "version --json",
            "help job run",
            "--llms --json",
            "--version");

    private static final List<String> WORDS = List.of(
            "--json",
            "--help",
            "-h",
            "-V",
            "--full",
            "--fields",
            "--no-color",
            "--verbose",
            "--events",
            "--home",
            "--case",
            "--input",
            "--inputs-file",
            "--run-id",
            "--step",
            "--out",
            "--file",
            "--limit",
            "--rule",
            "--check",
            "--param",
            "--namespace",
            "--base-url",
            "--",
            "-",
            "--=",
            "=",
            "a=b",
            "=b",
            "a=",
            "a=b=c",
            "[",
            "{\"a\":",
            "@file",
            "$..*",
            "*",
            "latest",
            "job",
            "module",
            "schema",
            "999999999999",
            "-1",
            "0",
            "1e999999999",
            "1.5",
            "\u0000",
            "\n",
            "\u001b[31m",
            "\uD83D",
            "\uDE00\uD83D",
            "\u202E",
            "\uFFFF",
            "é",
            "${env.HOME}",
            "${",
            "%00",
            "'",
            "\"",
            "\\",
            "$(x)",
            "--jsno",
            "--inptu");

    @TempDir
    Path folder;

    private Terminal terminal;

    @BeforeEach
    void aWorkspaceWithOneRun() {
        terminal =
                new Terminal(folder).with("DEMO_BASE_URL", "http://127.0.0.1:9").typing("{\"customer\": 3}");
        assertThat(terminal.run("job", "run", "--case", "flow-sleep").exitCode())
                .isZero();
    }

    @Test
    void everyCommandLineIsAnswered() {
        long seed = Long.getLong("fuzz.seed", 1);
        long only = Long.getLong("fuzz.number", -1);
        long count = Math.max(1, Long.getLong("fuzz.inputs", 20_000) / PART);
        List<String> failures = new ArrayList<>();
        for (long number = Math.max(0, only); number < (only < 0 ? count : only + 1); number++) {
            List<String> line = line(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number));
            if (line.stream().noneMatch(NOT_TRIED::contains)) {
                String fault = fault(line);
                if (!fault.isEmpty()) {
                    failures.add("seed %d, number %d: %s%n  %s".formatted(seed, number, fault, shown(line)));
                }
            }
        }
        assertThat(String.join("\n", failures)).isEmpty();
    }

    private String fault(List<String> line) {
        Duration shortest = Duration.ofDays(1);
        // Others share the machine: what was slow gets two more chances.
        for (int chance = 0; chance < 3 && shortest.compareTo(LONGEST) > 0; chance++) {
            long start = System.nanoTime();
            Terminal.Outcome outcome = terminal.run(line);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            shortest = time.compareTo(shortest) < 0 ? time : shortest;
            String all = outcome.out() + outcome.err();
            if (!EXIT_CODES.contains(outcome.exitCode()) || all.contains("dispatch has a fault")) {
                return "exit code " + outcome.exitCode() + "\n  " + shown(List.of(outcome.out(), outcome.err()));
            }
            if (line.contains("--json") && outcome.exitCode() != 0) {
                Json.parse(outcome.out());
            }
        }
        return shortest.compareTo(LONGEST) > 0 ? "took " + shortest : "";
    }

    private static String shown(List<String> line) {
        String text = Json.compact(Json.texts(line));
        return text.length() > 500 ? text.substring(0, 500) + "..." : text;
    }

    private static List<String> line(RandomGenerator random) {
        // The first values of neighbouring seeds are alike.
        random.nextLong();
        List<String> words = new ArrayList<>(List.of(any(LINES, random).split(" ")));
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            damage(words, random);
        }
        words.replaceAll(CommandLineFuzzTest::kept);
        return words;
    }

    private static void damage(List<String> words, RandomGenerator random) {
        int at = random.nextInt(words.size() + 1);
        if (at == words.size() || random.nextInt(4) == 0) {
            words.add(at, any(WORDS, random));
            return;
        }
        String word = words.get(at);
        int place = random.nextInt(word.length() + 1);
        switch (random.nextInt(8)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, word);
            case 2 -> words.set(at, any(WORDS, random));
            case 3 -> words.set(at, word + "=" + any(WORDS, random));
            case 4 -> words.set(at, word.substring(0, place) + any(WORDS, random) + word.substring(place));
            case 5 -> words.set(at, word.substring(0, place));
            case 6 -> words.set(at, word.repeat(1 + random.nextInt(2_000) % (LONGEST_WORD / (word.length() + 1))));
            default -> words.add(random.nextInt(words.size()), words.remove(at));
        }
        if (words.isEmpty()) {
            words.add("");
        }
    }

    /** What is written stays below the working folder. */
    private static String kept(String word) {
        return word.contains("..") || word.matches("(?s)(.*=)?[/~].*") ? "x" : word;
    }

    private static String any(List<String> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
